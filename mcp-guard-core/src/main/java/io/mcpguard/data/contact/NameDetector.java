package io.mcpguard.data.contact;

import io.mcpguard.data.Certainty;
import io.mcpguard.data.DataClass;
import io.mcpguard.data.Detector;
import io.mcpguard.data.Hits;
import io.mcpguard.data.Text;
import io.mcpguard.data.contact.PersonName.Read;
import io.mcpguard.data.contact.Phrases.Found;

/**
 * Finds names of persons where something says that a name follows: a title, a label, a sentence, the end of a letter.
 * Names that stand in the middle of prose are left to models that know names.
 */
public final class NameDetector implements Detector {

    private static final String ID = "name";

    /** What the numbers of {@code honorifics.txt} mean. */
    private static final int NEEDS_DOT = 0;

    private static final int DOUBTFUL = 2;

    /** What the numbers of {@code name-words.txt} mean. */
    private static final int SENTENCE = 1;

    private static final int LABEL = 2;
    private static final int LETTER = 3;

    private final Phrases titles = Phrases.load("honorifics.txt");
    private final Phrases words = Phrases.load("name-words.txt");
    private final Phrases given =
            Phrases.of(String.join(" ", Phrases.lines("given-names.txt")).split(" ", -1));
    private final PersonName names = new PersonName();

    @Override
    public void detect(Text text, Hits hits) {
        if (isNamed(text, hits)) {
            return;
        }
        String value = text.value();
        int i = Letters.nextLetter(value, 0);
        while (i < value.length() && !hits.isFull()) {
            int behind = Math.max(i + 1, word(value, i, hits));
            // Behind the letter of an escape begins a word, behind others goes the same one on
            boolean inWord = !Letters.isEscape(value, i);
            i = Letters.nextLetter(value, inWord ? Letters.behindLetters(value, behind) : behind);
        }
    }

    /** Whether the field says that the whole value is a name. */
    private boolean isNamed(Text text, Hits hits) {
        String field = text.field();
        Found label = field.isEmpty() ? null : words.last(field, 0, field.length());
        if (label == null || label.value() != LABEL || label.end() != field.length()) {
            return false;
        }
        String value = text.value();
        int start = value.length() - value.stripLeading().length();
        int end = value.stripTrailing().length();
        Read name = names.read(value, start);
        if (start < end && ((name.words() > 0 && name.end() == end) || isHan(value, start, end))) {
            hits.add(DataClass.NAME, ID, start, end, Certainty.LIKELY);
            return true;
        }
        return false;
    }

    /** Names of two to four characters, as in China, Japan and Korea. */
    private static boolean isHan(String text, int start, int end) {
        if (end - start < 2 || end - start > 4) {
            return false;
        }
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (!Letters.isUnspaced(c) || !Character.isLetter(c)) {
                return false;
            }
        }
        return true;
    }

    /** Looks at a word; returns behind what it has found, or 0. */
    private int word(String text, int at, Hits hits) {
        boolean upper = Character.isUpperCase(text.charAt(at));
        Found title = upper ? titles.at(text, at) : null;
        if (title != null) {
            return behindTitle(text, title, hits);
        }
        Found word = words.at(text, at);
        if (word == null) {
            return upper ? prose(text, at, hits) : 0;
        }
        return switch (word.value()) {
            case SENTENCE -> sentence(text, word, hits);
            case LETTER -> letter(text, word, hits);
            default -> label(text, word, hits);
        };
    }

    private int behindTitle(String text, Found first, Hits hits) {
        Found title = first;
        int i = nameStart(text, title);
        Found next = i < 0 ? null : titles.at(text, i);
        while (next != null && nameStart(text, next) > 0) { // Herr Prof. Dr.
            title = next;
            i = nameStart(text, title);
            next = titles.at(text, i);
        }
        if (i < 0 || isStreet(text, first.start())) {
            return 0;
        }
        Read name = names.read(text, i);
        if (name.words() == 0 || isCode(text, name.end())) {
            return title.end();
        }
        boolean likely = title.value() != DOUBTFUL;
        hits.add(DataClass.NAME, ID, name.start(), name.end(), likely ? Certainty.LIKELY : Certainty.POSSIBLE);
        return name.end();
    }

    /** Where a name may begin behind a title, negative if the title is none. */
    private static int nameStart(String text, Found title) {
        int i = title.end();
        boolean dot = i < text.length() && text.charAt(i) == '.';
        boolean isShort = title.end() - title.start() < 4;
        if (!dot && (title.value() == NEEDS_DOT || (title.value() == DOUBTFUL && isShort) || isShouted(text, title))) {
            return -1;
        }
        i = dot ? i + 1 : i;
        boolean space = i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\u00A0');
        if (space) {
            return i + 1;
        }
        return dot ? i : -1;
    }

    /** {@code MS} and {@code DR} are abbreviations of other things. */
    private static boolean isShouted(String text, Found title) {
        for (int i = title.start(); i < title.end(); i++) {
            if (Character.isLowerCase(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** In {@code 12 Main Dr. Boston} the title is a drive: a number stands before the word in front of it. */
    private static boolean isStreet(String text, int at) {
        int i = at - 1;
        int words = 0;
        while (i > 0 && at - i < 32 && words < 3) {
            char c = text.charAt(i);
            if (Letters.isDigit(c)) {
                return words > 0;
            }
            if (!Letters.isLetter(c) && c != ' ') {
                return false;
            }
            words += c == ' ' ? 1 : 0;
            i--;
        }
        return false;
    }

    private int sentence(String text, Found word, Hits hits) {
        if (word.end() >= text.length() || text.charAt(word.end()) != ' ') {
            return 0;
        }
        Read name = names.read(text, word.end() + 1);
        if (name.words() == 0 || isCode(text, name.end())) {
            return 0;
        }
        hits.add(
                DataClass.NAME, ID, name.start(), name.end(), name.words() > 1 ? Certainty.LIKELY : Certainty.POSSIBLE);
        return name.end();
    }

    /** A common given name and another word with a capital letter. */
    private int prose(String text, int at, Hits hits) {
        if (given.at(text, at) == null) {
            return 0;
        }
        Read name = names.read(text, at);
        if (name.words() < 2 || isCode(text, name.end())) {
            return 0;
        }
        hits.add(DataClass.NAME, ID, name.start(), name.end(), Certainty.POSSIBLE);
        return name.end();
    }

    private int label(String text, Found word, Hits hits) {
        int i = word.end();
        i = behind(text, i, "\"'*`)\\");
        i = behind(text, i, " ");
        if (i >= text.length() || (text.charAt(i) != ':' && text.charAt(i) != '=' && text.charAt(i) != '：')) {
            return 0;
        }
        i = behind(text, i + 1, "* \\");
        i = behind(text, i, "\"'`\\");
        Read name = names.read(text, i);
        boolean label = word.value() == LABEL;
        boolean known = label || given.at(text, i) != null;
        if (name.words() < (label ? 1 : 2) || !known || isCode(text, name.end()) || !isEnd(text, name.end())) {
            return 0;
        }
        hits.add(DataClass.NAME, ID, name.start(), name.end(), Certainty.LIKELY);
        return name.end();
    }

    private int letter(String text, Found word, Hits hits) {
        int i = behind(text, word.end(), ",.! ");
        String gap = text.substring(i, behind(text, i, "\r\n "));
        boolean line = gap.indexOf('\n') >= 0;
        i += gap.length();
        if (text.startsWith("\\n", i)) { // as JSON within a string has it
            line = true;
            i += 2;
        }
        if (!line) {
            return 0;
        }
        Read name = names.read(text, i);
        if (name.words() == 0 || !isEnd(text, name.end())) {
            return 0;
        }
        hits.add(DataClass.NAME, ID, name.start(), name.end(), Certainty.POSSIBLE);
        return name.end();
    }

    /** Behind at most three of some characters. */
    private static int behind(String text, int at, String characters) {
        int i = at;
        while (i < text.length() && i - at < 3 && characters.indexOf(text.charAt(i)) >= 0) {
            i++;
        }
        return i;
    }

    /** Whether a name goes on as names in code do. */
    private static boolean isCode(String text, int end) {
        if (end >= text.length()) {
            return false;
        }
        char behind = text.charAt(end);
        boolean more = end + 1 < text.length() && Letters.joins(text.charAt(end + 1));
        return behind == '('
                || behind == '['
                || behind == '{'
                || behind == '='
                || ((behind == '.' || behind == ':') && more);
    }

    /** Whether nothing of a sentence or a value follows. */
    private static boolean isEnd(String text, int end) {
        if (end >= text.length()) {
            return true;
        }
        boolean possessive = text.startsWith("'s", end);
        return (!possessive && "\"'`\n\r\t,;)}]|<\\*.&".indexOf(text.charAt(end)) >= 0)
                || text.startsWith(" (", end)
                || text.startsWith("  ", end)
                || text.startsWith(" <", end);
    }
}
