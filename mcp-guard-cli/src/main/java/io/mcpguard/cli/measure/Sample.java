package io.mcpguard.cli.measure;

import io.mcpguard.json.CanonicalJson;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row with what is known of it.
 *
 * @param surface what the row is about
 * @param isMalicious what its label says
 * @param group stands for all rows that say the same: of one injected text, else of one text but for digits and signs
 * @param text its text, {@code ""} if a tool is judged
 * @param injected what was injected into the text, {@code ""} if that is not known or not found there
 */
record Sample(String surface, boolean isMalicious, String group, String text, String injected) {

    /** Longer beginnings do not make groups. */
    private static final int MAX_COMPARED = 4_000;

    /**
     * Of a row.
     *
     * @param injectedIn members that may hold the injected text, the first that is there counts
     * @return null if the row has no label
     */
    static @Nullable Sample of(Map<String, @Nullable Object> row, List<String> injectedIn) {
        Object label = row.get("label");
        if (!"malicious".equals(label) && !"benign".equals(label)) {
            return null;
        }
        boolean malicious = "malicious".equals(label);
        boolean isTool = row.get("tool") instanceof Map<?, ?>;
        String text = row.get("text") instanceof String string ? string : "";
        String told = malicious ? told(row, injectedIn) : "";
        String same = !told.isEmpty() ? told : !text.isEmpty() ? text : String.valueOf(row.get("tool"));
        return new Sample(
                String.valueOf(row.get("surface")),
                malicious,
                CanonicalJson.sha256(letters(same)),
                isTool ? "" : text,
                !isTool && text.contains(told) ? told : "");
    }

    private static String told(Map<String, @Nullable Object> row, List<String> members) {
        for (String member : members) {
            if (row.get(member) instanceof String text && !text.isBlank()) {
                return text;
            }
        }
        return "";
    }

    /** Letters in lower case, anything else as one space: templates are filled with numbers, names stay. */
    private static String letters(String text) {
        var letters = new StringBuilder();
        for (int i = 0; i < text.length() && letters.length() < MAX_COMPARED; i++) {
            char c = text.charAt(i);
            if (Character.isLetter(c)) {
                letters.append(Character.toLowerCase(c));
            } else if (letters.length() > 0 && letters.charAt(letters.length() - 1) != ' ') {
                letters.append(' ');
            }
        }
        return letters.toString();
    }
}
