package io.waybill.platform.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.platform.access.Permission;
import io.waybill.platform.database.Database;
import io.waybill.platform.events.DeliveryAttempt;
import io.waybill.platform.events.DeliveryList;
import io.waybill.platform.events.DeliveryState;
import io.waybill.platform.events.Subscription;
import io.waybill.platform.events.SubscriptionList;
import io.waybill.platform.facilities.Facilities;
import io.waybill.platform.facilities.Facility;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Gathers what the pages of subscriptions and deliveries show. Thread-safe. */
@ApplicationScoped
class ShowWebhooks {
    private static final int SUBSCRIPTIONS = 50;
    private static final int DELIVERIES = 25;

    /** A target names at most so many facilities in a list. */
    private static final int FACILITIES = 5;

    private final Database database;
    private final SubscriptionList subscriptions;
    private final DeliveryList deliveries;
    private final Facilities facilities;
    private final Formats formats;
    private final Ages ages;
    private final Viewer viewer;
    private final ObjectMapper json;
    private final Clock clock;

    ShowWebhooks(
            Database database,
            SubscriptionList subscriptions,
            DeliveryList deliveries,
            Facilities facilities,
            Formats formats,
            Ages ages,
            Viewer viewer,
            ObjectMapper json,
            Clock clock) {
        this.database = database;
        this.subscriptions = subscriptions;
        this.deliveries = deliveries;
        this.facilities = facilities;
        this.formats = formats;
        this.ages = ages;
        this.viewer = viewer;
        this.json = json;
        this.clock = clock;
    }

    Webhooks.Listing subscriptions(@Nullable String after) {
        viewer.mustSeeEverything();
        return database.read(handle -> {
            List<SubscriptionList.Entry> found = subscriptions.page(handle, after, SUBSCRIPTIONS + 1);
            List<SubscriptionList.Entry> page = found.subList(0, Math.min(SUBSCRIPTIONS, found.size()));
            Map<String, Facility> places = places(handle, page);
            return new Webhooks.Listing(
                    page.stream().map(entry -> row(entry, places)).toList(),
                    found.size() <= SUBSCRIPTIONS
                            ? null
                            : page.getLast().subscription().id());
        });
    }

    Webhooks.Subscribed subscription(String id, DeliveryState state, @Nullable String after) {
        viewer.mustSeeEverything();
        return database.read(handle -> {
            SubscriptionList.Entry entry = subscriptions.get(handle, id);
            DeliveryList.Page page = deliveries.page(handle, id, state, after, DELIVERIES);
            return new Webhooks.Subscribed(
                    row(entry, places(handle, List.of(entry))),
                    Objects.requireNonNullElse(entry.subscription().headers(), List.<Subscription.Header>of()).stream()
                            .map(Subscription.Header::key)
                            .toList(),
                    state,
                    page.rows().stream().map(this::each).toList(),
                    page.next() == null
                            ? null
                            : UriBuilder.fromPath(WebhookPages.PATH)
                                    .path("{id}")
                                    .queryParam("state", state)
                                    .queryParam("after", "{after}")
                                    .build(id, page.next())
                                    .toString());
        });
    }

    Webhooks.Detail delivery(String id) {
        viewer.mustSeeEverything();
        return database.read(handle -> {
            DeliveryList.Detail detail = deliveries.get(handle, id);
            String subscription = detail.delivery().subscriptionId();
            return new Webhooks.Detail(
                    each(detail.delivery()),
                    subscription,
                    subscriptions.get(handle, subscription).subscription().name(),
                    detail.history().reversed().stream().map(this::attempt).toList(),
                    viewer.may(Permission.EVENT_READ.name()) ? indented(detail.payload()) : null);
        });
    }

    private Map<String, Facility> places(Handle handle, List<SubscriptionList.Entry> entries) {
        Set<String> ids = new HashSet<>();
        entries.forEach(entry -> ids.addAll(limits(entry.subscription())));
        return ids.isEmpty() ? Map.of() : facilities.byIds(handle, ids);
    }

    private static List<String> limits(Subscription subscription) {
        return subscription.contexts() == null || subscription.contexts().isEmpty()
                ? List.of()
                : subscription.contexts().getFirst().values().stream()
                        .limit(FACILITIES)
                        .toList();
    }

    private Webhooks.Row row(SubscriptionList.Entry entry, Map<String, Facility> places) {
        Subscription subscription = entry.subscription();
        return new Webhooks.Row(
                subscription.id(),
                subscription.name(),
                subscription.event(),
                target(subscription.callbackUrl()),
                limits(subscription).stream()
                        .map(id -> places.containsKey(id) ? places.get(id).name() : id)
                        .toList(),
                formats.time(subscription.created()),
                formats.count(entry.waiting()),
                formats.count(entry.retried()),
                formats.count(entry.parked()),
                !entry.parked().isZero(),
                formats.time(entry.lastSuccess()),
                entry.oldestWaiting() == null ? null : ages.of(entry.oldestWaiting(), clock.instant()));
    }

    /** A user, a query or a fragment may be what the target knows its callers by. */
    private static String target(String address) {
        try {
            URI uri = URI.create(address);
            String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            String path = Objects.requireNonNullElse(uri.getRawPath(), "");
            return uri.getScheme() + "://" + uri.getHost() + port + path + (uri.getRawQuery() == null ? "" : "?…");
        } catch (IllegalArgumentException unreadable) {
            return "–";
        }
    }

    private Webhooks.Each each(DeliveryList.Row row) {
        return new Webhooks.Each(
                row.id(),
                row.event(),
                row.entityId(),
                row.orderId() == null
                        ? UriBuilder.fromPath(OrderPages.PATH)
                                .queryParam("text", "{id}")
                                .build(row.entityId())
                                .toString()
                        : UriBuilder.fromPath(OrderPages.PATH)
                                .path("{id}")
                                .build(row.orderId())
                                .toString(),
                row.state(),
                formats.number(row.attempts()),
                formats.time(row.created()),
                formats.time(row.lastAttempt()),
                formats.time(row.nextAttempt()),
                row.lastStatus() != null
                        ? "HTTP " + row.lastStatus()
                        : Objects.requireNonNullElse(row.lastError(), ""));
    }

    private Webhooks.Attempt attempt(DeliveryAttempt attempt) {
        return new Webhooks.Attempt(
                formats.time(attempt.at()),
                formats.number(attempt.millis()) + " ms",
                attempt.status() == null ? attempt.error() : "HTTP " + attempt.status(),
                attempt.answer());
    }

    private String indented(String payload) {
        try {
            return json.writerWithDefaultPrettyPrinter().writeValueAsString(json.readTree(payload));
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("The payload of an event is no JSON", unreadable);
        }
    }
}
