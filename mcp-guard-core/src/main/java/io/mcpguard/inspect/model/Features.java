package io.mcpguard.inspect.model;

/**
 * The features of one sentence: its words alone, in twos and over a gap, and how they begin, since languages that inflect
 * have few words twice; the classes of its words likewise, in
 * order and as unordered pairs; what it begins with; how long it is and whether it shouts. Reused from sentence to
 * sentence.
 */
final class Features {

    /** Pairs are made of so many classes at most. */
    private static final int MOST_PAIRED = 10;

    private static final int NEAR = 6;
    private static final int FAR = 10;
    private static final int MOST = SentenceReader.MAX_WORDS * 10 + MOST_PAIRED * MOST_PAIRED + Long.SIZE + 12;

    final int[] hashes = new int[MOST];
    int count;
    /** The features in front of this index speak of words, those behind it of classes and shape. */
    int words;

    /** Of the sentence. */
    int mood;

    int place;

    private final Mood moods = Mood.standard();
    private final int[] kinds = new int[SentenceReader.MAX_WORDS];
    private final int[] places = new int[SentenceReader.MAX_WORDS];

    void of(SentenceReader sentence) {
        count = 0;
        words(sentence);
        words = count;
        long seen = classes(sentence);
        shape(sentence);
        manner(sentence, seen);
    }

    private void words(SentenceReader sentence) {
        int[] w = sentence.words;
        byte[] c = sentence.classes;
        int[] into = hashes;
        int size = 0;
        int before = 0;
        int twoBefore = 0;
        for (int i = 0; i < sentence.count; i++) {
            int word = w[i];
            into[size++] = Hashes.spread(word + 1);
            if (i > 0) {
                into[size++] = Hashes.spread(before * 31 + word * 7 + 2);
                if (c[i - 1] != 0) {
                    into[size++] = Hashes.spread(c[i - 1] * 0x9E3779B9 + word * 17 + 10);
                }
                if (i > 1) {
                    into[size++] = Hashes.spread(twoBefore * 1009 + word * 13 + 4);
                }
            }
            twoBefore = before;
            before = word;
        }
        count = size;
        add(w[0] * 23 + 14);
        for (int i = 0; i < sentence.count; i++) {
            if (sentence.beginnings[i] != 0) {
                add(sentence.beginnings[i] * 29 + 16);
            }
        }
    }

    /** Returns the set of classes. */
    private long classes(SentenceReader sentence) {
        int known = 0;
        long seen = 0;
        for (int i = 0; i < sentence.count; i++) {
            int kind = sentence.classes[i];
            if (kind == 0) {
                continue;
            }
            kinds[known] = kind;
            places[known] = i;
            seen |= 1L << kind;
            add(kind * 0x9E3779B9 + 5);
            if (known > 0 && i - places[known - 1] <= NEAR) {
                int two = kinds[known - 1] * 64 + kind;
                add(two * 0x9E3779B9 + 6);
                if (known > 1 && places[known - 1] - places[known - 2] <= NEAR) {
                    add((kinds[known - 2] * 4096 + two) * 0x9E3779B9 + 8);
                }
            }
            if (known > 1 && i - places[known - 2] <= FAR) {
                add((kinds[known - 2] * 64 + kind) * 0x9E3779B9 + 9);
            }
            known++;
        }
        pairs(seen);
        if (known > 0 && places[0] <= 1) {
            add(kinds[0] * 0x9E3779B9 + 11);
            if (known > 1 && places[1] <= 3) {
                add((kinds[0] * 64 + kinds[1]) * 0x9E3779B9 + 12);
            }
        }
        return seen;
    }

    private void pairs(long seen) {
        int left = MOST_PAIRED;
        for (long first = seen; first != 0 && left > 0; first &= first - 1, left--) {
            int one = Long.numberOfTrailingZeros(first);
            int inner = left;
            for (long second = first & (first - 1); second != 0 && inner > 1; second &= second - 1, inner--) {
                add((one * 64 + Long.numberOfTrailingZeros(second)) * 0x9E3779B9 + 13);
            }
        }
    }

    private void shape(SentenceReader sentence) {
        add(0x51000 + Integer.numberOfTrailingZeros(Integer.highestOneBit(sentence.count)));
        add(0x52000 + Math.min(sentence.shouted, 3));
    }

    /** What the sentence does, to whom, and where it stands. */
    private void manner(SentenceReader sentence, long seen) {
        int mood = moods.of(sentence.words, 0, sentence.count);
        int place = sentence.place();
        if (mood == Mood.TELLS && sentence.clause > 0 && sentence.clause < sentence.count) {
            mood = moods.of(sentence.words, sentence.clause, sentence.count);
            place = mood == Mood.TELLS ? place : Place.COUNT;
        }
        this.mood = mood;
        this.place = place;
        add(0x53000 + mood);
        add(0x54000 + place);
        add(0x55000 + mood * 16 + place);
        add(0x56000 + (mood * 16 + place) * 8 + sentence.kind);
        if (mood != Mood.TELLS) {
            for (long rest = seen; rest != 0; rest &= rest - 1) {
                add((Long.numberOfTrailingZeros(rest) * 8 + mood) * 0x9E3779B9 + 15);
            }
        }
    }

    private void add(int value) {
        hashes[count++] = Hashes.spread(value);
    }
}
