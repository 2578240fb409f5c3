package io.mcpguard.data.contact;

import io.mcpguard.data.Certainty;
import io.mcpguard.data.DataClass;
import io.mcpguard.data.Detector;
import io.mcpguard.data.Hits;
import io.mcpguard.data.Text;
import io.mcpguard.data.contact.Dates.Written;
import io.mcpguard.data.contact.Phrases.Found;
import java.time.Clock;
import java.time.Year;

/**
 * Finds dates of birth: dates just behind a word that says so, or in a field of such a name. Other dates are no
 * concern of it.
 */
public final class DateOfBirthDetector implements Detector {

    private static final int BEFORE = 40;
    private static final int BEHIND = 24;

    private final Clock clock;
    private final Dates dates = new Dates();
    private final Phrases words = Phrases.load("birth-words.txt");

    DateOfBirthDetector(Clock clock) {
        this.clock = clock;
    }

    /** With the clock of the system, for nobody was born in the future. */
    public static DateOfBirthDetector standard() {
        return new DateOfBirthDetector(Clock.systemUTC());
    }

    @Override
    public void detect(Text text, Hits hits) {
        String value = text.value();
        boolean field = words.isIn(text.field());
        int latest = -1;
        int i = Letters.nextDigit(value, 0);
        while (i < value.length() && !hits.isFull()) {
            int end = Letters.behindDigits(value, i);
            if (Dates.mayBegin(value, i, end) && isBirth(value, i, field)) {
                latest = latest < 0 ? Year.now(clock).getValue() : latest;
                Written date = dates.at(value, i, latest);
                if (date != null) {
                    hits.add(DataClass.BIRTH_DATE, "birth-date", date.start(), date.end(), Certainty.LIKELY);
                    end = date.end();
                }
            }
            i = Letters.nextDigit(value, end);
        }
    }

    private boolean isBirth(String text, int at, boolean field) {
        if (!Letters.isFreeBefore(text, at)) {
            return false;
        }
        if (field) {
            return true;
        }
        int from = at;
        while (from > 0 && at - from < BEFORE && !Letters.isDigit(text.charAt(from - 1))) {
            from--;
        }
        Found word = words.last(text, from, at);
        return word != null || isSaidBehind(text, at);
    }

    /** {@code 1985-03-12 (date of birth)}: nothing but a bracket between the two. */
    private boolean isSaidBehind(String text, int at) {
        for (int i = at + 1; i < text.length() && i - at < BEHIND; i++) {
            char c = text.charAt(i);
            if (c == '(') {
                return words.at(text, i + 1) != null;
            }
            if (c == '\n' || c == '"') {
                return false;
            }
        }
        return false;
    }
}
