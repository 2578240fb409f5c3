package io.mcpguard.names;

import static java.lang.Character.UnicodeScript.BOPOMOFO;
import static java.lang.Character.UnicodeScript.COMMON;
import static java.lang.Character.UnicodeScript.HAN;
import static java.lang.Character.UnicodeScript.HANGUL;
import static java.lang.Character.UnicodeScript.HIRAGANA;
import static java.lang.Character.UnicodeScript.INHERITED;
import static java.lang.Character.UnicodeScript.KATAKANA;
import static java.lang.Character.UnicodeScript.LATIN;
import static java.lang.Character.UnicodeScript.UNKNOWN;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Whether a word is written in scripts that belong together (UTS #39, restriction level "highly restrictive"). Judged word
 * by word: {@code github-поиск} is honest, {@code gitһub} with one Cyrillic letter is not.
 */
final class Scripts {

    private static final List<Set<UnicodeScript>> TOGETHER = List.of(
            EnumSet.of(LATIN, HAN, HIRAGANA, KATAKANA),
            EnumSet.of(LATIN, HAN, BOPOMOFO),
            EnumSet.of(LATIN, HAN, HANGUL));

    private Scripts() {}

    static boolean areMixed(String name) {
        if (Confusables.isAscii(name)) {
            return false;
        }
        Set<UnicodeScript> word = EnumSet.noneOf(UnicodeScript.class);
        for (int i = 0; i < name.length(); ) {
            int c = name.codePointAt(i);
            i += Character.charCount(c);
            UnicodeScript script = UnicodeScript.of(c);
            if (script != COMMON && script != INHERITED && script != UNKNOWN) {
                word.add(script);
                if (word.size() > 1 && TOGETHER.stream().noneMatch(set -> set.containsAll(word))) {
                    return true;
                }
            } else if (!Character.isLetterOrDigit(c) && !Unseen.is(c) && script != INHERITED) {
                word.clear();
            }
        }
        return false;
    }
}
