package io.waybill.application;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import io.waybill.client.http.JsonHttp;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Has a running platform decide the orders of a period again, and shows how two strategies compare on them. */
@Command(
        name = "replay",
        description =
                "Decide the orders of a period again under another strategy or planner, and compare. Changes nothing.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        footer = {
            "",
            "Times are ISO 8601: 2026-11-01 (midnight UTC) or 2026-11-01T08:00:00Z. The user needs ROUTING_CONFIG_READ;",
            "the password is taken from WAYBILL_PASSWORD only, never from an option."
        })
final class Replay implements Runnable {
    private static final Set<String> OPEN = Set.of("QUEUED", "RUNNING");
    private static final Duration PAUSE = Duration.ofMillis(500);

    /** Shorter than a token lasts. */
    private static final Duration LONGEST = Duration.ofMinutes(50);

    @Spec
    private CommandSpec spec;

    @Option(names = "--from", required = true, paramLabel = "TIME", description = "orders placed from then on")
    private String from;

    @Option(names = "--to", paramLabel = "TIME", description = "and before then (default: now)")
    private @Nullable String to;

    @Option(
            names = "--strategy",
            paramLabel = "ID",
            description = "the routing strategy to try, also a draft (default: the one in use)")
    private @Nullable String strategy;

    @Option(names = "--planner", paramLabel = "KEY", description = "the planner to try (default: that of the strategy)")
    private @Nullable String planner;

    @Option(
            names = "--against",
            paramLabel = "ID",
            description = "the routing strategy to compare with (default: the one in use)")
    private @Nullable String against;

    @Option(
            names = "--maximum-orders",
            paramLabel = "COUNT",
            description = "no more than so many, the earliest first (default: what the platform allows)")
    private @Nullable Integer maximumOrders;

    @Option(
            names = "--url",
            defaultValue = "http://127.0.0.1:8080",
            paramLabel = "URL",
            description = "the platform (default: ${DEFAULT-VALUE})")
    private URI url;

    @Option(
            names = "--user",
            defaultValue = "admin",
            paramLabel = "NAME",
            description = "who signs in (default: ${DEFAULT-VALUE})")
    private String user;

    @Option(names = "--json", description = "print the platform's answer instead of a table")
    private boolean asJson;

    @Override
    public void run() {
        ObjectNode question = JsonHttp.JSON
                .createObjectNode()
                .put("from", time("--from", from).toString())
                .put("to", (to == null ? Clock.systemUTC().instant() : time("--to", to)).toString());
        putIfGiven(question, "strategyRef", strategy);
        putIfGiven(question, "planner", planner);
        putIfGiven(question, "againstStrategyRef", against);
        if (maximumOrders != null) {
            question.put("maximumOrders", maximumOrders);
        }
        String password = System.getenv("WAYBILL_PASSWORD");
        if (password == null || password.isEmpty()) {
            throw new CannotStart("WAYBILL_PASSWORD must hold the password of " + user);
        }
        JsonNode ended;
        try (PlatformReplays replays = PlatformReplays.signIn(url, user, password)) {
            ended = await(replays, replays.ask(question));
        }
        if (OPEN.contains(ended.path("status").asText())) {
            throw new CannotStart("The replay has not ended within " + LONGEST.toMinutes() + " minutes; it goes on");
        }
        if (ended.path("status").asText().equals("FAILED")) {
            throw new CannotStart("The replay failed: " + ended.path("error").asText());
        }
        PrintWriter out = spec.commandLine().getOut();
        if (asJson) {
            out.println(ended.toPrettyString());
        } else {
            ReplayTable.print(ended, out);
        }
        out.flush();
    }

    private JsonNode await(PlatformReplays replays, String id) {
        RetryPolicy<JsonNode> untilItEnds = RetryPolicy.<JsonNode>builder()
                .handleResultIf(replay -> OPEN.contains(replay.path("status").asText()))
                .withDelay(PAUSE)
                .withMaxAttempts(-1)
                .withMaxDuration(LONGEST)
                .build();
        AtomicReference<String> told = new AtomicReference<>("");
        return Failsafe.with(untilItEnds).get(() -> {
            JsonNode replay = replays.get(id);
            String progress = progress(replay);
            if (!told.getAndSet(progress).equals(progress)) {
                spec.commandLine().getErr().println("replay " + id + ": " + progress);
            }
            return replay;
        });
    }

    private static String progress(JsonNode replay) {
        JsonNode progress = replay.path("progress");
        return replay.path("status").asText().equals("QUEUED")
                ? "waiting"
                : progress.path("orders").asLong() + " of "
                        + progress.path("of").asLong() + " orders";
    }

    private Instant time(String option, String text) {
        try {
            return text.contains("T")
                    ? Instant.parse(text)
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException wrong) {
            throw new ParameterException(
                    spec.commandLine(),
                    option + " must be a date or a time such as 2026-11-01 or 2026-11-01T08:00:00Z, not " + text);
        }
    }

    private static void putIfGiven(ObjectNode question, String name, @Nullable String value) {
        if (value != null) {
            question.put(name, value);
        }
    }
}
