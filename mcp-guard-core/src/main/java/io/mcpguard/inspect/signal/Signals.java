package io.mcpguard.inspect.signal;

import io.mcpguard.api.Severity;
import io.mcpguard.inspect.Surface;
import io.mcpguard.inspect.rule.BuiltIn;
import io.mcpguard.inspect.rule.Match;
import io.mcpguard.inspect.rule.Rule;
import io.mcpguard.inspect.text.Walk;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts what place and session say beside what the words of a string say. Each {@link Signal} of a sentence that gives an
 * order is a cue beside the matches of rules. Two that agree, of which a session knows one, are noticed without any rule: a
 * bare request says little, one about things that the user never spoke of, with an address in it, does. Linear.
 */
public final class Signals {

    /** What the signals of one sentence have to come to before it is noticed for them alone. */
    private static final double NOTICED = 0.62;
    /** What the user spoke of this much of is what the user asked for. */
    private static final double ASKED_FOR = 0.5;

    private static final double NOT_ASKED_FOR = 0.2;
    /** What a match keeps of its confidence where the user asked for it. */
    private static final double KEPT = 0.6;
    /** Surer matches than this do not depend on what the user asked. */
    private static final double SURE = 0.75;

    /** More in one string are not told. */
    private static final int MAX_SIGNS = 5_000;

    private static final String CATEGORY = "prompt-injection";

    private final Surface surface;
    private final Situation situation;

    public Signals(Surface surface, Situation situation) {
        this.surface = surface;
        this.situation = situation;
    }

    /** Whether strings are worth a look in which no rule finds anything. */
    public boolean lookAtAll() {
        return situation != Situation.NONE && isFromOutside();
    }

    private boolean isFromOutside() {
        return surface == Surface.RESULT || surface == Surface.ERROR || surface == Surface.NOTIFICATION;
    }

    /** Adds signals to what was found in a string. */
    public void join(Walk walk, String text, List<Match> matches) {
        if (!isFromOutside() || (matches.isEmpty() && !lookAtAll())) {
            return;
        }
        @Nullable Surroundings[] around = new Surroundings[1];
        List<Match> signs = new ArrayList<>();
        var askedFor = new TreeMap<Integer, Integer>();
        Imperatives.forEach(text, (start, object, end, kinds) -> {
            if (around[0] == null) {
                around[0] = new Surroundings(walk, text, situation);
            }
            double share =
                    situation.asked().isNothing() ? -1 : situation.asked().share(text, start, end);
            if (share >= ASKED_FOR) {
                askedFor.put(start, end);
            } else if (signs.size() < MAX_SIGNS) {
                weigh(
                        around[0].signals(start, object, end, kinds, share >= 0 && share < NOT_ASKED_FOR),
                        start,
                        end,
                        signs);
            }
        });
        if (!askedFor.isEmpty()) {
            matches.replaceAll(match -> lowered(match, askedFor.floorEntry(match.start())));
        }
        matches.addAll(signs);
    }

    private void weigh(List<Signal> signals, int start, int end, List<Match> signs) {
        double doubt = 1;
        boolean known = false;
        @Nullable Signal strongest = null;
        for (Signal signal : signals) {
            doubt *= 1 - signal.confidence();
            known |= signal.isKnowledge();
            strongest = strongest == null || signal.confidence() > strongest.confidence() ? signal : strongest;
        }
        boolean noticed = known && signals.size() > 1 && 1 - doubt >= NOTICED;
        for (Signal signal : signals) {
            Severity severity = noticed && signal == strongest ? Severity.WARN : Severity.INFO;
            signs.add(Match.of(
                    signal.id(),
                    CATEGORY,
                    severity,
                    signal.confidence(),
                    signal.about(),
                    start,
                    end,
                    Rule.Cut.SENTENCE));
        }
    }

    /** What the user asked for is less odd than it would be, and no news to the classifier. What is clear stays clear. */
    private static Match lowered(Match match, Map.@Nullable Entry<Integer, Integer> askedFor) {
        boolean inside = askedFor != null && match.end() <= askedFor.getValue();
        if (inside && match.severity() == Severity.WARN && match.rule().equals(BuiltIn.MODEL)) {
            return match.as(Severity.INFO, KEPT * match.confidence());
        }
        return inside && match.severity() == Severity.WARN && match.confidence() < SURE
                ? match.as(Severity.WARN, KEPT * match.confidence())
                : match;
    }

    /** What stands around the orders of one string, looked for once and only if there is an order. */
    private static final class Surroundings {

        /** So far behind a mark it counts, in characters. */
        private static final int BEHIND = 500;
        /** A longer value is a text of its own, in characters. */
        private static final int MAX_VALUE = 600;

        private final String text;
        private final Situation situation;
        private final long field;
        private final boolean structured;
        private final List<int[]> values = new ArrayList<>();
        private final List<Long> keys = new ArrayList<>();
        private final List<Integer> ends;
        private final List<Integer> advertisements;

        Surroundings(Walk walk, String text, Situation situation) {
            this.text = text;
            this.situation = situation;
            this.field = walk.field();
            this.structured = walk.isIn("structuredContent");
            Fields.forEach(text, (key, start, end) -> {
                keys.add(key);
                values.add(new int[] {start, end});
            });
            String small = text.toLowerCase(Locale.ROOT);
            this.ends = Marks.ends(small);
            this.advertisements = Marks.advertisements(small);
        }

        List<Signal> signals(int start, int object, int end, int kinds, boolean unasked) {
            int value = valueAt(start);
            int stop = value < 0 ? end : Math.min(end, values.get(value)[1]);
            var signals = new ArrayList<Signal>();
            boolean asks = (kinds & Imperatives.ASKS) != 0;
            boolean tool = ToolNames.isIn(text, start, stop, situation);
            boolean acts = (kinds & Imperatives.ACTS) != 0;
            if (!tool && !acts && (!asks || (kinds & Imperatives.CALLS) != 0)) {
                return signals;
            }
            boolean record = value < 0
                    ? structured && isField(0, text.length())
                    : isField(values.get(value)[0], values.get(value)[1]);
            add(signals, Signal.NOT_ASKED_FOR, unasked);
            boolean newProse = situation.heldNoProse(value < 0 ? field : FieldHistory.inside(field, keys.get(value)));
            add(signals, Signal.FIELD_HELD_NO_PROSE, newProse);
            add(signals, Signal.NAMES_TOOL, tool);
            add(signals, Signal.NAMES_TARGET, Targets.isIn(text, object, stop, (kinds & Imperatives.SENDS) != 0));
            add(signals, Signal.ORDER_IN_RECORD, record && asks && (acts || isPersonal(start, stop)));
            add(signals, Signal.AFTER_THE_END, isBehind(ends, start));
            add(signals, Signal.ADVERTISEMENT, isBehind(advertisements, start));
            return signals;
        }

        /** Whether a value is a field of a record and no document: one line, not long, without markup. */
        private boolean isField(int from, int to) {
            if (to - from > MAX_VALUE) {
                return false;
            }
            for (int i = from; i < to; i++) {
                boolean breaks = text.charAt(i) == '\n' || text.startsWith("\\n", i);
                if (breaks || text.startsWith("</", i)) {
                    return false;
                }
            }
            return true;
        }

        /** {@code Please get my files}: a record of somebody's data does not speak of itself so. */
        private boolean isPersonal(int start, int end) {
            for (int i = start; i + 4 <= end; i++) {
                if (text.startsWith(" my ", i)) {
                    return true;
                }
            }
            boolean opens = start < 2 || text.charAt(start - 2) != ',';
            return opens && text.regionMatches(true, start, "please", 0, 6);
        }

        private void add(List<Signal> signals, Signal signal, boolean found) {
            if (found && situation.uses(signal)) {
                signals.add(signal);
            }
        }

        /** The value that a place lies in, by binary search; -1 if it is in none. */
        private int valueAt(int place) {
            int low = 0;
            int high = values.size() - 1;
            while (low <= high) {
                int middle = (low + high) >>> 1;
                if (values.get(middle)[1] <= place) {
                    low = middle + 1;
                } else if (values.get(middle)[0] > place) {
                    high = middle - 1;
                } else {
                    return middle;
                }
            }
            return -1;
        }

        private static boolean isBehind(List<Integer> marks, int place) {
            for (int mark : marks) {
                if (mark <= place && place - mark <= BEHIND) {
                    return true;
                }
            }
            return false;
        }
    }
}
