package io.mcpguard.data;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;

/** Finds values of a class that somebody described by a pattern. RE2/J takes linear time, whatever the pattern is. */
final class PatternDetector implements Detector {

    private final DataClass kind;
    private final Pattern pattern;

    PatternDetector(DataClass kind, Pattern pattern) {
        this.kind = kind;
        this.pattern = pattern;
    }

    @Override
    public void detect(Text text, Hits hits) {
        Matcher matcher = pattern.matcher(text.value());
        while (!hits.isFull() && matcher.find()) {
            if (matcher.end() > matcher.start()) {
                hits.add(kind, kind.id(), matcher.start(), matcher.end(), Certainty.PROVEN);
            }
        }
    }
}
