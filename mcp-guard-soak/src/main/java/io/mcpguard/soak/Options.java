package io.mcpguard.soak;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a run is to do.
 *
 * @param calls it ends after so many calls
 * @param minutes or after so long, 0 for as long as it takes
 * @param servers the kinds of servers
 * @param faults what may go wrong
 * @param seed of everything random; threads still interleave as they like
 * @param workers how many threads call
 * @param ratio what the throughput of the last third must be at least, as a part of that of the first
 */
record Options(
        long calls, double minutes, Set<Site.Kind> servers, Set<Fault> faults, long seed, int workers, double ratio) {

    static final String HELP = """
            Calls tools of several servers through one guard, for long, while things go wrong.
            Exits with 1 if something was lost, mixed up or grew, or if it became slow; with 2 if an option is wrong.

              --calls N           ends after N calls (1000000)
              --minutes N         ends after N minutes, if that is sooner (no limit)
              --servers A,B       of memory, stdio, http, sse (all)
              --faults A,B        of those below, or none, or all (all but crowd)
              --workers N         threads that call (8); every second one is virtual from JDK 21 on
              --ratio N           throughput of the last third, as a part of that of the first, at least (0.7)
              --seed N            of what is random (1)
              --help              this text

            Faults:
            """;

    static Options parse(List<String> arguments) {
        long calls = 1_000_000;
        double minutes = 0;
        Set<Site.Kind> servers = EnumSet.allOf(Site.Kind.class);
        Set<Fault> faults = Fault.usual();
        long seed = 1;
        int workers = 8;
        double ratio = 0.7;
        for (int i = 0; i < arguments.size(); i += 2) {
            String option = arguments.get(i);
            if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException(option + " needs a value, or is unknown; try --help");
            }
            String value = arguments.get(i + 1);
            switch (option) {
                case "--calls" -> calls = Math.max(1, Long.parseLong(value));
                case "--minutes" -> minutes = Double.parseDouble(value);
                case "--servers" -> servers = constants(Site.Kind.class, value);
                case "--faults" -> faults = constants(Fault.class, value);
                case "--seed" -> seed = Long.parseLong(value);
                case "--workers" -> workers = Math.max(1, Integer.parseInt(value));
                case "--ratio" -> ratio = Double.parseDouble(value);
                default -> throw new IllegalArgumentException("unknown option " + option + "; try --help");
            }
        }
        if (calls > Integer.MAX_VALUE || servers.isEmpty()) {
            throw new IllegalArgumentException("at most " + Integer.MAX_VALUE + " calls, and at least one server");
        }
        return new Options(calls, minutes, servers, faults, seed, workers, ratio);
    }

    private static <E extends Enum<E>> Set<E> constants(Class<E> type, String words) {
        if (words.equals("all")) {
            return EnumSet.allOf(type);
        }
        var found = EnumSet.noneOf(type);
        if (!words.equals("none")) {
            for (String word : List.of(words.split(",", -1))) {
                found.add(Enum.valueOf(type, word.toUpperCase(Locale.ROOT)));
            }
        }
        return found;
    }

    static String help() {
        var help = new StringBuilder(HELP);
        for (Fault fault : Fault.values()) {
            help.append(String.format(Locale.ROOT, "  %-10s %s%n", fault.word(), fault.about));
        }
        return help.toString();
    }
}
