package io.mcpguard.inspect.view;

import io.mcpguard.inspect.rule.Disguise;
import io.mcpguard.inspect.text.Folding;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Words with something between all their letters, in any script: {@code i g n o r e}, {@code i-g-n-o-r-e}. */
public final class SpeltApart {

    /** So many single letters in a row are spelt. */
    public static final int MIN_LETTERS = 6;

    private static final int MAX_GAP = 6;

    private static final String SEPARATORS = " -_.*|/~+,\u00A0\u2009\u200A\u3000\u00B7\u2022\u3001\u30FB\uFF0C\uFF5C";

    private static final Folding FOLDING = new Folding();

    /**
     * Where only letters are left, these words are taken apart again, the longest first. Chinese and Japanese are written
     * without spaces.
     */
    private static final List<String> WORDS =
            List.of(("a about above add address admin agent ai all also always and any api"
                            + " are as ask assistant at before bypass call chat command context conversation copy credentials data"
                            + " delete disregard do earlier email everything execute file files first follow for forget forward from"
                            + " give guidelines hidden history i ignore in include instruction instructions is it key keys mention"
                            + " message must my never new not now of on or other output password passwords post previous print prior"
                            + " private prompt read reply report reveal rules run secret secrets send should show system task tell"
                            + " that the their then these this to token tokens tool tools told upload use user users were what with"
                            + " without you your yourself anything approve confirm developer override mode pretend respond safety"
                            + " answer only http https contents content directives"
                            // Russian
                            + " игнорируй игнорируйте забудь забудьте все всё всех предыдущие предыдущих прежние прошлые эти это мои"
                            + " инструкции инструкций указания указаний правила правил команды не говори сообщай сообщайте"
                            + " рассказывай пользователю пользователь об этом отправь отправьте перешли пароль пароли ключ ключи"
                            + " покажи системный системные промпт подсказку выше и на от до с теперь ты вы должен должны вместо"
                            + " данные файл файлы"
                            // Korean
                            + " 이전 이전의 모든 지시 지시를 지시사항 지시사항을 지침을 명령을 규칙을 무시 무시하고 무시해 무시하세요"
                            + " 무시하십시오 사용자 사용자에게 말하지 알리지 마세요 마 시스템 프롬프트 프롬프트를 비밀번호를")
                    .split(" "));

    /** Folded, by the letter that each begins with, the longest first. */
    private static final Map<Character, List<String>> BY_LETTER = WORDS.stream()
            .map(SpeltApart::folded)
            .sorted(Comparator.comparing(String::length).reversed())
            .collect(Collectors.groupingBy(word -> word.charAt(0)));

    private final String text;
    private final StringBuilder read;
    private int[] from;
    private boolean any;

    private SpeltApart(String text) {
        this.text = text;
        this.read = new StringBuilder();
        this.from = new int[16];
    }

    /** The text with its words in one piece; null if none is spelt. */
    public static @Nullable Reading read(String text) {
        var spelt = new SpeltApart(text);
        int at = 0;
        while (at < text.length()) {
            int end = spelt.starts(at) ? spelt.run(at) : at;
            if (end == at) {
                end++;
                if (spelt.any) {
                    spelt.append(text.charAt(at), at);
                }
            }
            at = end;
        }
        return spelt.any
                ? new Reading(
                        text,
                        spelt.read.toString(),
                        Arrays.copyOf(spelt.from, spelt.read.length()),
                        "words spelt apart",
                        Disguise.SHOW)
                : null;
    }

    private boolean starts(int at) {
        return isLone(at) && isSeparator(at + 1) && isLone(at + 2);
    }

    /** Puts one run together; returns its end, or its start if it is too short. */
    private int run(int start) {
        char separator = text.charAt(start + 1);
        int letters = 1;
        int at = start;
        int end = start + 1;
        var run = new StringBuilder().append(text.charAt(start));
        int[] offsets = new int[64];
        offsets[0] = start;
        while (true) {
            int next = at + 2;
            boolean gap = false;
            if (at + 1 >= text.length() || text.charAt(at + 1) != separator || !isLone(next)) {
                next = at + 1;
                while (next < text.length() && next - at <= MAX_GAP && isBetween(next)) {
                    next++;
                }
                gap = true;
            }
            if (next == at + 1 || !isLone(next)) {
                break;
            }
            if (run.length() + 2 >= offsets.length) {
                offsets = Arrays.copyOf(offsets, 2 * offsets.length);
            }
            if (gap) {
                offsets[run.length()] = at + 1;
                run.append(' ');
            }
            offsets[run.length()] = next;
            run.append(text.charAt(next));
            letters++;
            at = next;
            end = next + 1;
        }
        if (letters < MIN_LETTERS) {
            return start;
        }
        if (!any) {
            any = true;
            from = new int[text.length() + 16];
            for (int i = 0; i < start; i++) {
                append(text.charAt(i), i);
            }
        }
        words(run.toString().toLowerCase(Locale.ROOT), offsets);
        return end;
    }

    /** Appends the letters of a run, with spaces around the words that are known. */
    private void words(String run, int[] offsets) {
        String folded = folded(run);
        int at = 0;
        boolean open = false;
        while (at < run.length()) {
            int end = known(folded, at);
            boolean known = end > at + 1;
            if (known && open) {
                append(' ', offsets[at]);
            }
            end = known ? end : at + 1;
            for (int i = at; i < end; i++) {
                append(run.charAt(i), offsets[i]);
            }
            if (known && end < run.length() && run.charAt(end) != ' ') {
                append(' ', offsets[end]);
            }
            open = !known && run.charAt(at) != ' ';
            at = end;
        }
    }

    /** Behind the longest word that is known and stands there; the place itself if there is none. */
    private static int known(String run, int at) {
        for (String word : BY_LETTER.getOrDefault(run.charAt(at), List.of())) {
            if (run.startsWith(word, at)) {
                return at + word.length();
            }
        }
        return at;
    }

    /** The text of the same length in which letters that look alike are one. */
    private static String folded(String text) {
        var folded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            String one = FOLDING.of(text.charAt(i));
            folded.append(one.length() == 1 ? one.charAt(0) : text.charAt(i));
        }
        return folded.toString();
    }

    private void append(char c, int at) {
        if (read.length() == from.length) {
            from = Arrays.copyOf(from, 2 * from.length);
        }
        from[read.length()] = at;
        read.append(c);
    }

    /** A letter with no letter or digit next to it. */
    private boolean isLone(int at) {
        return at < text.length()
                && isLetter(text.charAt(at))
                && (at + 1 == text.length() || !isOfWord(text.charAt(at + 1)))
                && (at == 0 || !isOfWord(text.charAt(at - 1)));
    }

    private boolean isSeparator(int at) {
        return at < text.length() && SEPARATORS.indexOf(text.charAt(at)) >= 0;
    }

    private boolean isBetween(int at) {
        return isSeparator(at) || text.charAt(at) == '\n';
    }

    private static boolean isOfWord(char c) {
        return c < 0x80 ? isLetter(c) || (c >= '0' && c <= '9') : Character.isLetterOrDigit(c);
    }

    private static boolean isLetter(char c) {
        return c < 0x80 ? (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') : Character.isLetter(c);
    }
}
