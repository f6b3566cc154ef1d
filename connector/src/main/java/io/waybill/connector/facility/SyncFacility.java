package io.waybill.connector.facility;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.Facility;
import io.waybill.client.FulfilmentClient;
import io.waybill.client.FulfilmentRejectedException;
import io.waybill.client.http.Deadline;
import io.waybill.client.http.JsonHttp;
import io.waybill.connector.commercetools.Commercetools;
import io.waybill.connector.commercetools.Conflicts;
import io.waybill.connector.outcome.Outcome;
import java.util.Optional;

/**
 * Makes the platform agree with what the shop says about one channel now: a channel that supplies goods is a facility;
 * one that does not any more, or is gone, is a facility that is off line.
 */
public final class SyncFacility {
    private final Commercetools shop;
    private final FulfilmentClient platform;

    /** The use case on those two systems. */
    public SyncFacility(Commercetools shop, FulfilmentClient platform) {
        this.shop = shop;
        this.platform = platform;
    }

    /**
     * Syncs the channel.
     *
     * @param knownKey the channel's key from elsewhere, for a channel that cannot be read any more
     */
    public Outcome sync(String channelId, Optional<String> knownKey, Deadline deadline) {
        Optional<JsonNode> channel = shop.within(deadline).find("/channels/" + JsonHttp.encode(channelId));
        Optional<String> key =
                channel.map(found -> found.path("key").asText("")).or(() -> knownKey);
        if (key.filter(text -> !text.isBlank()).isEmpty()) {
            return new Outcome.Impossible(
                    "The channel is gone and its key is unknown, so its facility cannot be found");
        }
        return Conflicts.resolved(() -> align(key.get(), channel, deadline));
    }

    private Outcome align(String key, Optional<JsonNode> channel, Deadline deadline) {
        FulfilmentClient client = platform.within(deadline);
        Optional<Facility> facility = client.facilities()
                .withTenantFacilityId(key)
                .map(found -> client.facilities().get(found.id()));
        boolean supplies = channel.filter(FacilityMapping::supplies).isPresent();
        if (facility.isEmpty()) {
            return supplies ? create(key, channel.get(), deadline) : new Outcome.Ignored("The channel is no facility");
        }
        Optional<ObjectNode> changes = supplies
                ? FacilityMapping.update(facility.get(), channel.get(), project(deadline))
                : FacilityMapping.takeOffline(facility.get(), channel.orElse(MissingNode.getInstance()));
        if (changes.isEmpty()) {
            return new Outcome.Ignored("The facility is as it should be");
        }
        Facility changed = client.facilities().patch(facility.get().id(), changes.get());
        return new Outcome.Done("facility " + changed.id() + (supplies ? " updated" : " taken off line"));
    }

    private Outcome create(String key, JsonNode channel, Deadline deadline) {
        FulfilmentClient client = platform.within(deadline);
        try {
            Facility created = client.facilities().create(FacilityMapping.create(channel, project(deadline)));
            return new Outcome.Done("facility " + created.id() + " created");
        } catch (FulfilmentRejectedException refused) {
            // Another instance may have been faster: the tenant facility id is unique.
            if (client.facilities().withTenantFacilityId(key).isPresent()) {
                return new Outcome.Ignored("Another instance created the facility");
            }
            throw refused;
        }
    }

    private JsonNode project(Deadline deadline) {
        return shop.within(deadline).get("");
    }
}
