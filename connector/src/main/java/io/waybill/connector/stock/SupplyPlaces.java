package io.waybill.connector.stock;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.client.FulfilmentClient;
import io.waybill.client.FulfilmentRejectedException;
import io.waybill.client.http.Deadline;
import io.waybill.client.http.JsonHttp;
import io.waybill.connector.commercetools.Commercetools;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which channel a facility is. Keeps what it found for a minute, and never that it found nothing. Thread-safe.
 */
public final class SupplyPlaces {
    private static final Duration KEEP = Duration.ofMinutes(1);
    private static final int MOST = 10_000;

    private record Kept(SupplyPlace place, Instant until) {}

    private final Commercetools shop;
    private final FulfilmentClient platform;
    private final Clock clock;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    /** Places of that shop and that platform. */
    public SupplyPlaces(Commercetools shop, FulfilmentClient platform, Clock clock) {
        this.shop = shop;
        this.platform = platform;
        this.clock = clock;
    }

    /** The place of a facility; empty when the facility is gone or no channel has its key. */
    public Optional<SupplyPlace> of(String facilityRef, Deadline deadline) {
        Kept known = kept.get(facilityRef);
        if (known != null && clock.instant().isBefore(known.until())) {
            return Optional.of(known.place());
        }
        return tenantFacilityId(facilityRef, deadline).flatMap(key -> ofChannel(facilityRef, key, deadline));
    }

    /** The place of a facility whose key is known. */
    Optional<SupplyPlace> ofChannel(String facilityRef, String channelKey, Deadline deadline) {
        String query = "?where=" + JsonHttp.encode("key = :key") + "&var.key=" + JsonHttp.encode(channelKey);
        Optional<SupplyPlace> place = shop.within(deadline).query("/channels" + query, 1).stream()
                .findFirst()
                .map(channel -> place(facilityRef, channel));
        if (kept.size() > MOST) {
            kept.clear();
        }
        place.ifPresent(
                found -> kept.put(facilityRef, new Kept(found, clock.instant().plus(KEEP))));
        return place;
    }

    private static SupplyPlace place(String facilityRef, JsonNode channel) {
        return new SupplyPlace(
                facilityRef, channel.path("id").asText(), channel.path("key").asText());
    }

    private Optional<String> tenantFacilityId(String facilityRef, Deadline deadline) {
        try {
            return Optional.ofNullable(
                    platform.within(deadline).facilities().get(facilityRef).tenantFacilityId());
        } catch (FulfilmentRejectedException refused) {
            if (refused.notFound()) {
                return Optional.empty();
            }
            throw refused;
        }
    }
}
