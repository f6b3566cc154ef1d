package io.waybill.connector.facility;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.Facility;
import io.waybill.client.FulfilmentClient;
import io.waybill.client.FulfilmentRejectedException;
import io.waybill.client.http.Deadline;
import io.waybill.client.http.JsonHttp;
import io.waybill.connector.commercetools.Commercetools;
import io.waybill.connector.commercetools.Conflicts;
import io.waybill.connector.outcome.Outcome;
import io.waybill.connector.outcome.ParkedReason;
import io.waybill.connector.settings.RunTimeConfiguration;
import io.waybill.connector.settings.RunTimeConfigurations;
import io.waybill.connector.settings.Tenant;
import java.util.Optional;

/**
 * Makes the platform agree with what the shop says about one channel now: a channel that supplies goods is a facility;
 * one that does not any more, or is gone, is a facility that is off line.
 */
public final class SyncFacility {
    private final Commercetools shop;
    private final FulfilmentClient platform;
    private final RunTimeConfigurations configurations;
    private final ChannelTenants tenants;

    /** The use case on those two systems. */
    public SyncFacility(
            Commercetools shop, FulfilmentClient platform, RunTimeConfigurations configurations, Tenant tenant) {
        this.shop = shop;
        this.platform = platform;
        this.configurations = configurations;
        this.tenants = new ChannelTenants(shop, tenant);
    }

    /**
     * Syncs the channel.
     *
     * @param knownKey the channel's key from elsewhere, for a channel that cannot be read any more
     */
    public Outcome sync(String channelId, Optional<String> knownKey, Deadline deadline) {
        Optional<JsonNode> channel = shop.within(deadline)
                .find("/channels/" + JsonHttp.encode(channelId))
                // The notice of a deletion may come after the channel was made again under the same key.
                .or(() -> knownKey.filter(text -> !text.isBlank()).flatMap(text -> withKey(text, deadline)));
        Optional<String> key =
                channel.map(found -> found.path("key").asText("")).or(() -> knownKey);
        if (key.filter(text -> !text.isBlank()).isEmpty()) {
            return new Outcome.Impossible(
                    ParkedReason.CHANNEL_UNKNOWN,
                    "The channel is gone and its key is unknown, so its facility cannot be found");
        }
        return channel.isPresent()
                ? sync(channel.get(), project(deadline), deadline)
                : Conflicts.resolved(() -> takeOffline(key.get(), deadline));
    }

    /** Syncs a channel that was read just now, under the project's settings. */
    public Outcome sync(JsonNode channel, JsonNode project, Deadline deadline) {
        String key = channel.path("key").asText();
        if (!FacilityMapping.supplies(channel)) {
            return Conflicts.resolved(() -> takeOffline(key, deadline));
        }
        RunTimeConfiguration configuration = configurations.current(deadline);
        if (!tenants.isOurs(channel, configuration.stores(), deadline)) {
            return new Outcome.Ignored("The channel supplies stores of another platform");
        }
        ChannelDetails details = ChannelDetails.read(channel, configuration.channelFields());
        Outcome outcome = Conflicts.resolved(() -> align(key, channel, details, project, deadline));
        // The rest of the channel is in place; somebody has to know of what is not.
        return details.problems().isEmpty()
                ? outcome
                : new Outcome.Impossible(ParkedReason.CHANNEL_DETAIL_UNUSABLE, String.join("; ", details.problems()));
    }

    /** Takes the facility of a channel off line that supplies nothing any more. */
    public Outcome takeOffline(String key, Deadline deadline) {
        return facility(key, deadline)
                .map(facility -> takenOffline(facility, deadline))
                .orElseGet(() -> new Outcome.Ignored("The channel is no facility"));
    }

    /** The project, whose languages and first country facilities take. */
    public JsonNode project(Deadline deadline) {
        return shop.within(deadline).get("");
    }

    /**
     * What becomes of a facility whose key no channel has: off line where it stood for one of this project; empty where
     * it never did, which is nobody's fault.
     */
    public Optional<Outcome> withoutChannel(String facilityId, Deadline deadline) {
        return Conflicts.resolved(() -> {
            Facility facility = platform.within(deadline).facilities().get(facilityId);
            return FacilityMapping.standsForChannelOf(facility, shop.projectKey())
                    ? Optional.of(takenOffline(facility, deadline))
                    : Optional.empty();
        });
    }

    private Outcome takenOffline(Facility facility, Deadline deadline) {
        return FacilityMapping.takeOffline(facility)
                .map(changes -> patch(facility, changes, " taken off line", deadline))
                .orElseGet(() -> new Outcome.Ignored("The facility is off line"));
    }

    private Outcome align(String key, JsonNode channel, ChannelDetails details, JsonNode project, Deadline deadline) {
        Optional<Facility> facility = facility(key, deadline);
        if (facility.isEmpty()) {
            return create(key, FacilityMapping.create(channel, details, project), deadline);
        }
        return FacilityMapping.update(facility.get(), channel, details, project)
                .map(changes -> patch(facility.get(), changes, " updated", deadline))
                .orElseGet(() -> new Outcome.Ignored("The facility is as it should be"));
    }

    private Outcome patch(Facility facility, ObjectNode changes, String what, Deadline deadline) {
        Facility changed = platform.within(deadline).facilities().patch(facility.id(), changes);
        return new Outcome.Done("facility " + changed.id() + what);
    }

    private Outcome create(String key, ObjectNode facility, Deadline deadline) {
        FulfilmentClient client = platform.within(deadline);
        try {
            Facility created = client.facilities().create(facility);
            return new Outcome.Done("facility " + created.id() + " created");
        } catch (FulfilmentRejectedException refused) {
            // Another instance may have been faster: the tenant facility id is unique.
            if (client.facilities().withTenantFacilityId(key).isPresent()) {
                return new Outcome.Ignored("Another instance created the facility");
            }
            throw refused;
        }
    }

    private Optional<Facility> facility(String key, Deadline deadline) {
        FulfilmentClient client = platform.within(deadline);
        return client.facilities()
                .withTenantFacilityId(key)
                .map(found -> client.facilities().get(found.id()));
    }

    private Optional<JsonNode> withKey(String key, Deadline deadline) {
        String query = "?where=" + JsonHttp.encode("key = :key") + "&var.key=" + JsonHttp.encode(key);
        return shop.within(deadline).query("/channels" + query, 1).stream().findFirst();
    }
}
