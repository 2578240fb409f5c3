package io.mcpguard.data.leak;

import io.mcpguard.data.leak.Leak.How;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Weighs what was found in one message. A part of a value counts for as many bits as it has more than chance would
 * bring: in a million digits every number of six stands somewhere, six drawn letters hardly do. Used for one message.
 */
final class Judge {

    /** What all parts of a value must say together, in bits, and what one that is whole must. */
    private static final double PROOF = 12;

    private static final double PROOF_OF_WHOLE = 8;
    /** A text that is read in thirty ways has thirty chances. */
    private static final double READINGS = 5;
    /** Of a value that is made of words so much must be there: they stand in other texts as well. */
    private static final double SHARE_OF_WORDS = 0.8;
    /** Leaks of one message that are told apart. */
    private static final int MAX_LEAKS = 100;

    /** Characters that may be compared once more. */
    private static final int MAX_CHECKS = 4_000_000;

    private final Delivered delivered;
    private final double share;
    private final Map<Watched, Place> touched = new LinkedHashMap<>();
    private final Set<Leak> leaks = new LinkedHashSet<>();
    private int checks = MAX_CHECKS;
    private final Set<Watched> whole = new LinkedHashSet<>();

    /** Where something stands. */
    record Place(String pointer, int start, int end) {}

    /** What is needed to tell where a run of a text stands, and whether it is written as it is. */
    interface Where {

        /** The place of a part of the text; null if an earlier message brought it. */
        @Nullable
        Place place(int start, int end);

        /** The text itself around a part: the character there, or a space outside of it. */
        char around(int at);
    }

    Judge(Delivered delivered, double share) {
        this.delivered = delivered;
        this.share = share;
    }

    /** Takes one run in a text that is read in some way. */
    void found(Matcher.Run run, Source text, Where where, boolean disguised, Watchlist list) {
        Watched watched = run.watched();
        boolean all = run.isWhole() && isAll(run, text, list.keys());
        // At its ends a value may have parts that are not looked for, since others have them too.
        int first = all ? run.at() - run.from() : run.at();
        int last = (all ? first + watched.length() : run.end()) - 1;
        int start = Math.min(text.start(first), text.start(last));
        int end = Math.max(text.end(first), text.end(last));
        @Nullable Place place = where.place(start, end);
        if (place == null) {
            return;
        }
        double bits = watched.bits(run.from(), run.to());
        double chance = delivered.chance(isDigits(run, text)) + (disguised ? READINGS : 0);
        if (all) {
            boolean literal = !disguised
                    && end - start == watched.rawLength()
                    && !Character.isLetterOrDigit(where.around(start - 1))
                    && !Character.isLetterOrDigit(where.around(end));
            if (literal || watched.bits() - chance - log2(list.size()) >= PROOF_OF_WHOLE) {
                delivered.coverage(watched).fill();
                whole(watched, place, literal || (!disguised && end - start == watched.rawLength()));
                return;
            }
        }
        boolean begun = delivered.isBegun(watched);
        double gain = bits - chance - log2(begun ? watched.length() : list.grams());
        if (gain > 0) {
            boolean sibling = Siblings.isOne(run, text, where);
            boolean news = delivered.coverage(watched).add(run.from(), run.to(), gain, sibling);
            if (news || !sibling) {
                touched.put(watched, place);
            }
        }
    }

    /** Whether what is not looked for is there as well. */
    private boolean isAll(Matcher.Run run, Source text, Keys keys) {
        Watched watched = run.watched();
        int first = run.at() - run.from();
        int end = first + watched.length();
        checks -= watched.length();
        return first >= 0
                && end <= text.length()
                && checks > 0
                && keys.of(text.chars(), first, end) == watched.fingerprint();
    }

    private void whole(Watched watched, Place place, boolean plain) {
        whole.add(watched);
        How how = place.start() < 0 ? How.IN_PIECES : plain ? How.PLAIN : How.ENCODED;
        boolean known = leaks.stream()
                .anyMatch(leak ->
                        leak.name().equals(watched.name()) && leak.pointer().equals(place.pointer()));
        if (!known && leaks.size() < MAX_LEAKS) {
            leaks.add(leak(watched, place, how, 1));
        }
    }

    /** All leaks of the message. */
    List<Leak> leaks() {
        touched.forEach((watched, place) -> {
            Coverage coverage = delivered.coverage(watched);
            double least = watched.isWordy() ? Math.max(share, SHARE_OF_WORDS) : share;
            if (!whole.contains(watched) && leaks.size() < MAX_LEAKS && coverage.isLeak(least, PROOF)) {
                leaks.add(leak(watched, place, How.IN_PIECES, coverage.share()));
            }
        });
        return List.copyOf(new ArrayList<>(leaks));
    }

    private static Leak leak(Watched watched, Place place, How how, double share) {
        return new Leak(watched.name(), place.pointer(), place.start(), place.end(), how, share, watched.isCanary());
    }

    private static boolean isDigits(Matcher.Run run, Source text) {
        for (int i = run.at(); i < run.end(); i++) {
            if (!Character.isDigit(text.at(i))) {
                return false;
            }
        }
        return true;
    }

    static double log2(double count) {
        return Math.log(Math.max(1, count)) / Math.log(2);
    }
}
