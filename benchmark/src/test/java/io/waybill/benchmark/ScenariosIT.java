package io.waybill.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every scenario once, with tiny numbers, against the packaged programs. About what is measured, not how fast. */
class ScenariosIT {
    private static final Path BINARIES =
            Path.of("..", "application", "target", "postgres", "binaries").toAbsolutePath();

    @TempDir
    private Path folder;

    @Test
    void everyScenarioYieldsItsFigures() throws Exception {
        for (String data : List.of("start-0", "without-routing", "whole", "console")) {
            shareTheBinaries(folder.resolve(data));
        }
        StringWriter progress = new StringWriter();
        Settings tiny = new Settings(1, 20, Duration.ofSeconds(1), true, Optional.empty());

        Report report = new Report(Machine.here(), "a test");

        new Measurements(programs(), tiny, folder, new PrintWriter(progress), new Network(3, 12))
                .run(EnumSet.complementOf(EnumSet.of(Scenario.SOURCING)), report);

        // Processor time is counted in ticks of 10 ms, and so little work may take less than one.
        assertThat(report.figures())
                .allSatisfy(figure -> assertThat(figure.median())
                        .as(figure.name())
                        .isGreaterThan(figure.name().contains("processor time") ? -1 : 0));
        assertThat(report.figures().stream().map(Figure::scenario).distinct())
                .containsExactlyInAnyOrder("start", "intake", "events", "flow", "availability", "connector", "console");
        assertThat(report.figures().stream()
                        .filter(figure ->
                                !figure.aim().isEmpty() && !figure.scenario().equals("console")))
                .hasSize(13);
    }

    private static Programs programs() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Path application = Path.of("..", "application", "target", "quarkus-app", "quarkus-run.jar")
                .toAbsolutePath();
        assertThat(application).as("the packaged application: build with -am").exists();
        Path connector;
        try (Stream<Path> jars = Files.list(Path.of("..", "connector", "target"))) {
            connector = jars.filter(jar -> jar.toString().endsWith("-runnable.jar"))
                    .findFirst()
                    .orElseThrow()
                    .toAbsolutePath();
        }
        return new Programs(
                List.of(java, "-XX:TieredStopAtLevel=1", "-jar", application.toString(), "up"),
                List.of(java, "-jar", connector.toString(), "serve"),
                connector,
                Path.of("target"),
                "a test");
    }

    /** Unpacked once for all tests; the application finds them where it would put them itself. */
    private static void shareTheBinaries(Path data) throws Exception {
        Files.createDirectories(BINARIES);
        Files.createDirectories(data.resolve("postgres"));
        Files.createSymbolicLink(data.resolve("postgres/binaries"), BINARIES);
    }
}
