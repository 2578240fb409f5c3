package io.mcpguard.data.leak;

/** Tells letters that make words from letters that were drawn. Immutable and static. */
final class WordShape {

    /**
     * How many bits it takes to say which letter follows one in a word: a row for each letter, a digit for the next
     * one. Counted over words of documentation; words of other languages in Latin letters come out nearly as well.
     */
    private static final String[] NEXT = {
        "95458758596343959343667868", // a
        "37773898379378389356399969", // b
        "39693993494499279463599969", // c
        "37852868289677489548478969", // d
        "47435668798453767234867579", // e
        "39893499299489389475499959", // f
        "38882854399564489347488969", // g
        "28872999399666399574598959", // h
        "46454659997452369544859796", // i
        "29872999488798277949397999", // j
        "37772776397575489636596959", // k
        "37752789298378379955579949", // l
        "25782989399758339958599969", // m
        "48443637496785489833669979", // n
        "66558658686442559345455779", // o
        "38883985499378349354599969", // p
        "69968999599499789776077999", // q
        "37552769396656379544568959", // r
        "48483794396667448842497969", // s
        "39682894299678479445597959", // t
        "44554759597443849333989898", // u
        "39891999299888499969799989", // v
        "28772884396584389547998989", // w
        "49473786399668629863699659", // x
        "37553768497444439534696976", // y
        "28871995399679499578599965", // z
    };

    /** In tenths of a bit for a pair: nine in ten words have less, nine in ten drawn strings of six letters more. */
    private static final int MOST = 47;

    private WordShape() {}

    /** Whether a run of letters reads like a word; letters of other scripts always do. */
    static boolean isWord(CharSequence text, int from, int to) {
        int bits = 0;
        for (int i = from + 1; i < to; i++) {
            char a = small(text.charAt(i - 1));
            char b = small(text.charAt(i));
            bits += a == 0 || b == 0 ? 0 : NEXT[a - 'a'].charAt(b - 'a') - '0';
        }
        return 10 * bits <= MOST * (to - from - 1);
    }

    /** Where the run of letters ends that are of one word: at the next capital behind a small letter, too. */
    static int wordEnd(CharSequence text, int from, int limit) {
        int at = from + 1;
        while (at < limit && Character.isLetter(text.charAt(at))) {
            boolean capital = Character.isUpperCase(text.charAt(at));
            boolean wasCapital = Character.isUpperCase(text.charAt(at - 1));
            if (capital && !wasCapital) {
                break;
            }
            if (!capital && wasCapital && at - from > 1) {
                return at - 1;
            }
            at++;
        }
        return at;
    }

    private static char small(char c) {
        return c >= 'a' && c <= 'z' ? c : c >= 'A' && c <= 'Z' ? (char) (c + 32) : 0;
    }
}
