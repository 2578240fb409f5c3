package io.mcpguard.inspect.model;

import java.util.List;

/**
 * Which texts are judged by weights that have not seen them: each source of attacks is left out as a whole, with those
 * of its family; honest texts that are no carriers of attacks by repository or server.
 */
final class Folds {

    /** No fold: what the grammar wrote without a text around it, always learnt. */
    static final int NONE = -1;
    /** Never learnt, and reported apart. */
    static final int UNSEEN = -2;

    private final int[] folds;
    private final int count;

    Folds(List<Doc> docs, Settings settings) {
        List<String> attacks = docs.stream()
                .filter(doc -> doc.attack() && !isWritten(doc))
                .filter(doc -> !settings.isUnseen(doc.source()) && !settings.isOwn(doc.source()))
                .map(doc -> settings.family(doc.source()))
                .distinct()
                .sorted()
                .toList();
        count = Math.max(attacks.size(), (int) settings.number("folds", 6));
        folds = new int[docs.size()];
        for (int i = 0; i < folds.length; i++) {
            Doc doc = docs.get(i);
            if (settings.isUnseen(doc.source()) || settings.isStress(doc.source())) {
                folds[i] = UNSEEN;
            } else if (isWritten(doc) && doc.group().isEmpty()) {
                folds[i] = NONE;
            } else if (settings.isOwn(doc.source())) {
                folds[i] = Math.floorMod(Hashes.mix(doc.group().hashCode()), count);
            } else if (doc.attack() && !isWritten(doc)) {
                folds[i] = attacks.indexOf(settings.family(doc.source()));
            } else {
                // Honest texts of a source of attacks are what its attacks were put into.
                int family = attacks.indexOf(
                        settings.family(doc.group().substring(0, doc.group().indexOf('/'))));
                folds[i] = family >= 0
                        ? family
                        : Math.floorMod(Hashes.mix(doc.group().hashCode()), count);
            }
        }
    }

    private static boolean isWritten(Doc doc) {
        return doc.row() < 0;
    }

    int count() {
        return count;
    }

    int of(int doc) {
        return folds[doc];
    }
}
