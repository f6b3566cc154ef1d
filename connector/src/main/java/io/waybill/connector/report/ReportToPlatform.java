package io.waybill.connector.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.FulfilmentClient;
import io.waybill.client.FulfilmentException;
import io.waybill.client.FulfilmentRejectedException;
import io.waybill.client.http.Deadline;
import io.waybill.client.http.JsonHttp;
import io.waybill.client.http.UnansweredException;
import io.waybill.connector.commercetools.CommercetoolsException;
import io.waybill.connector.parked.ParkedMessages;
import io.waybill.connector.parked.ParkedMessages.Parked;
import io.waybill.connector.parked.ReplayParked;
import io.waybill.connector.registration.SubscriptionHealth;
import java.lang.System.Logger;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells Waybill's platform how the connector is, so that its console can show it, and does the work of parked messages again
 * that somebody asked for there. Other platforms have no such path: that is said once, and nothing is told any more. What
 * cannot be told is no failure of anything else. Thread-safe.
 */
public final class ReportToPlatform {
    private static final Logger LOG = System.getLogger(ReportToPlatform.class.getName());
    private static final int MOST_MESSAGES = 50;
    private static final int MOST_LINES = 50;
    private static final int LONGEST_LINE = 1_000;
    private static final int LONGEST_REASON = 500;

    /** What is parked in the meantime is told with the next report of the job. */
    private static final Duration BETWEEN = Duration.ofSeconds(10);

    private static final Duration ENOUGH = Duration.ofSeconds(10);

    private final FulfilmentClient platform;
    private final ParkedMessages parked;
    private final ReplayParked replay;
    private final Identity identity;
    private final Clock clock;
    private final AtomicBoolean unknownThere = new AtomicBoolean();
    private final AtomicLong lastTold = new AtomicLong();

    /**
     * Who reports.
     *
     * @param tenant where a shop has several platforms, and so several connectors
     */
    public record Identity(String projectKey, Optional<String> tenant) {
        /** Under which name the platform knows the connector. */
        String name() {
            return tenant.map(each -> projectKey + "." + each)
                    .orElse(projectKey)
                    .replaceAll("[^A-Za-z0-9._~-]", "-");
        }
    }

    /** A subscription of one side. */
    public record Side(String side, SubscriptionHealth health) {}

    /** Reports to that platform. */
    public ReportToPlatform(
            FulfilmentClient platform, ParkedMessages parked, ReplayParked replay, Identity identity, Clock clock) {
        this.platform = platform;
        this.parked = parked;
        this.replay = replay;
        this.identity = identity;
        this.clock = clock;
    }

    /**
     * Tells everything, then replays what is asked for and tells what is parked after that.
     *
     * @param report of the job
     * @return what came of the replays; empty when there were none
     * @throws FulfilmentException when the platform has this path and cannot be told now
     */
    public List<ReplayParked.Replayed> reconciled(
            ObjectNode report, List<Side> subscriptions, Duration took, Deadline deadline) {
        if (unknownThere.get()) {
            return List.of();
        }
        ObjectNode body = identified();
        body.set("subscriptions", subscriptions(subscriptions));
        body.set("parked", parked(deadline));
        body.set("reconciliation", reconciliation(report, took));
        List<ReplayParked.Replayed> replayed = tell(body, deadline)
                .path("replay")
                .valueStream()
                .limit(MOST_MESSAGES)
                .filter(key -> !deadline.expired())
                .flatMap(key -> parked.find(key.asText(), deadline).stream())
                .map(message -> new ReplayParked.Replayed(message, replay.replay(message, deadline)))
                .toList();
        if (!replayed.isEmpty()) {
            tell(identified().set("parked", parked(deadline)), deadline);
        }
        return replayed;
    }

    /** Something was parked: tells so soon, on a thread of its own, and not for each of many. */
    public void parkedSomething() {
        long now = clock.millis();
        long last = lastTold.get();
        if (unknownThere.get() || now - last < BETWEEN.toMillis() || !lastTold.compareAndSet(last, now)) {
            return;
        }
        Thread.ofVirtual().name("report").start(() -> {
            try {
                Deadline deadline = Deadline.within(ENOUGH);
                tell(identified().set("parked", parked(deadline)), deadline);
            } catch (FulfilmentException | CommercetoolsException | UnansweredException away) {
                LOG.log(Logger.Level.INFO, "what was parked is told with the next run: {0}", away.getMessage());
            }
        });
    }

    private JsonNode tell(JsonNode body, Deadline deadline) {
        try {
            return platform.within(deadline).reportConnector(identity.name(), body);
        } catch (FulfilmentRejectedException refused) {
            if (!refused.notFound()) {
                throw refused;
            }
            if (unknownThere.compareAndSet(false, true)) {
                LOG.log(
                        Logger.Level.INFO,
                        "the platform takes no reports of connectors; it is Waybill's alone that does, so switch"
                                + " FEAT_PLATFORMREPORT_ACTIVE off");
            }
            return JsonHttp.JSON.createObjectNode();
        }
    }

    private ObjectNode identified() {
        ObjectNode body =
                JsonHttp.JSON.createObjectNode().put("version", version()).put("projectKey", identity.projectKey());
        identity.tenant().ifPresent(tenant -> body.put("tenant", tenant));
        return body;
    }

    private static String version() {
        return Optional.ofNullable(ReportToPlatform.class.getPackage().getImplementationVersion())
                .orElse("unpackaged");
    }

    private static ArrayNode subscriptions(List<Side> subscriptions) {
        ArrayNode list = JsonHttp.JSON.createArrayNode();
        for (Side each : subscriptions) {
            ObjectNode state = list.addObject()
                    .put("side", each.side())
                    .put("name", each.health().name())
                    .put("healthy", each.health().healthy());
            each.health().problem().ifPresent(problem -> state.put("problem", cut(problem, LONGEST_LINE)));
        }
        return list;
    }

    private ObjectNode parked(Deadline deadline) {
        List<Parked> all = parked.list(deadline);
        ObjectNode summary = JsonHttp.JSON
                .createObjectNode()
                .put("total", all.size())
                .put("more", all.size() >= ParkedMessages.MOST_LISTED);
        ArrayNode messages = summary.putArray("messages");
        all.stream().limit(MOST_MESSAGES).forEach(message -> messages.add(message(message)));
        return summary;
    }

    private static ObjectNode message(Parked message) {
        ObjectNode told = JsonHttp.JSON
                .createObjectNode()
                .put("key", message.key())
                .put("code", message.code().name())
                .put("reason", cut(message.reason(), LONGEST_REASON))
                .put("attempts", message.attempts());
        order(message).ifPresent(order -> told.put("order", order));
        time(message.firstParkedAt()).ifPresent(time -> told.put("firstParkedAt", time));
        time(message.parkedAt()).ifPresent(time -> told.put("parkedAt", time));
        return told;
    }

    /** What finds the order on the platform: its number there, else its id in the shop, or the entity that an event was about. */
    private static Optional<String> order(Parked message) {
        JsonNode content = message.content();
        return switch (message.origin()) {
            case SHOP ->
                content.path("resource").path("typeId").asText("").equals("order")
                        ? text(content.path("resourceUserProvidedIdentifiers").path("orderNumber"))
                                .or(() -> text(content.path("resource").path("id")))
                        : Optional.empty();
            case PLATFORM -> text(content.path("id"));
            case UNREADABLE -> Optional.empty();
        };
    }

    private static Optional<String> text(JsonNode node) {
        return Optional.of(node.asText("")).filter(text -> !text.isBlank()).map(text -> cut(text, LONGEST_REASON));
    }

    private static Optional<String> time(String stored) {
        return Optional.of(stored).filter(text -> !text.isBlank());
    }

    private ObjectNode reconciliation(ObjectNode report, Duration took) {
        ObjectNode figures = report.deepCopy();
        figures.remove(List.of("healed", "findings"));
        ObjectNode run = JsonHttp.JSON
                .createObjectNode()
                .put("at", clock.instant().toString())
                .put("tookMillis", took.toMillis());
        run.set("healed", lines(report.path("healed")));
        run.set("findings", lines(report.path("findings")));
        run.set("figures", figures);
        return run;
    }

    private static ArrayNode lines(JsonNode lines) {
        ArrayNode list = JsonHttp.JSON.createArrayNode();
        lines.valueStream().limit(MOST_LINES).forEach(line -> list.add(cut(line.asText(), LONGEST_LINE)));
        return list;
    }

    private static String cut(String text, int longest) {
        return text.length() > longest ? text.substring(0, longest) : text;
    }
}
