package io.mcpguard.data.vault;

import io.mcpguard.data.Certainty;
import io.mcpguard.data.DataClass;
import io.mcpguard.data.Detector;
import io.mcpguard.data.Detectors;
import io.mcpguard.data.Hit;
import io.mcpguard.data.Hits;
import io.mcpguard.data.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One look through a message for values and placeholders. Not thread-safe; one for each message. */
final class Survey {

    /** In one message; one with more values that must be replaced is too much. */
    static final int MAX_SPOTS = 20_000;

    /** Of values that are only recorded; more of them say nothing new. */
    private static final int MAX_RECORDED = 1_000;

    /** A secret that is cut in two is shorter. */
    private static final int SEAM = 256;

    private static final int MIN_TOKEN = 16;

    private static final int MAX_NAMES = 1_000;

    /** Fields between two parts of a text that are of the protocol. */
    private static final Set<String> BETWEEN = Set.of("type", "mimeType", "role");

    private final Detectors detectors;
    private final Detector detector;
    private final Keys keys;
    private final Strictness strictness;
    private final List<Spot> spots = new ArrayList<>();
    /** Names of members in which nothing was found: records have the same ones a thousand times. */
    private final Set<String> cleanNames = new HashSet<>();

    private int recorded;
    private boolean tooMany;

    /** The string before this one, in whose end a secret may begin that goes on here. */
    private String before = "";

    private int beforeLeaf;

    /** Which placeholders are of interest. */
    @FunctionalInterface
    interface Keys {

        /** The class that a placeholder counts as, null if it counts for nothing. */
        @Nullable
        DataClass of(String key);
    }

    Survey(Detectors detectors, Detector detector, Keys keys, Strictness strictness) {
        this.detectors = detectors;
        this.detector = detector;
        this.keys = keys;
        this.strictness = strictness;
    }

    Survey of(Map<String, @Nullable Object> payload) {
        Tree.visit(payload, (at, text, field, form) -> {
            boolean known = form == Tree.Form.KEY && cleanNames.contains(text);
            if (!tooMany && !known && text.length() > 3) {
                int found = spots.size();
                look(at.index(), text, field, form);
                if (form == Tree.Form.KEY && spots.size() == found && cleanNames.size() < MAX_NAMES) {
                    cleanNames.add(text);
                }
            }
            return text;
        });
        return this;
    }

    /**
     * What was found. The first of each kind has its pointer: who hears of a thousand values needs to know where one is, and a
     * thousand pointers may be longer than the message.
     */
    List<Spot> spots(Map<String, @Nullable Object> payload) {
        if (spots.isEmpty()) {
            return List.of();
        }
        spots.sort(Comparator.comparingInt(Spot::leaf).thenComparingInt(Spot::start));
        var firsts = new HashMap<Integer, String>();
        var seen = new HashSet<String>();
        for (Spot spot : spots) {
            if (seen.add(spot.kind().id() + '\0' + spot.detector())) {
                firsts.put(spot.leaf(), "");
            }
        }
        Tree.visit(payload, (at, text, field, form) -> {
            firsts.computeIfPresent(at.index(), (leaf, none) -> at.pointer());
            return text;
        });
        return spots.stream()
                .map(spot -> spot.at(firsts.getOrDefault(spot.leaf(), "")))
                .toList();
    }

    /** Whether there was more than is looked at one by one. */
    boolean isTooMuch() {
        return tooMany;
    }

    private void look(int leaf, String text, String field, Tree.Form form) {
        List<Spot> marks = placeholders(leaf, text);
        Hits hits = detectors.look(detector, new Text(text, field));
        tooMany |= hits.full().stream().anyMatch(kind -> strictness.of(kind) > 0);
        if (hits.isEmpty()) {
            marks.forEach(this::add);
        } else {
            boolean number = form == Tree.Form.NUMBER;
            var values = new ArrayList<Spot>();
            for (Hit hit : hits.disjoint(strictness::of)) {
                // A number is replaced as a whole or not at all.
                if (!number || (hit.start() == 0 && hit.end() == text.length())) {
                    values.add(new Spot(
                            leaf, "", hit.start(), hit.end(), hit.kind(), hit.detector(), hit.certainty(), ""));
                }
            }
            List<Spot> all = Spots.merge(marks, values);
            all.forEach(this::add);
            beside(leaf, text, all).forEach(this::add);
        }
        if (form == Tree.Form.STRING && !BETWEEN.contains(field)) {
            seam(leaf, text);
        }
    }

    private List<Spot> placeholders(int leaf, String text) {
        if (Tree.isDigits(text)) {
            DataClass kind = keys.of(text);
            return kind == null ? List.of() : List.of(placeholder(leaf, 0, text.length(), kind, text));
        }
        var found = new ArrayList<Spot>();
        for (Placeholder each : Placeholders.in(text)) {
            DataClass kind = keys.of(each.key());
            if (kind != null) {
                found.add(placeholder(leaf, each.start(), each.end(), kind, each.key()));
            }
        }
        return found;
    }

    private static Spot placeholder(int leaf, int start, int end, DataClass kind, String key) {
        return new Spot(leaf, "", start, end, kind, "placeholder", Certainty.PROVEN, key);
    }

    /** What becomes a placeholder only once the values beside it have given way to theirs. */
    private List<Spot> beside(int leaf, String text, List<Spot> known) {
        if (!Placeholder.mayBeIn(text)) {
            return List.of();
        }
        char[] masked = text.toCharArray();
        known.forEach(spot -> Arrays.fill(masked, spot.start(), spot.end(), '<'));
        return placeholders(leaf, new String(masked));
    }

    /** Secrets whose first part ends one string and whose rest begins the next. */
    private void seam(int leaf, String text) {
        int head = tokenEnd(text);
        int tail = head == 0 ? before.length() : tokenStart(before);
        int border = before.length() - tail;
        if (border > 0
                && border + head >= MIN_TOKEN
                && (hasDigit(before, tail, before.length()) || hasDigit(text, 0, head))) {
            Hits across =
                    detectors.look(detectors.secrets(), Text.of(before.substring(tail) + text.substring(0, head)));
            for (Hit hit : across.isEmpty() ? List.<Hit>of() : across.disjoint()) {
                if (hit.start() < border && hit.end() > border && hit.certainty() == Certainty.PROVEN) {
                    part(beforeLeaf, tail + hit.start(), before.length(), hit);
                    part(leaf, 0, hit.end() - border, hit);
                }
            }
        }
        before = text;
        beforeLeaf = leaf;
    }

    /** What is drawn by chance and as long has a digit; two words that stand in two fields have none. */
    private static boolean hasDigit(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) >= '0' && text.charAt(i) <= '9') {
                return true;
            }
        }
        return false;
    }

    private void part(int leaf, int start, int end, Hit whole) {
        if (!isTaken(leaf, start, end)) {
            add(new Spot(leaf, "", start, end, whole.kind(), whole.detector(), whole.certainty(), ""));
        }
    }

    private boolean isTaken(int leaf, int start, int end) {
        for (int i = spots.size() - 1; i >= 0 && spots.get(i).leaf() >= leaf; i--) {
            Spot spot = spots.get(i);
            if (spot.leaf() == leaf && spot.start() < end && spot.end() > start) {
                return true;
            }
        }
        return false;
    }

    /** How far the token goes that a text begins with. */
    private static int tokenEnd(String text) {
        int end = 0;
        while (end < Math.min(text.length(), SEAM) && isOfToken(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static int tokenStart(String text) {
        int start = text.length();
        while (start > Math.max(0, text.length() - SEAM) && isOfToken(text.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    private static boolean isOfToken(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "_-.+/=".indexOf(c) >= 0;
    }

    private void add(Spot spot) {
        boolean counts = spot.kind().equals(DataVault.LITERAL) || strictness.of(spot.kind()) > 0;
        recorded += counts ? 0 : 1;
        if (counts && spots.size() - Math.min(recorded, MAX_RECORDED) >= MAX_SPOTS) {
            tooMany = true;
        } else if (counts || recorded <= MAX_RECORDED) {
            spots.add(spot);
        }
    }
}
