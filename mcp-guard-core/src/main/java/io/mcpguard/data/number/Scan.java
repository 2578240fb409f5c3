package io.mcpguard.data.number;

import io.mcpguard.data.Certainty;
import io.mcpguard.data.Hits;
import io.mcpguard.data.Text;
import org.jspecify.annotations.Nullable;

/** One pass over one text: from every word on, as far as the groups of some id lead. */
final class Scan {

    /** A longer text is no single value. */
    private static final int MAX_ALONE = 64;

    private static final int MAX_GROUPS = 9;

    /** The longest group of letters that is followed by digits. */
    private static final int MAX_PREFIX = 6;

    private final Catalogue catalogue;
    private final Text text;
    private final Nearby nearby;
    private final Hits hits;
    private final Words words;

    Scan(Catalogue catalogue, Text text, Nearby nearby, Hits hits) {
        this.catalogue = catalogue;
        this.text = text;
        this.nearby = nearby;
        this.hits = hits;
        this.words = new Words(text.value());
    }

    void run() {
        if (text.value().length() <= MAX_ALONE) {
            wholeText();
        }
        for (int word = 0; !hits.isFull(); word++) {
            words.skipProse(word);
            if (!words.has(word)) {
                return;
            }
            if (words.length(word) > Trie.MAX_LENGTH) {
                wallet(word);
            } else if (mayStartId(word)) {
                walkFrom(word);
                wallet(word);
            }
        }
    }

    /** Words without digits start an id if some follow soon; in capitals they may be a bank. */
    private boolean mayStartId(int word) {
        if (words.digits(word) > 0) {
            return true;
        }
        if (words.isInCapitals(word)) {
            return true;
        }
        return words.length(word) <= MAX_PREFIX
                && ((words.has(word + 1) && words.joint(word + 1) != 0 && words.digits(word + 1) > 0)
                        || (words.has(word + 2) && words.joint(word + 2) != 0 && words.digits(word + 2) > 0));
    }

    private void walkFrom(int first) {
        Trie at = catalogue.forms();
        int length = 0;
        long letters = 0;
        for (int word = first; words.has(word) && (word == first || words.joint(word) != 0); word++) {
            at = words.isForeign(word) ? null : at.after(words.length(word));
            if (at == null || length + words.length(word) > Trie.MAX_LENGTH) {
                return;
            }
            letters |= words.letters(word) << length;
            length += words.length(word);
            consider(at, first, word, letters);
        }
    }

    /** A text that is one value may be grouped in any way. */
    private void wholeText() {
        int last = 0;
        int length = 0;
        long letters = 0;
        for (int word = 0; words.has(word); word++) {
            if (word == MAX_GROUPS
                    || (word > 0 && words.joint(word) == 0)
                    || words.isForeign(word)
                    || length + words.length(word) > Trie.MAX_LENGTH) {
                return;
            }
            letters |= words.letters(word) << length;
            length += words.length(word);
            last = word;
        }
        Trie bare = last == 0 ? null : catalogue.forms().after(length);
        if (bare != null) {
            consider(bare, 0, last, letters);
        }
    }

    private void consider(Trie at, int first, int last, long letters) {
        Candidate candidate = null;
        Trie.Entry best = null;
        Certainty certainty = null;
        for (Trie.Entry entry : at.entries()) {
            if (!entry.form().fits(letters)) {
                continue;
            }
            if (candidate == null) {
                candidate = new Candidate(catalogue, text, words, nearby, first, last, isAlone(first, last));
                if (candidate.isHopeless()) {
                    return;
                }
            }
            Certainty found = candidate.as(entry);
            if (found != null && (certainty == null || found.compareTo(certainty) > 0)) {
                best = entry;
                certainty = found;
            }
        }
        if (candidate != null && best != null && certainty != null) {
            hits.add(best.id().kind(), best.id().name(), candidate.start(), candidate.end(), certainty);
        }
    }

    /** Only in a short text, as this reads all of it. */
    private boolean isAlone(int first, int last) {
        int end = words.end(last);
        boolean enclosed = end < text.value().length() && text.value().charAt(end) == ')';
        return text.value().length() <= MAX_ALONE && text.isAlone(words.start(first), enclosed ? end + 1 : end);
    }

    private void wallet(int word) {
        int length = words.length(word);
        if (length < Wallets.MIN_LENGTH || length > Wallets.MAX_LENGTH || words.isForeign(word)) {
            return;
        }
        if (Surroundings.of(text.value(), words, word, word) == Surroundings.PART) {
            return;
        }
        Wallets.Found found = walletIn(word);
        if (found != null) {
            hits.add(Wallets.KIND, found.name(), words.start(word), words.end(word), found.certainty());
        }
    }

    private Wallets.@Nullable Found walletIn(int word) {
        int start = words.start(word);
        int end = words.end(word);
        return Wallets.read(
                text.value().substring(start, end),
                () -> nearby.speaksOf(catalogue.wallets(), start, end),
                () -> nearby.speaksOf(catalogue.programs(), start, end));
    }
}
