package io.waybill.connector.order;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.client.FulfilmentClient;
import io.waybill.client.http.Deadline;
import io.waybill.client.http.JsonHttp;
import io.waybill.connector.commercetools.Commercetools;
import io.waybill.connector.settings.StoreRules;
import io.waybill.connector.settings.StoreRules.StoreRule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which facilities may serve the orders of a store. */
final class StoreFacilities {
    /**
     * The facilities.
     *
     * @param keys keys of channels or facilities; none lets every facility serve
     * @param refs the platform's facility for those keys that need no look-up
     */
    record Allowed(List<String> keys, Map<String, String> refs) {
        static Allowed of(List<String> keys) {
            return new Allowed(keys, Map.of());
        }
    }

    private final Commercetools shop;
    private final FulfilmentClient platform;

    StoreFacilities(Commercetools shop, FulfilmentClient platform) {
        this.shop = shop;
        this.platform = platform;
    }

    /** For an order: what the merchant says about its store; failing that, the store's supply channels. */
    Allowed of(JsonNode order, StoreRules rules, Deadline deadline) {
        Optional<String> store = Texts.field(order.path("store"), "key");
        StoreRule rule = rules.of(store);
        if (rule.facilities().isPresent()) {
            return Allowed.of(rule.facilities().get());
        }
        if (rule.facilityGroup().isPresent()) {
            return members(rule.facilityGroup().get(), deadline);
        }
        return Allowed.of(store.map(key -> supplyChannels(key, deadline)).orElse(List.of()));
    }

    /** A group that is gone or empty has no facility, which is not the same as every facility. */
    private Allowed members(String group, Deadline deadline) {
        List<String> refs = platform.within(deadline).facilities().membersOfGroup(group);
        return refs.isEmpty()
                ? Allowed.of(List.of("group " + group))
                : new Allowed(
                        refs, refs.stream().distinct().collect(Collectors.toMap(Function.identity(), ref -> ref)));
    }

    private List<String> supplyChannels(String store, Deadline deadline) {
        String path = "/stores/key=" + JsonHttp.encode(store) + "?expand=" + JsonHttp.encode("supplyChannels[*]");
        return shop.within(deadline).find(path).stream()
                .flatMap(found -> found.path("supplyChannels").valueStream())
                .map(channel -> channel.path("obj").path("key").asText(""))
                .filter(channel -> !channel.isEmpty())
                .distinct()
                .toList();
    }
}
