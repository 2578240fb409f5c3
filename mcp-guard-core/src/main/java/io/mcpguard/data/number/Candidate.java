package io.mcpguard.data.number;

import io.mcpguard.data.Certainty;
import io.mcpguard.data.Text;
import org.jspecify.annotations.Nullable;

/** Some words in a row that may be an id, and how sure that is. */
final class Candidate {

    private enum LetterCase {
        /** Also of what has no letters. */
        CAPITAL,
        SMALL,
        MIXED
    }

    private final Catalogue catalogue;
    private final Words words;
    private final Nearby nearby;
    private final int first;
    private final int last;
    private final String compact;
    private final boolean hasLetters;
    private final LetterCase letterCase;
    private final boolean alone;
    private final Surroundings surroundings;

    /** Some words of a text; {@code alone} says that there is nothing else in it. */
    Candidate(Catalogue catalogue, Text text, Words words, Nearby nearby, int first, int last, boolean alone) {
        this.catalogue = catalogue;
        this.words = words;
        this.nearby = nearby;
        this.first = first;
        this.last = last;
        this.surroundings = Surroundings.of(text.value(), words, first, last);
        var joined = new StringBuilder(Trie.MAX_LENGTH);
        boolean anySmall = false;
        boolean anyCapital = false;
        for (int word = first; word <= last; word++) {
            for (int i = words.start(word); i < words.end(word); i++) {
                char c = text.value().charAt(i);
                anySmall |= Shapes.isSmall(c);
                anyCapital |= Shapes.isCapital(c);
                joined.append(Shapes.toCapital(c));
            }
        }
        this.compact = joined.toString();
        this.letterCase = !anySmall ? LetterCase.CAPITAL : anyCapital ? LetterCase.MIXED : LetterCase.SMALL;
        this.hasLetters = anySmall || anyCapital;
        this.alone = alone;
    }

    int start() {
        return words.start(first);
    }

    /** Behind the bracket that encloses its last group, if one does. */
    int end() {
        return words.end(last) + (last > first && words.joint(last) == '(' ? 1 : 0);
    }

    /** Whether it is part of something else, or too even for an id. */
    boolean isHopeless() {
        return surroundings == Surroundings.PART || Lookalikes.isFiller(compact);
    }

    /** How sure it is that this is an id of one kind; null if it is not. */
    @Nullable
    Certainty as(Trie.Entry entry) {
        Id id = entry.id();
        Form form = entry.form();
        if (id.strength() == Strength.SHAPE
                && !alone
                && (surroundings == Surroundings.TIED || letterCase != LetterCase.CAPITAL)) {
            return null;
        }
        if (!form.hasLiterals(compact) || !id.check().test(compact)) {
            return null;
        }
        Grouping grouping = Grouping.of(form, words, first, last);
        return nearby.speaksOf(entry.index(), start(), end())
                ? withContext(form, id.strength(), grouping)
                : withoutContext(form, id.strength(), grouping);
    }

    private @Nullable Certainty withContext(Form form, Strength strength, Grouping grouping) {
        if (grouping == Grouping.ODD ? !alone : grouping == Grouping.LOOSE && form.onlyGrouped()) {
            return null;
        }
        return strength.compareTo(Strength.FAIR) >= 0 ? Certainty.PROVEN : Certainty.LIKELY;
    }

    private @Nullable Certainty withoutContext(Form form, Strength strength, Grouping grouping) {
        if (strength.compareTo(Strength.WEAK) <= 0 && !alone && grouping != Grouping.OFFICIAL) {
            return null;
        }
        if (nearby.introduces(catalogue.others(), start()) || isTimeOrBook(grouping)) {
            return strength.compareTo(Strength.STRONG) >= 0 ? Certainty.POSSIBLE : null;
        }
        boolean odd = grouping == Grouping.ODD;
        boolean doubtful =
                surroundings == Surroundings.TIED || letterCase != LetterCase.CAPITAL || odd || isOneOfManyNumbers();
        return switch (strength) {
            case SURE -> doubtful ? Certainty.POSSIBLE : Certainty.PROVEN;
            case STRONG -> doubtful || grouping == Grouping.LOOSE ? strongButLoose(form, grouping) : Certainty.LIKELY;
            case FAIR -> odd ? null : fair(form, grouping, doubtful);
            case WEAK -> odd ? null : weak(form, doubtful);
            case SHAPE -> alone && isDistinctive(form, grouping) ? Certainty.POSSIBLE : null;
        };
    }

    private boolean isTimeOrBook(Grouping grouping) {
        return !hasLetters && grouping != Grouping.OFFICIAL && Lookalikes.isTimeOrBook(compact);
    }

    private @Nullable Certainty strongButLoose(Form form, Grouping grouping) {
        return form.onlyGrouped() && grouping != Grouping.OFFICIAL ? null : Certainty.POSSIBLE;
    }

    /** Spaces alone are no sign: other numbers are grouped by them too. */
    private @Nullable Certainty fair(Form form, Grouping grouping, boolean doubtful) {
        if (doubtful) {
            return alone ? Certainty.POSSIBLE : null;
        }
        return grouping == Grouping.OFFICIAL && !form.separators().isBlank() ? Certainty.LIKELY : Certainty.POSSIBLE;
    }

    private @Nullable Certainty weak(Form form, boolean doubtful) {
        return alone || !(doubtful || (form.isGroupedLikeOthers() && !hasLetters)) ? Certainty.POSSIBLE : null;
    }

    /** Letters and digits, and so many that words and versions are not taken for it. */
    private boolean isDistinctive(Form form, Grouping grouping) {
        int digits = 0;
        for (int i = 0; i < compact.length(); i++) {
            digits += Shapes.isDigit(compact.charAt(i)) ? 1 : 0;
        }
        boolean mostlyDigits = digits * 3 >= compact.length() * 2;
        if (grouping == Grouping.OFFICIAL) {
            return letterCase == LetterCase.CAPITAL || (letterCase == LetterCase.SMALL && mostlyDigits);
        }
        boolean enough = letterCase == LetterCase.CAPITAL && (form.isFixed() || digits * 2 >= compact.length());
        return grouping == Grouping.BARE
                && hasLetters
                && digits >= 2
                && compact.length() >= 7
                && (enough || mostlyDigits);
    }

    /** Whether numbers joined by spaces go on in front of it or behind it, as in the row of a table. */
    private boolean isOneOfManyNumbers() {
        if (first == last || words.joint(first + 1) != ' ') {
            return false;
        }
        boolean before =
                first > 0 && words.joint(first) == ' ' && isLike(first - 1, first) && !isJoinedElsewhere(first - 1);
        boolean behind = words.has(last + 1)
                && words.joint(last + 1) == ' '
                && isLike(last + 1, last)
                && !(words.has(last + 2) && isGroupSeparator(words.joint(last + 2)));
        return before || behind;
    }

    private boolean isLike(int word, int other) {
        return words.isNumber(word) && words.isNumber(other) && words.length(word) <= words.length(other);
    }

    private boolean isJoinedElsewhere(int word) {
        return word > 0 && isGroupSeparator(words.joint(word));
    }

    private static boolean isGroupSeparator(char joint) {
        return joint != 0 && joint != ' ';
    }
}
