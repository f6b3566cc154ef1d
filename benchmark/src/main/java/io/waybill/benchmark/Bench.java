package io.waybill.benchmark;

import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command line of the benchmarks. */
@Command(
        name = "bench",
        description = {
            "Measure Waybill on this machine and print the figures: medians of several runs, next to what was aimed at.",
            "",
            "The platform runs as a process of its own, as './waybill up' starts it, with its PostgreSQL and a data folder"
                    + " that is deleted afterwards. Expect some minutes, and a busy machine.",
            "",
            "Scenarios:"
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "WAYBILL_JAVA_OPTS holds options for the Java of the programs that are measured, not for the bench itself.",
            "docs/performance.md explains the figures."
        })
public final class Bench implements Callable<Integer> {
    private static final int HELP_WIDTH = 110;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "SCENARIO",
            arity = "0..*",
            completionCandidates = Names.class,
            description =
                    "intake, flow, events, availability, start, connector, console, sourcing (default: all, which takes 20 to 25 minutes)")
    private @Nullable List<Scenario> scenarios;

    @Option(
            names = "--runs",
            defaultValue = "3",
            paramLabel = "NUMBER",
            description = "runs of each measurement, 1 to 100 (default: ${DEFAULT-VALUE})")
    private int runs;

    @Option(
            names = "--orders",
            defaultValue = "5000",
            paramLabel = "NUMBER",
            description = "orders of a run, 10 to 100000 (default: ${DEFAULT-VALUE})")
    private int orders;

    @Option(
            names = "--seconds",
            defaultValue = "10",
            paramLabel = "NUMBER",
            description = "length of a run that goes by time, 1 to 600 (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Option(
            names = "--quick",
            description = "sourcing, connector and console: a smoke test of seconds in place of minutes")
    private boolean quick;

    @Option(
            names = "--connector",
            paramLabel = "URL",
            description = {
                "connector only: the address of another connector, which you start yourself; the bench tells the settings"
                        + " that it needs and waits for it"
            })
    private @Nullable URI connector;

    /** The launcher sets the two system properties; see {@link Programs}. */
    public static void main(String... arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Bench())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(HELP_WIDTH)
                .setParameterExceptionHandler(Bench::explainWrongCommandLine)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    explain(command.getErr(), failure);
                    return 1;
                });
        String[] description = commandLine.getCommandSpec().usageMessage().description();
        commandLine.getCommandSpec().usageMessage().description(withScenarios(description));
        return commandLine;
    }

    private static String[] withScenarios(String[] description) {
        return Stream.concat(
                        Arrays.stream(description),
                        Arrays.stream(Scenario.values())
                                .map(scenario -> "  %-13s %s".formatted(scenario, scenario.description())))
                .toArray(String[]::new);
    }

    @Override
    public Integer call() {
        require("--runs", runs, 1, 100);
        require("--orders", orders, 10, 100_000);
        require("--seconds", seconds, 1, 600);
        Set<Scenario> chosen =
                scenarios == null || scenarios.isEmpty() ? EnumSet.allOf(Scenario.class) : EnumSet.copyOf(scenarios);
        Programs programs = Programs.fromLauncher();
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter progress = spec.commandLine().getErr();
        Settings settings =
                new Settings(runs, orders, Duration.ofSeconds(seconds), quick, Optional.ofNullable(connector));
        try (Scratch scratch = Scratch.in(programs.scratch())) {
            Report report = new Report(Machine.here(), programs.commit());
            try {
                new Measurements(programs, settings, scratch.folder(), progress).run(chosen, report);
            } finally {
                // What was measured before something failed is worth showing too.
                report.print(out, "./waybill bench" + arguments());
            }
        }
        return 0;
    }

    private String arguments() {
        StringBuilder text = new StringBuilder();
        spec.commandLine()
                .getParseResult()
                .originalArgs()
                .forEach(each -> text.append(' ').append(each));
        return text.toString();
    }

    private void require(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new ParameterException(
                    spec.commandLine(), option + " must be from " + least + " to " + most + ", not " + value);
        }
    }

    private static int explainWrongCommandLine(ParameterException wrong, String[] arguments) {
        PrintWriter error = wrong.getCommandLine().getErr();
        error.println("waybill: " + oneLine(wrong.getMessage()) + " (see './waybill bench --help')");
        return 2;
    }

    private static void explain(PrintWriter error, Exception failure) {
        if (failure instanceof BenchFailed) {
            error.println("waybill: " + oneLine(failure.getMessage()));
        } else {
            failure.printStackTrace(error);
        }
    }

    private static String oneLine(@Nullable String message) {
        return String.valueOf(message).strip().replaceAll("\\s*\\R\\s*", " ");
    }

    /** Names of scenarios, for what completes command lines. */
    private static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(Scenario.values()).map(Scenario::toString).iterator();
        }
    }
}
