package io.waybill.connector.health;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.FulfilmentClient;
import io.waybill.client.FulfilmentRejectedException;
import io.waybill.client.Query;
import io.waybill.client.http.Deadline;
import io.waybill.client.http.JsonHttp;
import io.waybill.connector.commercetools.Commercetools;
import io.waybill.connector.commercetools.CommercetoolsRejectedException;
import io.waybill.connector.fields.OrderType;
import io.waybill.connector.metrics.ConnectorMetrics;
import io.waybill.connector.parked.ParkedMessages;
import io.waybill.connector.registration.PlatformSubscriptions;
import io.waybill.connector.registration.ShopSubscriptions;
import io.waybill.connector.settings.RunTimeConfiguration;
import io.waybill.connector.settings.RunTimeConfigurations;
import io.waybill.connector.status.ShopSetup;
import java.lang.System.Logger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at everything the connector depends on: both systems and the credentials for them, the subscriptions, the order
 * type, the run-time configuration. DOWN when one of the systems cannot be used, DEGRADED when something is missing
 * that makes it do less than it should, UP otherwise. The answer is kept for ten seconds. Thread-safe.
 */
public final class Readiness {
    private static final Logger LOG = System.getLogger(Readiness.class.getName());
    private static final Duration KEEP = Duration.ofSeconds(10);
    private static final Duration BUDGET = Duration.ofSeconds(8);

    /** The whole answer. */
    public record Report(String status, ObjectNode json) {}

    private record Check(String name, boolean essential, List<String> problems) {}

    private record Held(Report report, Instant until) {}

    private final Commercetools shop;
    private final FulfilmentClient platform;
    private final ShopSubscriptions shopSubscriptions;
    private final PlatformSubscriptions platformSubscriptions;
    private final OrderType orderType;
    private final ShopSetup setup;
    private final RunTimeConfigurations configurations;
    private final ParkedMessages parked;
    private final ConnectorMetrics metrics;
    private final boolean receivesEvents;
    private final boolean receivesStatus;
    private final Clock clock;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile @Nullable Held held;

    /**
     * Looks at those.
     *
     * @param receivesEvents whether messages of the shop are to come here
     * @param receivesStatus whether events of the platform are to come here
     */
    public Readiness(
            Commercetools shop,
            FulfilmentClient platform,
            ShopSubscriptions shopSubscriptions,
            PlatformSubscriptions platformSubscriptions,
            OrderType orderType,
            ShopSetup setup,
            RunTimeConfigurations configurations,
            ParkedMessages parked,
            ConnectorMetrics metrics,
            boolean receivesEvents,
            boolean receivesStatus,
            Clock clock) {
        this.shop = shop;
        this.platform = platform;
        this.shopSubscriptions = shopSubscriptions;
        this.platformSubscriptions = platformSubscriptions;
        this.orderType = orderType;
        this.setup = setup;
        this.configurations = configurations;
        this.parked = parked;
        this.metrics = metrics;
        this.receivesEvents = receivesEvents;
        this.receivesStatus = receivesStatus;
        this.clock = clock;
    }

    /** How it stands, at most ten seconds old. */
    public Report report() {
        looking.lock();
        try {
            Held last = held;
            if (last != null && clock.instant().isBefore(last.until())) {
                return last.report();
            }
            Report fresh = look(Deadline.within(BUDGET));
            held = new Held(fresh, clock.instant().plus(KEEP));
            return fresh;
        } finally {
            looking.unlock();
        }
    }

    private Report look(Deadline deadline) {
        List<Check> checks = new ArrayList<>();
        checks.add(check("commercetools", true, () -> {
            shop.within(deadline).get("");
            return List.of();
        }));
        checks.add(check("platform", true, () -> {
            platform.within(deadline).get("/api/facilities", Query.of("size", "1"));
            return List.of();
        }));
        if (checks.stream().allMatch(each -> each.problems().isEmpty())) {
            checks.addAll(rest(deadline));
        }
        return report(checks);
    }

    private List<Check> rest(Deadline deadline) {
        List<Check> checks = new ArrayList<>();
        if (receivesEvents) {
            checks.add(check("shopSubscriptions", false, () -> shopSubscriptions.problems(deadline)));
        }
        if (receivesStatus) {
            checks.add(check("platformSubscriptions", false, () -> platformSubscriptions.problems(deadline)));
            checks.add(check("orderType", false, () -> {
                RunTimeConfiguration configuration = configurations.current(deadline);
                return orderType.missing(configuration, deadline).stream()
                        .map(field -> "the order type lacks the field " + field)
                        .toList();
            }));
        }
        checks.add(check("features", false, setup::problems));
        checks.add(check(
                "configuration", false, () -> configurations.current(deadline).problems()));
        checks.add(check("parkedMessages", false, () -> {
            int count = parked.list(deadline).size();
            metrics.parked(count);
            return count == 0 ? List.of() : List.of(count + " parked");
        }));
        return checks;
    }

    private static Check check(String name, boolean essential, Supplier<List<String>> look) {
        try {
            return new Check(name, essential, look.get());
        } catch (RuntimeException failure) {
            // Anybody may ask for the status, so what the other side said stays in the log.
            LOG.log(Logger.Level.WARNING, "status check {0}: {1}", name, failure.getMessage());
            return new Check(name, essential, List.of(reason(failure)));
        }
    }

    private static String reason(RuntimeException failure) {
        boolean denied = (failure instanceof FulfilmentRejectedException platform && platform.accessDenied())
                || (failure instanceof CommercetoolsRejectedException shop && shop.accessDenied());
        return denied ? "access denied: check credentials and scopes" : "cannot be used now; the log says why";
    }

    private static Report report(List<Check> checks) {
        ObjectNode json = JsonHttp.JSON.createObjectNode();
        boolean down = checks.stream()
                .anyMatch(each -> each.essential() && !each.problems().isEmpty());
        boolean degraded = checks.stream().anyMatch(each -> !each.problems().isEmpty());
        String status = down ? "DOWN" : degraded ? "DEGRADED" : "UP";
        json.put("status", status);
        ArrayNode list = json.putArray("checks");
        for (Check each : checks) {
            ObjectNode entry = list.addObject().put("name", each.name());
            entry.put("status", each.problems().isEmpty() ? "UP" : each.essential() ? "DOWN" : "DEGRADED");
            if (!each.problems().isEmpty()) {
                ArrayNode problems = entry.putArray("problems");
                each.problems().forEach(problems::add);
            }
        }
        return new Report(status, json);
    }
}
