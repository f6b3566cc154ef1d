package io.waybill.benchmark;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Runs the chosen scenarios, one after the other, on as few platforms as they need. */
final class Measurements {
    /** What is delivered goes to this machine, and what the sink holds back must not time out. */
    private static final Map<String, String> WEBHOOKS = Map.of(
            "WAYBILL_WEBHOOKS_ALLOW_LOCAL_TARGETS", "true",
            "WAYBILL_WEBHOOKS_TIMEOUT", "PT2M",
            "WAYBILL_WEBHOOKS_LEASE", "PT3M");

    private final Programs programs;
    private final Settings settings;
    private final Path scratch;
    private final PrintWriter progress;
    private final Network network;

    Measurements(Programs programs, Settings settings, Path scratch, PrintWriter progress) {
        this(programs, settings, scratch, progress, Network.FULL);
    }

    Measurements(Programs programs, Settings settings, Path scratch, PrintWriter progress, Network network) {
        this.programs = programs;
        this.settings = settings;
        this.scratch = scratch;
        this.progress = progress;
        this.network = network;
    }

    /**
     * Adds the figures to the report, each as soon as it is measured.
     *
     * @throws BenchFailed when something cannot be measured
     */
    void run(Set<Scenario> chosen, Report report) {
        if (chosen.contains(Scenario.START)) {
            say("start and memory");
            new StartScenario(programs, settings, scratch).measure(report);
        }
        boolean events = chosen.contains(Scenario.EVENTS);
        if (chosen.contains(Scenario.INTAKE) || events) {
            withPlatform(report, "without-routing", Map.of("WAYBILL_ROUTING_ENABLED", "false"), platform -> {
                IntakeScenario intake = new IntakeScenario(platform, settings, network);
                intake.warmUp();
                if (chosen.contains(Scenario.INTAKE)) {
                    say("intake");
                    intake.measure(report);
                }
                if (events) {
                    say("deliveries");
                    new DeliveriesScenario(platform, settings, network).measure(report);
                }
            });
        }
        boolean flow = chosen.contains(Scenario.FLOW);
        boolean availability = chosen.contains(Scenario.AVAILABILITY);
        if (flow || events || availability) {
            withPlatform(report, "whole", Map.of(), platform -> {
                say("a network of " + network.facilities() + " facilities with " + network.articles()
                        + " articles each");
                network.create(platform.client());
                FlowScenario flowing = new FlowScenario(platform, settings, network);
                flowing.warmUp();
                if (flow) {
                    say("flow");
                    flowing.measure(report);
                }
                if (events) {
                    say("event lag");
                    new LagScenario(platform, settings, network).measure(report);
                }
                if (availability) {
                    say("availability");
                    new AvailabilityScenario(platform, settings, network).measure(report);
                }
            });
        }
        if (chosen.contains(Scenario.CONNECTOR)) {
            new ConnectorScenario(programs, settings, scratch, progress).measure(report);
        }
        if (chosen.contains(Scenario.CONSOLE)) {
            withPlatform(
                    report,
                    "console",
                    Map.of("WAYBILL_WEBHOOKS_ALLOW_LOCAL_TARGETS", "false"),
                    platform -> new ConsoleScenario(platform, settings, progress).measure(report));
        }
        if (chosen.contains(Scenario.SOURCING)) {
            say("quality of plans");
            new SourcingQuality(settings).measure(report);
            say("published generator");
            new PublishedInstances(settings).measure(report);
            say("speed of the sourcing engine");
            new SourcingSpeed(settings).measure(report);
            if (!settings.quick()) {
                say("the same by JMH");
                new SourcingScenario(settings).measure(report);
            }
        }
    }

    private void withPlatform(Report report, String name, Map<String, String> more, Consumer<Platform> measure) {
        say("starting a platform");
        Map<String, String> environment = new HashMap<>(WEBHOOKS);
        environment.putAll(more);
        try (Platform platform = Platform.start(programs, scratch.resolve(name), environment)) {
            report.database(platform.postgres());
            measure.accept(platform);
        }
    }

    private void say(String what) {
        progress.println("bench: " + what + " ...");
        progress.flush();
    }
}
