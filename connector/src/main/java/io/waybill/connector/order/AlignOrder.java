package io.waybill.connector.order;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.client.FulfilmentClient;
import io.waybill.client.FulfilmentOrder;
import io.waybill.client.FulfilmentRejectedException;
import io.waybill.client.http.Deadline;
import io.waybill.client.http.JsonHttp;
import io.waybill.connector.commercetools.Commercetools;
import io.waybill.connector.commercetools.Conflicts;
import io.waybill.connector.commercetools.ShopOrders;
import io.waybill.connector.facility.FacilityDirectory;
import io.waybill.connector.order.OrderMapping.Draft;
import io.waybill.connector.order.OrderMapping.Impossible;
import io.waybill.connector.order.OrderMapping.Mapped;
import io.waybill.connector.order.OrderMapping.Surroundings;
import io.waybill.connector.outcome.Outcome;
import io.waybill.connector.outcome.ParkedReason;
import io.waybill.connector.settings.RunTimeConfiguration;
import io.waybill.connector.settings.RunTimeConfigurations;
import io.waybill.connector.settings.Tenant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the platform agree with what the shop says about one order now: a Confirmed order exists there, once; a
 * Cancelled or deleted one is cancelled there. Which message led here does not matter, so a repeated, late or reordered
 * one does no harm.
 */
public final class AlignOrder {
    private static final Duration LAST_WORD = Duration.ofSeconds(1);
    private static final Set<String> ASK_FOR_WORK = Set.of("Confirmed", "Cancelled", "Deleted");

    private final Commercetools shop;
    private final ShopOrders orders;
    private final FulfilmentClient platform;
    private final FacilityDirectory facilities;
    private final StoreFacilities storeFacilities;
    private final ExportRecords records;
    private final RunTimeConfigurations configurations;
    private final Tenant tenant;

    /** The use case on those two systems. */
    public AlignOrder(
            Commercetools shop,
            FulfilmentClient platform,
            FacilityDirectory facilities,
            ExportRecords records,
            RunTimeConfigurations configurations,
            Tenant tenant) {
        this.shop = shop;
        this.orders = new ShopOrders(shop);
        this.platform = platform;
        this.facilities = facilities;
        this.storeFacilities = new StoreFacilities(shop, platform);
        this.records = records;
        this.configurations = configurations;
        this.tenant = tenant;
    }

    /**
     * Aligns the order.
     *
     * @param knownNumber an order number from elsewhere, for an order that cannot be read any more
     * @param toldState the state that a message told: where it asks for work, looking at the order before the lease is
     *     taken saves nothing
     */
    public Outcome align(String orderId, Optional<String> knownNumber, Optional<String> toldState, Deadline deadline) {
        String state = toldState
                .filter(ASK_FOR_WORK::contains)
                .orElseGet(() ->
                        orders.find(orderId, deadline).map(AlignOrder::state).orElse("Deleted"));
        return ASK_FOR_WORK.contains(state)
                ? underLease(orderId, knownNumber, deadline)
                : new Outcome.Ignored("The order is " + state);
    }

    private Outcome underLease(String orderId, Optional<String> knownNumber, Deadline deadline) {
        return switch (records.claim(orderId, deadline)) {
            case ExportRecords.Busy busy -> new Outcome.Later("another instance works on the order");
            case ExportRecords.Held held -> {
                List<String> became = new ArrayList<>(held.fulfilmentOrderIds());
                try {
                    // Only what is read under the lease counts: before, the order may still have been cancelled.
                    Optional<JsonNode> order = orders.find(orderId, deadline);
                    yield order.filter(found -> state(found).equals("Confirmed"))
                                    .isPresent()
                            ? export(order.get(), became, deadline)
                            : cancel(orderId, order, knownNumber, became, deadline);
                } finally {
                    // Work that used up its time still has to give the lease back.
                    records.release(
                            held, became, Deadline.within(Collections.max(List.of(deadline.remaining(), LAST_WORD))));
                }
            }
        };
    }

    private static String state(JsonNode order) {
        return order.path("orderState").asText("");
    }

    // ---- export

    private Outcome export(JsonNode order, List<String> became, Deadline deadline) {
        if (!became.isEmpty()) {
            return new Outcome.Ignored("The order is on the platform as " + String.join(", ", became));
        }
        RunTimeConfiguration configuration = configurations.current(deadline);
        // Only now: what is here already stays in step, also when its store was given to another platform since.
        if (!tenant.owns(configuration
                .stores()
                .of(Texts.field(order.path("store"), "key"))
                .tenant())) {
            return new Outcome.Ignored("The order's store goes to another platform");
        }
        return switch (OrderMapping.map(order, configuration, surroundings(order, configuration, deadline))) {
            case Impossible impossible ->
                new Outcome.Impossible(ParkedReason.ORDER_CANNOT_BE_MAPPED, impossible.reason());
            case Mapped mapped -> create(order, mapped.drafts(), became, deadline);
        };
    }

    private Outcome create(JsonNode order, List<Draft> drafts, List<String> became, Deadline deadline) {
        String orderId = order.path("id").asText();
        List<String> candidates = TenantOrderIds.candidates(order);
        // An order that was never changed has had its number from the start, so it was never sent under its id.
        int end = order.path("version").asLong() == 1 && order.hasNonNull("orderNumber")
                ? drafts.size()
                : candidates.size();
        int created = 0;
        List<String> found = new ArrayList<>();
        for (int part = 0; part < drafts.size(); part++) {
            // The candidates come as all destinations under the number, then all of them under the id.
            Set<String> ids = new LinkedHashSet<>();
            for (int each = part; each < end; each += drafts.size()) {
                ids.add(candidates.get(each));
            }
            Optional<FulfilmentOrder> existing = existing(ids, orderId, deadline);
            if (existing.isEmpty()) {
                created++;
            }
            FulfilmentOrder platformOrder =
                    existing.isPresent() ? existing.get() : createOne(drafts.get(part), ids, orderId, deadline);
            found.add(platformOrder.id());
        }
        became.addAll(found);
        return created == 0
                ? new Outcome.Ignored("The order is on the platform as " + String.join(", ", found))
                : new Outcome.Done("exported as " + String.join(", ", found));
    }

    private FulfilmentOrder createOne(Draft draft, Set<String> ids, String orderId, Deadline deadline) {
        try {
            return platform.within(deadline)
                    .orders()
                    .create(draft.order(), "commercetools-" + draft.tenantOrderId() + "-" + orderId);
        } catch (FulfilmentRejectedException refused) {
            // A platform that saw the first attempt of a lost answer refuses the second one as a duplicate.
            return existing(ids, orderId, deadline).orElseThrow(() -> refused);
        }
    }

    private Optional<FulfilmentOrder> existing(Iterable<String> tenantOrderIds, String orderId, Deadline deadline) {
        for (String tenantOrderId : tenantOrderIds) {
            List<FulfilmentOrder> found = ours(tenantOrderId, orderId, deadline);
            if (!found.isEmpty()) {
                return found.stream()
                        .filter(order -> !order.cancelled())
                        .findFirst()
                        .or(() -> Optional.of(found.get(0)));
            }
        }
        return Optional.empty();
    }

    /**
     * Orders under that id which this order of the shop became. Another shop, or a person at the counter, may have used
     * the same number: theirs must neither stand in for this order nor be cancelled with it.
     */
    private List<FulfilmentOrder> ours(String tenantOrderId, String orderId, Deadline deadline) {
        FulfilmentClient client = platform.within(deadline);
        return client.orders().withTenantOrderId(tenantOrderId).stream()
                .map(stripped -> client.orders().get(stripped.id()))
                .filter(order -> order.customAttributes()
                        .path("commercetoolsId")
                        .asText("")
                        .equals(orderId))
                .toList();
    }

    private Surroundings surroundings(JsonNode order, RunTimeConfiguration configuration, Deadline deadline) {
        StoreFacilities.Allowed allowed = storeFacilities.of(order, configuration.stores(), deadline);
        List<String> storeChannels = allowed.keys();
        Map<String, String> channelKeys = channelKeys(order, configuration, deadline);
        Map<String, String> facilityRefs = new HashMap<>(allowed.refs());
        for (String channel : OrderMapping.channelsNeeded(order, configuration, storeChannels, channelKeys)) {
            if (!facilityRefs.containsKey(channel)) {
                facilities.facilityOf(channel, deadline).ifPresent(ref -> facilityRefs.put(channel, ref));
            }
        }
        return new Surroundings(shop.projectKey(), storeChannels, channelKeys, facilityRefs);
    }

    /** The key of the channel that a reference in the collect field names by its id. */
    private Map<String, String> channelKeys(JsonNode order, RunTimeConfiguration configuration, Deadline deadline) {
        Optional<String> id = configuration
                .collectFieldName()
                .map(name -> order.path("custom").path("fields").path(name))
                .filter(field -> field.path("typeId").asText("").equals("channel"))
                .map(field -> field.path("id").asText(""));
        return id.flatMap(channel -> shop.within(deadline)
                        .find("/channels/" + JsonHttp.encode(channel))
                        .map(found -> Map.of(channel, found.path("key").asText(""))))
                .orElse(Map.of());
    }

    // ---- cancel

    private Outcome cancel(
            String orderId,
            Optional<JsonNode> order,
            Optional<String> knownNumber,
            List<String> became,
            Deadline deadline) {
        if (order.isPresent() && !state(order.get()).equals("Cancelled")) {
            return new Outcome.Ignored("The order is " + state(order.get()));
        }
        Set<String> ids = new LinkedHashSet<>(became);
        List<String> candidates =
                order.map(TenantOrderIds::candidates).orElseGet(() -> TenantOrderIds.bases(orderId, knownNumber));
        for (String candidate : candidates) {
            ours(candidate, orderId, deadline).forEach(found -> ids.add(found.id()));
        }
        List<String> cancelled = new ArrayList<>();
        for (String id : ids) {
            if (cancelOne(id, deadline)) {
                cancelled.add(id);
            }
        }
        return cancelled.isEmpty()
                ? new Outcome.Ignored("There is nothing to cancel on the platform")
                : new Outcome.Done("cancelled " + String.join(", ", cancelled));
    }

    private boolean cancelOne(String id, Deadline deadline) {
        try {
            return Conflicts.resolved(() -> {
                FulfilmentOrder order = platform.within(deadline).orders().get(id);
                if (order.cancelled()) {
                    return false;
                }
                platform.within(deadline).orders().cancel(id, order.version());
                return true;
            });
        } catch (FulfilmentRejectedException refused) {
            if (refused.notFound()) {
                return false;
            }
            throw refused;
        }
    }
}
