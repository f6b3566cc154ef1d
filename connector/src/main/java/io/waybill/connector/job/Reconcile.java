package io.waybill.connector.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.http.Deadline;
import io.waybill.client.http.JsonHttp;
import io.waybill.connector.commercetools.Commercetools;
import io.waybill.connector.commercetools.CommercetoolsRejectedException;
import io.waybill.connector.commercetools.CustomObjects;
import io.waybill.connector.commercetools.CustomObjects.Stored;
import io.waybill.connector.message.HandleNotification;
import io.waybill.connector.message.ShopNotification;
import io.waybill.connector.order.ExportRecords;
import io.waybill.connector.outcome.Outcome;
import io.waybill.connector.parked.ParkedMessages;
import io.waybill.connector.parked.ParkedMessages.Origin;
import io.waybill.connector.parked.Settlement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Looks for orders whose message never came: Confirmed without an export, or Cancelled with one. That tries parked orders
 * again as well. Connect does not keep two runs apart, so a custom object does.
 */
public final class Reconcile {
    private static final String CONTAINER = "waybill-job";
    private static final String KEY = "reconcile";
    private static final Duration LEASE = Duration.ofMinutes(30);
    private static final Duration LOOK_BACK = Duration.ofDays(7);
    private static final Duration KEEP_RECORDS = Duration.ofDays(30);
    private static final int MOST = 500;

    private final Commercetools shop;
    private final CustomObjects objects;
    private final ExportRecords records;
    private final HandleNotification notifications;
    private final Settlement settlement;
    private final ParkedMessages parked;
    private final Clock clock;

    /** The job on those. */
    public Reconcile(
            Commercetools shop,
            CustomObjects objects,
            ExportRecords records,
            HandleNotification notifications,
            Settlement settlement,
            ParkedMessages parked,
            Clock clock) {
        this.shop = shop;
        this.objects = objects;
        this.records = records;
        this.notifications = notifications;
        this.settlement = settlement;
        this.parked = parked;
        this.clock = clock;
    }

    /** Runs once; empty when another run is on its way. Otherwise how many orders were looked at and aligned. */
    public Optional<ObjectNode> run(Deadline deadline) {
        Optional<Stored> lease = lease(deadline);
        if (lease.isEmpty()) {
            return Optional.empty();
        }
        try {
            int confirmed = align("Confirmed", false, deadline);
            int cancelled = align("Cancelled", true, deadline);
            int forgotten = forgetOldRecords(deadline);
            return Optional.of(JsonHttp.JSON
                    .createObjectNode()
                    .put("confirmedAligned", confirmed)
                    .put("cancelledAligned", cancelled)
                    .put("recordsForgotten", forgotten));
        } finally {
            objects.delete(lease.get(), Deadline.within(Duration.ofSeconds(5)));
        }
    }

    private int align(String state, boolean exported, Deadline deadline) {
        String since = clock.instant().minus(LOOK_BACK).toString();
        String where = "orderState = \"" + state + "\" and lastModifiedAt > \"" + since + "\"";
        List<JsonNode> orders = shop.within(deadline)
                .query(
                        "/orders?where=" + JsonHttp.encode(where) + "&sort=" + JsonHttp.encode("lastModifiedAt desc"),
                        MOST);
        int aligned = 0;
        for (JsonNode order : orders) {
            String id = order.path("id").asText();
            if (records.exportedAs(id, deadline).isEmpty() != exported) {
                ShopNotification hint = new ShopNotification(
                        "Message",
                        Optional.of("OrderStateChanged"),
                        "order",
                        id,
                        Optional.empty(),
                        Optional.of(order.path("orderNumber").asText("")).filter(number -> !number.isEmpty()));
                String key = "order-" + id;
                Outcome outcome = settlement.settle(
                        Origin.SHOP, key, hint.hint(), deadline, () -> notifications.handle(hint, deadline));
                // Somebody repaired the order meanwhile: what is parked about it is out of date.
                if (outcome instanceof Outcome.Done || outcome instanceof Outcome.Ignored) {
                    parked.remove(key, deadline);
                }
                aligned++;
            }
        }
        return aligned;
    }

    private int forgetOldRecords(Deadline deadline) {
        Instant limit = clock.instant().minus(KEEP_RECORDS);
        int forgotten = 0;
        for (Stored record : objects.list(ExportRecords.CONTAINER, MOST, deadline)) {
            if (!record.lastModifiedAt().isEmpty()
                    && Instant.parse(record.lastModifiedAt()).isBefore(limit)) {
                objects.delete(record, deadline);
                forgotten++;
            }
        }
        return forgotten;
    }

    private Optional<Stored> lease(Deadline deadline) {
        Optional<Stored> present = objects.find(CONTAINER, KEY, deadline);
        boolean running = present.map(found -> found.value().path("leasedUntil").asText(""))
                .filter(until -> !until.isEmpty() && clock.instant().isBefore(Instant.parse(until)))
                .isPresent();
        if (running) {
            return Optional.empty();
        }
        ObjectNode value = JsonHttp.JSON
                .createObjectNode()
                .put("leasedUntil", clock.instant().plus(LEASE).toString());
        try {
            return Optional.of(objects.write(
                    CONTAINER, KEY, value, present.map(Stored::version).orElse(0L), deadline));
        } catch (CommercetoolsRejectedException refused) {
            if (refused.versionConflict()) {
                return Optional.empty();
            }
            throw refused;
        }
    }
}
