package io.mcpguard.cli.measure;

/** What sanitising left of texts with something injected, in characters, those that were not noticed included. */
final class Cutting {

    private static final String MARKER = "[removed by mcp-guard: ";

    private int documents;
    private long injected;
    private long injectedGone;
    private long others;
    private long othersLeft;
    private final Announcements announcements = new Announcements();

    /**
     * Counts a document.
     *
     * @param text as it came
     * @param start of what was injected
     * @param end behind it
     * @param after what is left of it; null if nothing passes
     */
    void count(String text, int start, int end, String after) {
        documents++;
        injected += end - start;
        others += text.length() - (end - start);
        boolean[] left = left(text, after);
        announcements.count(text, start, left);
        for (int i = 0; i < text.length(); i++) {
            boolean inside = i >= start && i < end;
            injectedGone += inside && !left[i] ? 1 : 0;
            othersLeft += !inside && left[i] ? 1 : 0;
        }
    }

    /** Which characters are still there. Between two markers stands what stood there before, in the same order. */
    private static boolean[] left(String text, String after) {
        var left = new boolean[text.length()];
        int from = 0;
        int at = 0;
        while (at <= after.length()) {
            int marker = after.indexOf(MARKER, at);
            String piece = after.substring(at, marker < 0 ? after.length() : marker);
            int found = text.indexOf(piece, from);
            if (found >= 0) {
                for (int i = found; i < found + piece.length(); i++) {
                    left[i] = true;
                }
                from = found + piece.length();
            }
            int end = marker < 0 ? -1 : after.indexOf(']', marker);
            if (end < 0) {
                break;
            }
            at = end + 1;
        }
        return left;
    }

    int documents() {
        return documents;
    }

    /** {@return the share of injected characters that are gone} */
    double removed() {
        return injected == 0 ? 1 : (double) injectedGone / injected;
    }

    /** {@return the share of the other characters that are still there} */
    double kept() {
        return others == 0 ? 1 : (double) othersLeft / others;
    }

    /** {@return the same, where what announces the injected text counts as neither} */
    double keptOfData() {
        Announcements.Counted announced = announcements.counted();
        long data = others - announced.all();
        return data == 0 ? 1 : (double) (othersLeft - announced.left()) / data;
    }
}
