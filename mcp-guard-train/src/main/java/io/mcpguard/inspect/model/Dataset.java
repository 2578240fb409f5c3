package io.mcpguard.inspect.model;

import java.util.Arrays;
import java.util.List;

/**
 * All texts as features: for each text its sentences, for each sentence its features, numbered from 1 on. What occurs only
 * once teaches nothing about other texts, and has the number {@link #RARE}.
 */
final class Dataset {

    static final int RARE = 0;

    final List<Doc> docs;
    final int[] firstSentence;
    int[] features = new int[1 << 24];
    /** The hash of each feature, by its number. */
    int[] hashes = new int[0];

    int[] offsets = new int[1 << 16];
    /** Behind the features of a sentence that speak of words. */
    int[] words = new int[1 << 16];

    int[] stems = new int[1 << 20];
    int[] stemOffsets = new int[1 << 16];
    int[] starts = new int[1 << 16];
    int[] ends = new int[1 << 16];
    int sentences;

    Dataset(List<Doc> docs) {
        this.docs = docs;
        this.firstSentence = new int[docs.size() + 1];
        var reader = new SentenceReader();
        var made = new Features();
        for (int i = 0; i < docs.size(); i++) {
            firstSentence[i] = sentences;
            reader.read(docs.get(i).text());
            while (reader.next()) {
                made.of(reader);
                add(reader, made);
            }
        }
        firstSentence[docs.size()] = sentences;
        number();
    }

    private void number() {
        int used = offsets[sentences];
        var numbers = new Numbers(used);
        for (int i = 0; i < used; i++) {
            features[i] = numbers.place(features[i]);
        }
        hashes = numbers.number();
        for (int i = 0; i < used; i++) {
            features[i] = numbers.of(features[i]);
        }
    }

    private void add(SentenceReader reader, Features made) {
        if (sentences + 2 > starts.length) {
            int more = 2 * starts.length;
            offsets = Arrays.copyOf(offsets, more);
            words = Arrays.copyOf(words, more);
            stemOffsets = Arrays.copyOf(stemOffsets, more);
            starts = Arrays.copyOf(starts, more);
            ends = Arrays.copyOf(ends, more);
        }
        int offset = offsets[sentences];
        if (offset + made.count > features.length) {
            features = Arrays.copyOf(features, features.length + features.length / 2);
        }
        System.arraycopy(made.hashes, 0, features, offset, made.count);
        int stem = stemOffsets[sentences];
        if (stem + reader.stemCount > stems.length) {
            stems = Arrays.copyOf(stems, 2 * stems.length);
        }
        System.arraycopy(reader.stems, 0, stems, stem, reader.stemCount);
        stemOffsets[sentences + 1] = stem + reader.stemCount;
        words[sentences] = offset + made.words;
        starts[sentences] = reader.start;
        ends[sentences] = reader.end;
        offsets[++sentences] = offset + made.count;
    }
}
