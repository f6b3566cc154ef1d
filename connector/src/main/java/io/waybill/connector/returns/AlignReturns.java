package io.waybill.connector.returns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.FulfilmentClient;
import io.waybill.client.FulfilmentOrder;
import io.waybill.client.http.Deadline;
import io.waybill.client.http.JsonHttp;
import io.waybill.connector.commercetools.Commercetools;
import io.waybill.connector.commercetools.Conflicts;
import io.waybill.connector.commercetools.ShopOrders;
import io.waybill.connector.outcome.Outcome;
import io.waybill.connector.outcome.ParkedReason;
import io.waybill.connector.returns.AnnouncementPlan.Announce;
import io.waybill.connector.returns.AnnouncementPlan.AnnouncedPiece;
import io.waybill.connector.returns.AnnouncementPlan.Restart;
import io.waybill.connector.returns.AnnouncementPlan.Step;
import io.waybill.connector.returns.AnnouncementPlan.Withdraw;
import java.util.List;
import java.util.Optional;

/**
 * Makes both sides agree about what of an order comes back: the platform expects what the shop announces, and the shop shows what
 * the platform took back. Whatever led here, both sides are read and what is missing is written, so a repeated, late or
 * reordered message does no harm. Announcements always come first: else a piece that the shop knows could be counted twice.
 */
public final class AlignReturns {
    /** Codes of an item return; the platform takes 50. */
    private static final int MOST_CODES = 50;
    /** More item returns than one order will ever need at once. */
    private static final int MOST_STEPS = 50;

    private final ShopOrders orders;
    private final FulfilmentClient platform;
    private final String projectKey;
    private final Conditions conditions;

    /**
     * The use case on those two systems.
     *
     * @param unusableConditions words that make an accepted piece unusable, separated by commas
     */
    public AlignReturns(Commercetools shop, FulfilmentClient platform, String unusableConditions) {
        this.orders = new ShopOrders(shop);
        this.platform = platform;
        this.projectKey = shop.projectKey();
        this.conditions = new Conditions(unusableConditions);
    }

    /** Something about the returns of the shop's order changed in the shop. */
    public Outcome ofShopOrder(String orderId, Deadline deadline) {
        Optional<JsonNode> order = orders.find(orderId, deadline);
        if (order.isEmpty()) {
            return new Outcome.Ignored("The shop has no order " + orderId + " any more");
        }
        Alignment alignment = new Alignment(platform.within(deadline), order.get(), Optional.empty());
        if (alignment.parts.isEmpty()) {
            return new Outcome.Ignored("The order is not on the platform, so nothing of it can come back there");
        }
        AnnouncementPlan announced = alignment.announce(order.get());
        alignment.reflect(order.get(), deadline);
        return alignment.outcome(announced.surplus());
    }

    /** A job of the platform changed; the payload is the job. */
    public Outcome ofPlatformJob(JsonNode job, Deadline deadline) {
        FulfilmentClient client = platform.within(deadline);
        Optional<String> orderId = new PlatformParts(client, projectKey).shopOrderOf(job);
        if (orderId.isEmpty()) {
            return new Outcome.Ignored("The return is of no order of this shop");
        }
        Optional<JsonNode> order = orders.find(orderId.get(), deadline);
        if (order.isEmpty()) {
            return new Outcome.Ignored("The shop has no order " + orderId.get() + " any more");
        }
        Alignment alignment =
                new Alignment(client, order.get(), Optional.of(job.path("id").asText("")));
        // What the shop announced too much was said when it announced it.
        alignment.announce(order.get());
        List<String> surplus = alignment.reflect(order.get(), deadline);
        return alignment.outcome(surplus);
    }

    /** The work on one order. */
    private final class Alignment {
        private final FulfilmentClient client;
        private final ReadReturns reading;
        private final List<FulfilmentOrder> parts;
        private final Optional<String> told;
        private List<String> notShown = List.of();
        private int written;

        Alignment(FulfilmentClient client, JsonNode order, Optional<String> told) {
            this.client = client;
            this.reading = new ReadReturns(client, conditions);
            this.parts = new PlatformParts(client, projectKey).of(order);
            this.told = told;
        }

        AnnouncementPlan announce(JsonNode order) {
            ShopReturns shop = ShopReturns.of(order);
            for (int step = 0; step < MOST_STEPS; step++) {
                AnnouncementPlan plan = Conflicts.resolved(() -> {
                    AnnouncementPlan now = AnnouncementPlan.of(shop, reading.of(order, parts, told));
                    now.next().ifPresent(this::take);
                    return now;
                });
                if (plan.next().isEmpty()) {
                    return plan;
                }
                written++;
            }
            throw new IllegalStateException("The announcements of an order do not come to an end");
        }

        private void take(Step step) {
            switch (step) {
                case Restart restart ->
                    client.itemReturnJobs()
                            .act(
                                    restart.job().id(),
                                    "RestartItemReturnJob",
                                    restart.job().version());
                case Withdraw withdraw ->
                    client.itemReturnJobs()
                            .act(
                                    withdraw.job().id(),
                                    withdraw.visitId(),
                                    "CancelItemReturn",
                                    withdraw.job().version());
                case Announce announce ->
                    client.itemReturnJobs()
                            .add(announce.job().id(), announce.job().version(), itemReturn(announce));
            }
        }

        /** The platform is read after the order, each time again: of two instances, the last writer has seen what the other saw. */
        List<String> reflect(JsonNode order, Deadline deadline) {
            boolean changed = orders.update(order, deadline, fresh -> {
                ReturnChanges changes = ReturnChanges.of(ShopReturns.of(fresh), reading.of(fresh, parts, told));
                notShown = changes.surplus();
                return customLines(fresh, changes.actions());
            });
            written += changed ? 1 : 0;
            return notShown;
        }

        Outcome outcome(List<String> surplus) {
            if (!surplus.isEmpty()) {
                return new Outcome.Impossible(ParkedReason.RETURN_SURPLUS, String.join("; ", surplus));
            }
            return written == 0
                    ? new Outcome.Ignored("Both sides know of all returns already")
                    : new Outcome.Done("returns aligned");
        }
    }

    /** Returns of custom line items name them in a field of their own. */
    private static List<ObjectNode> customLines(JsonNode order, List<ObjectNode> actions) {
        List<String> custom = order.path("customLineItems")
                .valueStream()
                .map(line -> line.path("id").asText())
                .toList();
        for (ObjectNode action : actions) {
            for (JsonNode item : action.path("items")) {
                String line = item.path("lineItemId").asText("");
                if (custom.contains(line)) {
                    ((ObjectNode) item).remove("lineItemId");
                    ((ObjectNode) item).put("customLineItemId", line);
                }
            }
        }
        return actions;
    }

    private static ObjectNode itemReturn(Announce announce) {
        ObjectNode itemReturn = JsonHttp.JSON
                .createObjectNode()
                .put("status", announce.atHand() ? "OPEN" : "ANNOUNCED")
                .put("returnFacilityRef", announce.facilityRef());
        ArrayNode lines = itemReturn.putArray("returnedLineItems");
        for (AnnouncedPiece piece : announce.pieces()) {
            ObjectNode line = lines.addObject()
                    .put("itemReturnJobLineItemRef", piece.lineId())
                    .put("status", "OPEN");
            line.putObject("customAttributes")
                    .put(ReadReturns.ANNOUNCED_BY, piece.item().id());
            if (!piece.item().comment().isBlank()) {
                ObjectNode reason = line.putArray("reasons").addObject();
                reason.putObject("reasonLocalized").put("en_US", Conditions.OUR_REASON);
                reason.put("comment", piece.item().comment());
            }
        }
        ArrayNode codes = itemReturn.putArray("scannableCodes");
        if (!announce.trackingId().isBlank()) {
            codes.add(announce.trackingId());
        }
        announce.pieces().stream()
                .map(piece -> piece.item().id())
                .distinct()
                .limit(MOST_CODES - 1)
                .forEach(codes::add);
        return itemReturn;
    }
}
