package io.mcpguard.session;

import io.mcpguard.api.Finding;
import io.mcpguard.api.Hook;
import io.mcpguard.api.Interception;
import io.mcpguard.api.Phase;
import io.mcpguard.api.Severity;
import io.mcpguard.api.ValidationResult;
import io.mcpguard.api.Validator;
import io.mcpguard.api.trust.ItemKind;
import io.mcpguard.api.trust.Pin;
import io.mcpguard.api.trust.PinState;
import io.mcpguard.json.SafeText;
import io.mcpguard.policy.Policy;
import io.mcpguard.policy.Treatment;
import io.mcpguard.shadow.ForeignTools;
import io.mcpguard.shadow.References;
import io.mcpguard.shadow.References.Reference;
import io.mcpguard.trust.TrustBook;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps out definitions that give orders about the tools of other servers, and reports those that mention or copy them.
 * What other servers declare changes while a connection lives, so judgements are kept only as long as that does not.
 */
final class ShadowRules implements Validator {

    static final String NAME = "shadowing";

    /** More judgements than this are forgotten and made again. */
    private static final int MAX_KEPT = 60_000;

    private final KnownPages pages;
    private final CurrentServer server;
    private final Treatment orders;
    private final TrustBook book;
    private final Verifications verifications;
    private final SharedAddresses addresses;
    private final Map<Object, Judged> judged = new ConcurrentHashMap<>();

    /** Which item of which list. */
    private record Item(DeclaredList list, String name) {}

    /** What was found in a definition, and how much the other servers had declared by then. */
    private record Judged(
            Object definition,
            long version,
            List<Reference> references,
            @Nullable String copied) {}

    ShadowRules(CurrentServer server, Policy policy, TrustBook book, Verifications verifications, KnownPages pages) {
        this.pages = pages;
        this.server = server;
        this.orders = policy.inspect().definitions();
        this.book = book;
        this.verifications = verifications;
        this.addresses = new SharedAddresses(server, book.foreign());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Hook hook() {
        return Hook.both(
                "initialize",
                "server/discover",
                "tools/list",
                "tools/call",
                "prompts/list",
                "prompts/get",
                "resources/list",
                "resources/templates/list",
                "resources/read",
                "resources/subscribe");
    }

    @Override
    public ValidationResult validate(Interception in) {
        if (in.phase() == Phase.REQUEST && !in.fromServer()) {
            return switch (in.event()) {
                case "tools/call" -> use(in, DeclaredList.TOOLS);
                case "prompts/get" -> use(in, DeclaredList.PROMPTS);
                case "resources/read", "resources/subscribe" -> result(addresses.use(in));
                default -> ValidationResult.valid();
            };
        }
        if (in.kind() != Interception.Kind.RESULT || !in.fromServer()) {
            return ValidationResult.valid();
        }
        DeclaredList list = DeclaredList.of(in.event());
        return list == null ? instructions(in) : page(in, list);
    }

    private ValidationResult use(Interception in, DeclaredList list) {
        Outlooks outlooks = verifications.of(list);
        VerifiedItem item = outlooks != null && in.payload().get("name") instanceof String name
                ? outlooks.of(Viewpoint.whose(in))
                        .current(in.exchange().epoch())
                        .items()
                        .get(name)
                : null;
        if (item == null) {
            return ValidationResult.valid();
        }
        var findings = new ArrayList<Finding>(1);
        look(list, item.definition(), "/name", findings);
        return result(findings);
    }

    private ValidationResult page(Interception in, DeclaredList list) {
        if (pages.isKnown(in) || !(in.payload().get(list.key()) instanceof List<?> items)) {
            return ValidationResult.valid();
        }
        var findings = new ArrayList<>(addresses.page(list, items));
        for (int i = 0; i < items.size(); i++) {
            look(list, items.get(i), "/" + list.key() + "/" + i, findings);
        }
        return result(findings);
    }

    private ValidationResult instructions(Interception in) {
        if (!(in.payload().get("instructions") instanceof String instructions)) {
            return ValidationResult.valid();
        }
        var findings = new ArrayList<Finding>(1);
        List<Reference> references = References.inText(server.get().name(), instructions, book.foreign());
        boolean approved = isApproved(ItemKind.INSTRUCTIONS, "", instructions);
        for (Reference reference : references) {
            findings.add(finding(reference, approved, "/instructions"));
        }
        return result(findings);
    }

    private void look(DeclaredList list, @Nullable Object item, String path, List<Finding> findings) {
        if (!(item instanceof Map<?, ?> definition) || !(definition.get(list.nameKey()) instanceof String name)) {
            return;
        }
        Judged found = judge(list, name, definition);
        if (!found.references.isEmpty()) {
            findings.add(finding(found.references.get(0), isApproved(list.kind(), name, definition), path));
        }
        if (found.copied != null) {
            findings.add(Finding.of(Severity.WARN, path, "described like " + quote(found.copied))
                    .rule("shadow.clone")
                    .category("shadowing"));
        }
    }

    private Judged judge(DeclaredList list, String name, Map<?, ?> definition) {
        ForeignTools tools = book.foreign();
        // Read first: what is declared while this one is judged makes it be judged again.
        long version = tools.version();
        var key = new Item(list, name);
        Judged last = judged.get(key);
        if (last != null && last.version == version && last.definition.equals(definition)) {
            return last;
        }
        String copied = list == DeclaredList.TOOLS && definition.get("description") instanceof String description
                ? tools.cloneOf(server.get().name(), description)
                : null;
        List<Reference> references = References.inDefinition(server.get().name(), definition, tools);
        Object kept = kept(list, name, definition);
        var now = new Judged(kept == null ? Map.of() : kept, version, references, copied);
        if (kept != null) {
            if (judged.size() >= MAX_KEPT) {
                judged.clear();
            }
            judged.put(key, now);
        }
        return now;
    }

    /**
     * The tree that the guard keeps of this definition anyway, null if there is none: a server may tell a client something
     * else on every list, and as much as it likes.
     */
    private @Nullable Object kept(DeclaredList list, String name, Map<?, ?> definition) {
        Outlooks outlooks = verifications.of(list);
        return outlooks == null ? null : outlooks.kept(name, definition);
    }

    /** What a person approved may say what it says. */
    private boolean isApproved(ItemKind kind, String name, Object definition) {
        Pin pin = book.check(server.get(), kind, name, definition).pin();
        return pin != null && pin.state() == PinState.APPROVED;
    }

    private Finding finding(Reference reference, boolean approved, String path) {
        boolean held = reference.order() && !approved && orders != Treatment.FLAG && orders != Treatment.ALLOW;
        return Finding.of(held ? Severity.ERROR : Severity.WARN, path, reference.describe())
                .rule(reference.order() ? "shadow.order" : "shadow.mention")
                .category("shadowing");
    }

    private static String quote(String name) {
        return "\"" + SafeText.excerpt(name, 100) + "\"";
    }

    private static ValidationResult result(List<Finding> findings) {
        return findings.isEmpty() ? ValidationResult.valid() : ValidationResult.of(findings);
    }
}
