package io.mcpguard.session;

import io.mcpguard.api.trust.DriftSeverity;
import io.mcpguard.session.VerifiedItem.Objection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Judges the use of resources by their pins, where the policy wants resources pinned, and of templates in any case. */
final class ResourcePins {

    /** A URI is looked for in no more templates. */
    private static final int MAX_TEMPLATES = 1_000;

    private final @Nullable ListPins resources;
    private final ListPins templates;

    /**
     * @param resources null if the policy does not want them pinned
     */
    ResourcePins(@Nullable ListPins resources, ListPins templates) {
        this.resources = resources;
        this.templates = templates;
    }

    /**
     * Why a resource may not be read; null if it may: it is listed as pinned, or a template that is can make its URI. What
     * stands against such a template stands against what it makes.
     */
    @Nullable
    Objection read(@Nullable Object uri, Viewpoint by) {
        if (resources == null) {
            return null;
        }
        Objection objection = resources.use(uri, by);
        String template = objection != null && objection.isUnlisted() ? maker(uri, by) : null;
        return template == null ? objection : templates.use(template, by);
    }

    /** Why the values of a reference may not be completed; null if they may. It is a template, or a resource. */
    @Nullable
    Objection complete(@Nullable Object uri, Viewpoint by) {
        Objection objection = templates.use(uri, by);
        boolean isResource = uri instanceof String text && text.indexOf('{') < 0 && !templates.lists(uri, by);
        return objection != null && isResource ? read(uri, by) : objection;
    }

    /** What an approval of reading or completing holds for. */
    Map<String, @Nullable Object> basis(@Nullable Object uri, Viewpoint by) {
        var basis = new LinkedHashMap<String, @Nullable Object>();
        basis.put("resource", resources == null ? null : resources.basis(uri, by));
        basis.put("template", templates.basis(uri, by));
        String maker = resources == null ? null : maker(uri, by);
        basis.put("maker", maker == null ? null : templates.basis(maker, by));
        return basis;
    }

    /** The digest of what was listed last under a URI; null if nothing was. */
    @Nullable
    String lastDigest(@Nullable Object uri, String whose) {
        return resources == null ? null : resources.lastDigest(uri, whose);
    }

    /** A template that makes a URI: the one that has drifted least, none that is objected to for something else. */
    private @Nullable String maker(@Nullable Object uri, Viewpoint by) {
        if (!(uri instanceof String text)) {
            return null;
        }
        String best = null;
        DriftSeverity least = DriftSeverity.CRITICAL;
        int tried = 0;
        for (String template : templates.names(by)) {
            if (++tried > MAX_TEMPLATES) {
                return null;
            }
            if (UriTemplate.matches(template, text)) {
                Objection objection = templates.use(template, by);
                if (objection == null) {
                    return template;
                }
                DriftSeverity drift = objection.drift();
                if (drift != DriftSeverity.NONE && (best == null || drift.compareTo(least) < 0)) {
                    best = template;
                    least = drift;
                }
            }
        }
        return best;
    }
}
