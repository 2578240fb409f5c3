package io.mcpguard.data.vault;

import io.mcpguard.data.Certainty;
import io.mcpguard.data.DataClass;
import io.mcpguard.data.Detector;
import io.mcpguard.data.Detectors;
import io.mcpguard.data.Hit;
import io.mcpguard.data.Hits;
import io.mcpguard.data.Text;
import io.mcpguard.data.vault.Placeholder.Form;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Puts placeholders in place of values and values back in place of placeholders, each conversation for itself. Which values
 * is for others to say. Thread-safe.
 */
public final class DataVault {

    /**
     * Text of a server that looks like a placeholder and is none: it is replaced by one of its own, so that nobody but the
     * vault says what stands for a value, and comes back as it was.
     */
    public static final DataClass LITERAL = DataClass.of("literal");

    /** A placeholder that stood for a value which is no longer remembered. */
    public static final DataClass FORGOTTEN = DataClass.of("forgotten");

    private final Detectors detectors;
    private final Conversations conversations;

    /**
     * A vault in which nothing lies.
     *
     * @param detectors what finds values
     * @param conversations where they are kept
     */
    public DataVault(Detectors detectors, Conversations conversations) {
        this.detectors = detectors;
        this.conversations = conversations;
    }

    /**
     * What was found in a message.
     *
     * @param spots values and placeholders in their order
     * @param tooMuch whether there was more
     */
    public record Found(List<Spot> spots, boolean tooMuch) {}

    /**
     * A message in which placeholders stand.
     *
     * @param payload the message
     * @param keys those that were put there
     * @param values each key's value, to be watched and not to be kept
     */
    public record Redacted(Map<String, @Nullable Object> payload, Set<String> keys, Map<String, String> values) {}

    /**
     * Looks for values and for placeholders that stand for one, or did, in a message that is sent.
     *
     * @param conversation the conversation
     * @param payload the message
     * @param strictness of each class
     * @return what is there; a placeholder whose value was forgotten is of the class {@link #FORGOTTEN}
     */
    public Found lookAtSent(String conversation, Map<String, @Nullable Object> payload, Strictness strictness) {
        Values values = conversations.known(conversation);
        return look(detectors.all(), payload, key -> values == null ? null : values.standsFor(key), strictness);
    }

    /**
     * Looks for values in a message that was received, and for what only looks like a placeholder.
     *
     * @param conversation the conversation
     * @param payload the message
     * @param issued keys that the vault itself put there
     * @param strictness of each class
     * @return what is there; a placeholder is of the class {@link #LITERAL}
     */
    public Found lookAtReceived(
            String conversation, Map<String, @Nullable Object> payload, Set<String> issued, Strictness strictness) {
        Values values = conversations.known(conversation);
        return look(
                detectors.all(),
                payload,
                key -> !issued.contains(key) && isOurs(key, values) ? LITERAL : null,
                strictness);
    }

    /**
     * Looks for secrets alone.
     *
     * @param payload the message
     * @return what is there
     */
    public Found lookForSecrets(Map<String, @Nullable Object> payload) {
        return look(detectors.secrets(), payload, key -> null, kind -> 0);
    }

    private Found look(
            Detector detector, Map<String, @Nullable Object> payload, Survey.Keys keys, Strictness strictness) {
        Survey survey = new Survey(detectors, detector, keys, strictness).of(payload);
        return new Found(survey.spots(payload), survey.isTooMuch());
    }

    /** A placeholder of a class that nobody has stands in many an honest text. */
    private boolean isOurs(String key, @Nullable Values values) {
        if (Tree.isDigits(key)) {
            return values != null && values.standsFor(key) != null;
        }
        String label = Placeholder.label(key);
        return label.equals(LITERAL.label()) || detectors.labels().contains(label);
    }

    /**
     * Puts placeholders in place of values.
     *
     * @param conversation the conversation that they belong to
     * @param payload the message as it was looked at
     * @param chosen spots of it in their order, values or what looks like a placeholder
     * @param under the member of the message below which placeholders are to look like e-mail addresses and URIs where the
     *     value does that stands there alone, null if nowhere
     * @return the message with placeholders
     * @throws VaultException if they are more than the vault remembers
     */
    public Redacted redact(
            String conversation, Map<String, @Nullable Object> payload, List<Spot> chosen, @Nullable String under) {
        Values values = conversations.of(conversation);
        var byLeaf = new HashMap<Integer, List<Spot>>();
        chosen.forEach(spot ->
                byLeaf.computeIfAbsent(spot.leaf(), leaf -> new ArrayList<>()).add(spot));
        var kept = new LinkedHashMap<String, String>();
        Map<String, @Nullable Object> redacted = Tree.visit(payload, (at, text, field, form) -> {
            List<Spot> spots = byLeaf.get(at.index());
            if (spots == null) {
                return text;
            }
            if (form == Tree.Form.NUMBER) {
                String standIn = values.standInFor(spots.get(0).kind(), text, conversations.random());
                kept.put(standIn, text);
                return standIn;
            }
            boolean typed = under != null && form == Tree.Form.STRING && at.isUnder(under);
            var changed = new StringBuilder(text.length());
            int from = 0;
            for (Spot spot : spots) {
                String value = text.substring(spot.start(), spot.end());
                String key = values.keyOf(spot.kind(), value);
                kept.put(key, value);
                changed.append(text, from, spot.start())
                        .append(Placeholder.write(key, typed ? form(spot, text) : Form.TEXT));
                from = spot.end();
            }
            return changed.append(text, from, text.length()).toString();
        });
        if (kept.size() > conversations.most()) {
            throw new VaultException("more values to redact than are remembered of one conversation");
        }
        return new Redacted(redacted, Set.copyOf(kept.keySet()), kept);
    }

    /** Only a value that stands alone can give way to another that looks like it: what is beside it would be read with it. */
    private static Form form(Spot spot, String text) {
        if (spot.start() > 0 || spot.end() < text.length()) {
            return Form.TEXT;
        }
        return spot.kind().equals(DataClass.EMAIL) ? Form.EMAIL : text.contains("://") ? Form.URI : Form.TEXT;
    }

    /**
     * Puts values back.
     *
     * @param conversation the conversation
     * @param payload a message
     * @param may the classes whose values go back
     * @return the message; the same one if nothing went back
     */
    public Map<String, @Nullable Object> restore(
            String conversation, Map<String, @Nullable Object> payload, Predicate<DataClass> may) {
        Values values = conversations.known(conversation);
        if (values == null || values.isEmpty()) {
            return payload;
        }
        return Tree.visit(
                payload,
                (at, text, field, form) -> Tree.isDigits(text) ? number(values, text, may) : text(values, text, may));
    }

    private static String number(Values values, String digits, Predicate<DataClass> back) {
        String value = value(values, digits, back);
        return value == null ? digits : value;
    }

    private static String text(Values values, String text, Predicate<DataClass> back) {
        var restored = new StringBuilder(text.length());
        int from = 0;
        for (Placeholder next : Placeholders.in(text)) {
            String value = value(values, next.key(), back);
            if (value != null) {
                restored.append(text, from, next.start()).append(value);
                from = next.end();
            }
        }
        return from == 0 ? text : restored.append(text, from, text.length()).toString();
    }

    private static @Nullable String value(Values values, String key, Predicate<DataClass> back) {
        DataClass kind = values.kindOf(key);
        return kind == null || !back.test(kind) ? null : values.valueOf(key);
    }

    /**
     * Words of somebody else without the values in them.
     *
     * @param words such as an interceptor's
     * @return the words, with the names of classes in place of values
     */
    public String conceal(String words) {
        return conceal(words, detectors.all());
    }

    /**
     * A short text without the secrets in it.
     *
     * @param text such as a URI
     * @return the text, with the name of the class in place of secrets
     */
    public String concealSecrets(String text) {
        return conceal(text, detectors.secrets());
    }

    /**
     * A message without the secrets in it, for those who record it and need not know them.
     *
     * @param payload the message
     * @return the message with the name of the class in place of secrets; the same one if there are none
     */
    public Map<String, @Nullable Object> concealSecrets(Map<String, @Nullable Object> payload) {
        return Tree.visit(
                payload,
                (at, text, field, form) ->
                        form == Tree.Form.NUMBER ? text : conceal(new Text(text, field), detectors.secrets()));
    }

    private String conceal(String words, Detector detector) {
        return words.isEmpty() ? words : conceal(Text.of(words), detector);
    }

    private String conceal(Text text, Detector detector) {
        String words = text.value();
        Hits hits = detectors.look(detector, text);
        var changed = new StringBuilder(words.length());
        int from = 0;
        for (Hit hit : hits.isEmpty() ? List.<Hit>of() : hits.disjoint()) {
            if (hit.certainty() != Certainty.POSSIBLE) {
                changed.append(words, from, hit.start())
                        .append('<')
                        .append(hit.kind().label())
                        .append('>');
                from = hit.end();
            }
        }
        return from == 0 ? words : changed.append(words, from, words.length()).toString();
    }

    /**
     * The class of what a key stands for.
     *
     * @param conversation the conversation
     * @param key such as {@code EMAIL_1}
     * @return the class; null if it stands for nothing there
     */
    public @Nullable DataClass kindOf(String conversation, String key) {
        Values values = conversations.known(conversation);
        return values == null ? null : values.kindOf(key);
    }
}
