package io.waybill.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What the figures were measured on. */
record Machine(String processor, int processors, long memoryMegabytes, String system, String java) {
    static Machine here() {
        long memory =
                ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                        ? system.getTotalMemorySize() / (1024 * 1024)
                        : 0;
        return new Machine(
                processorName(),
                Runtime.getRuntime().availableProcessors(),
                memory,
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                System.getProperty("java.vendor.version", System.getProperty("java.vendor")) + ", Java "
                        + Runtime.version());
    }

    private static String processorName() {
        Path information = Path.of("/proc/cpuinfo");
        try {
            if (Files.exists(information)) {
                return Files.readAllLines(information).stream()
                        .filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst()
                        .orElse("unknown processor");
            }
        } catch (IOException unreadable) {
            return "unknown processor";
        }
        return "unknown processor";
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s, %d %s, %,d MB; %s; %s",
                processor,
                processors,
                processors == 1 ? "processor" : "processors",
                memoryMegabytes,
                system,
                java);
    }
}
