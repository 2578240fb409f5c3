package io.mcpguard.approval;

/** Marks text as data (spotlighting, Hines et al. 2024): a fence that the text cannot close, since it cannot know it. */
final class Fence {

    private static final int MAX_CHARS = 64 * 1024;

    private Fence() {}

    static String around(String text, String secret) {
        String cut = text.length() <= MAX_CHARS ? text : text.substring(0, MAX_CHARS) + " [cut]";
        return "<<data " + secret + ">>\n" + cut + "\n<<end " + secret + ">>";
    }
}
