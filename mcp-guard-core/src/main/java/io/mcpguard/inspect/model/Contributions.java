package io.mcpguard.inspect.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What the words of a window contribute to its score: how much lower it is without each of them, pairs and classes
 * included. Takes a window's features once for each of its words; for explanations only.
 */
final class Contributions {

    private final Head head;
    private final Slots slots;
    private final boolean isRequest;
    private final SentenceReader reader = new SentenceReader();
    private final Features features = new Features();
    private final List<Contribution> found = new ArrayList<>();
    private double all;

    Contributions(Weights weights, boolean isDefinition, boolean isRequest) {
        this.head = isRequest ? weights.request : isDefinition ? weights.definition : weights.result;
        this.slots = isDefinition ? weights.definitions : weights.results;
        this.isRequest = isRequest;
    }

    List<Contribution> of(String text, int first, int last, int most) {
        double sum = 0;
        int count = 0;
        reader.read(text);
        for (int i = 0; i <= last && reader.next(); i++) {
            if (i >= first) {
                sum += sum();
                count += features.count;
            }
        }
        reader.read(text);
        for (int i = 0; i <= last && reader.next(); i++) {
            if (i >= first) {
                sentence(text, sum, count);
            }
        }
        return found.stream()
                .sorted(Comparator.comparingDouble(Contribution::share).reversed())
                .limit(most)
                .map(one -> new Contribution(one.word(), one.kind(), one.share() / all))
                .toList();
    }

    private void sentence(String text, double sum, int count) {
        double own = sum();
        int features = this.features.count;
        int words = reader.count;
        for (int i = 0; i < words; i++) {
            int word = reader.words[i];
            byte kind = reader.classes[i];
            int beginning = reader.beginnings[i];
            remove(i);
            double without = words == 1 ? 0 : sum();
            int left = words == 1 ? 0 : this.features.count;
            insert(i, word, kind, beginning);
            double less = score(sum, count) - score(sum - own + without, count - features + left);
            if (less > 0) {
                all += less;
                found.add(new Contribution(
                        reader.word(text, i), Concepts.standard().name(kind), less));
            }
        }
    }

    private double score(double sum, int count) {
        return sum / Math.sqrt(count + Scorer.SMOOTHING);
    }

    private double sum() {
        features.of(reader);
        int sum = 0;
        for (int i = 0; i < features.count; i++) {
            short weights = slots.of(features.hashes[i]);
            sum += isRequest ? Slots.second(weights) : Slots.first(weights);
        }
        return (double) sum * head.scale();
    }

    private void remove(int index) {
        reader.count--;
        System.arraycopy(reader.words, index + 1, reader.words, index, reader.count - index);
        System.arraycopy(reader.classes, index + 1, reader.classes, index, reader.count - index);
        System.arraycopy(reader.beginnings, index + 1, reader.beginnings, index, reader.count - index);
    }

    private void insert(int index, int word, byte kind, int beginning) {
        System.arraycopy(reader.words, index, reader.words, index + 1, reader.count - index);
        System.arraycopy(reader.classes, index, reader.classes, index + 1, reader.count - index);
        System.arraycopy(reader.beginnings, index, reader.beginnings, index + 1, reader.count - index);
        reader.words[index] = word;
        reader.classes[index] = kind;
        reader.beginnings[index] = beginning;
        reader.count++;
    }
}
