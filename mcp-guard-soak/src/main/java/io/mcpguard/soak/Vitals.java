package io.mcpguard.soak;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.lang.management.ThreadInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Scanner;
import java.util.function.ToLongFunction;
import javax.management.JMException;
import javax.management.ObjectName;

/** What must not grow, and must not slow down. */
final class Vitals {

    /** Taken after a full garbage collection. */
    record Sample(double seconds, long calls, long heap, long pending, long threads, long files) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%6.0f s %9d calls  heap %4d MiB  waiting requests %4d  threads %3d  open files %3d",
                    seconds,
                    calls,
                    heap >> 20,
                    pending,
                    threads,
                    files);
        }
    }

    private static final String PENDING = "io.mcpguard.session.Correlation$Pending";

    private final List<Sample> samples = new ArrayList<>();

    Sample sample(double seconds, long calls) {
        long pending = instances(PENDING); // which collects garbage first
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        var sample = new Sample(
                seconds,
                calls,
                heap.getUsed(),
                pending,
                ManagementFactory.getThreadMXBean().getThreadCount(),
                openFiles());
        samples.add(sample);
        return sample;
    }

    private static long openFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : 0;
    }

    /** How many live instances of a class there are; 0 if this JVM does not tell. */
    private static long instances(String className) {
        try {
            String histogram = (String) ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "gcClassHistogram",
                            new Object[] {new String[0]},
                            new String[] {String[].class.getName()});
            for (String line : (Iterable<String>) histogram.lines()::iterator) {
                if (line.contains(className)) {
                    return new Scanner(line.substring(line.indexOf(':') + 1)).nextLong();
                }
            }
        } catch (JMException e) {
            System.gc();
        }
        return 0;
    }

    /** Compares the late samples with the early ones; each line says what is wrong. */
    List<String> grown() {
        var problems = new ArrayList<String>();
        grown(problems, "heap bytes", Sample::heap, 1.25, 24L << 20);
        grown(problems, "requests that wait", Sample::pending, 1.5, 200);
        // A client over HTTP that was replaced keeps its threads and files until the JDK's HttpClient is collected.
        grown(problems, "threads", Sample::threads, 1.0, 48);
        grown(problems, "open files", Sample::files, 1.0, 100);
        return problems;
    }

    private void grown(List<String> problems, String what, ToLongFunction<Sample> of, double factor, long slack) {
        int third = samples.size() / 3;
        if (third == 0) {
            return;
        }
        // The best of the late against the worst of the early: what really grows shows even so.
        long early = samples.subList(0, third).stream().mapToLong(of).max().orElse(0);
        long late = samples.subList(samples.size() - third, samples.size()).stream()
                .mapToLong(of)
                .min()
                .orElse(0);
        if (late > early * factor + slack) {
            problems.add(what + " grew from " + early + " to " + late);
        }
    }

    /** Throughput of the last third as a part of that of the first; 1 if the run was too short to tell. */
    double steadiness() {
        int third = samples.size() / 3;
        if (third < 2) {
            return 1;
        }
        return rate(samples.size() - 1 - third, samples.size() - 1) / rate(0, third);
    }

    private double rate(int from, int to) {
        Sample first = samples.get(from);
        Sample last = samples.get(to);
        return (last.calls() - first.calls()) / (last.seconds() - first.seconds());
    }

    static boolean isDeadlocked() {
        return ManagementFactory.getThreadMXBean().findDeadlockedThreads() != null;
    }

    static String threads() {
        var dump = new StringBuilder();
        for (ThreadInfo thread : ManagementFactory.getThreadMXBean().dumpAllThreads(true, true)) {
            dump.append(thread);
        }
        return dump.toString();
    }
}
