package io.mcpguard.inspect.scan;

import com.google.re2j.Pattern;

/** Whether a pattern is found in a text. What {@link Reach} can answer alone does not cost a run of RE2/J. */
public final class Question {

    private final Pattern pattern;
    private final Reach reach;

    /** A question in the syntax of RE2, in which a dot stands for any character. */
    public Question(String pattern) {
        this.pattern = Pattern.compile(pattern, Pattern.DOTALL);
        this.reach = new Reach(pattern.startsWith("^") ? pattern : ".*?(?:" + pattern + ")");
    }

    /** Whether it is found. */
    public boolean isIn(CharSequence text) {
        return switch (reach.ask(text)) {
            case NO -> false;
            case YES -> true;
            case PERHAPS -> pattern.matcher(text).find();
        };
    }
}
