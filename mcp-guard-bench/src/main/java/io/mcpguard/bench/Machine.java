package io.mcpguard.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.stream.Stream;

/** What the numbers depend on besides the code. Without names that lead to somebody's machine. */
record Machine(String cpu, int cores, String system, String java, double load) {

    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    static Machine now() throws IOException {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return new Machine(
                processor(),
                system.getAvailableProcessors(),
                system.getName() + " " + system.getArch(),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"),
                system.getSystemLoadAverage());
    }

    String describe() {
        String text = "Measured on %s: %s, %d cores, %s, %s, heap of 1 GB. Load average before the run: %s.\n"
                .formatted(
                        LocalDate.now(ZoneOffset.UTC),
                        cpu,
                        cores,
                        system,
                        java,
                        load < 0 ? "unknown" : String.format(Locale.ROOT, "%.1f", load));
        return load > cores / 2.0
                ? text + "\n**Others used the machine meanwhile: these numbers are rough, and too high.**\n"
                : text;
    }

    private static String processor() throws IOException {
        if (!Files.isReadable(CPU_INFO)) {
            return "unknown processor";
        }
        try (Stream<String> lines = Files.lines(CPU_INFO)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown processor");
        }
    }
}
