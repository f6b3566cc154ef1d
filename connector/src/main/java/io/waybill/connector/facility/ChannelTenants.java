package io.waybill.connector.facility;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.client.http.Deadline;
import io.waybill.client.http.JsonHttp;
import io.waybill.connector.commercetools.Commercetools;
import io.waybill.connector.settings.StoreRules;
import io.waybill.connector.settings.Tenant;
import java.util.List;
import java.util.Optional;

/** Whose channels are whose: a channel is a facility of every platform that a store it supplies goes to. */
final class ChannelTenants {
    private static final int MOST_STORES = 500;

    private final Commercetools shop;
    private final Tenant own;

    ChannelTenants(Commercetools shop, Tenant own) {
        this.shop = shop;
        this.own = own;
    }

    boolean isOurs(JsonNode channel, StoreRules rules, Deadline deadline) {
        if (!rules.nameTenants()) {
            return own.owns(Optional.empty());
        }
        String where = "?where=" + JsonHttp.encode("supplyChannels(id = :channel)") + "&var.channel="
                + JsonHttp.encode(channel.path("id").asText());
        List<JsonNode> stores = shop.within(deadline).query("/stores" + where, MOST_STORES);
        return stores.isEmpty()
                ? own.owns(rules.others().tenant())
                : stores.stream()
                        .map(store -> rules.of(Optional.of(store.path("key").asText())))
                        .anyMatch(rule -> own.owns(rule.tenant()));
    }
}
