package io.waybill.connector.order;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.client.FulfilmentClient;
import io.waybill.client.FulfilmentOrder;
import io.waybill.client.FulfilmentRejectedException;
import io.waybill.client.http.Deadline;
import io.waybill.client.http.JsonHttp;
import io.waybill.connector.commercetools.Commercetools;
import io.waybill.connector.facility.FacilityDirectory;
import io.waybill.connector.order.OrderMapping.Draft;
import io.waybill.connector.order.OrderMapping.Impossible;
import io.waybill.connector.order.OrderMapping.Mapped;
import io.waybill.connector.order.OrderMapping.Result;
import io.waybill.connector.order.OrderMapping.Surroundings;
import io.waybill.connector.outcome.Outcome;
import io.waybill.connector.outcome.ParkedReason;
import io.waybill.connector.settings.RunTimeConfiguration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Creates on the platform what a Confirmed order becomes, unless it is there. */
final class ExportOrder {
    private final Commercetools shop;
    private final FulfilmentClient platform;
    private final PlatformOrders platformOrders;
    private final FacilityDirectory facilities;
    private final StoreFacilities storeFacilities;

    ExportOrder(Commercetools shop, FulfilmentClient platform, FacilityDirectory facilities) {
        this.shop = shop;
        this.platform = platform;
        this.platformOrders = new PlatformOrders(platform);
        this.facilities = facilities;
        this.storeFacilities = new StoreFacilities(shop, platform);
    }

    /**
     * Exports the order.
     *
     * @param became takes the ids of the platform's orders
     */
    Outcome export(JsonNode order, RunTimeConfiguration configuration, List<String> became, Deadline deadline) {
        return switch (mapped(order, configuration, deadline)) {
            case Impossible impossible ->
                new Outcome.Impossible(ParkedReason.ORDER_CANNOT_BE_MAPPED, impossible.reason());
            case Mapped mapped -> create(order, mapped.drafts(), became, deadline);
        };
    }

    /** What the order as it is now would become. */
    Result mapped(JsonNode order, RunTimeConfiguration configuration, Deadline deadline) {
        return OrderMapping.map(order, configuration, surroundings(order, configuration, deadline));
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
            Optional<FulfilmentOrder> existing = platformOrders.existing(ids, orderId, deadline);
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
            return platformOrders.existing(ids, orderId, deadline).orElseThrow(() -> refused);
        }
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
}
