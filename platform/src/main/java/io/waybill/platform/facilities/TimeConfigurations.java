package io.waybill.platform.facilities;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.platform.kernel.DocumentTable;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The tenant's settings about times, one versioned document each. One that was never set has the contract's default and
 * version 0, which is also the version to set it with. Thread-safe.
 */
@ApplicationScoped
public class TimeConfigurations {
    private final ObjectMapper json;
    private final Clock clock;
    private final DocumentTable<Minutes> buffers;
    private final DocumentTable<Days> timeframes;
    private final DocumentTable<CutoffTime> cutoffs;
    private final DocumentTable<TransitTime> transitTimes;

    TimeConfigurations(ObjectMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
        this.buffers = table("Fulfillment process buffer configuration", Minutes.class);
        this.timeframes = table("Capacity planning timeframe configuration", Days.class);
        this.cutoffs = table("Cutoff time configuration", CutoffTime.class);
        this.transitTimes = table("Transit time configuration", TransitTime.class);
    }

    /** All of them as they are now, with one statement. */
    public TimeSettings settings(Handle handle) {
        Map<String, JsonNode> stored = new HashMap<>();
        handle.createQuery("select id, document::text from facility_configuration where id = any(:ids)")
                .bindArray(
                        "ids",
                        String.class,
                        List.of("pickingtimes", Minutes.ID, Days.ID, CutoffTime.ID, TransitTime.ID)
                                .toArray())
                .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
                .forEach(row -> stored.put(row.getKey(), tree(row.getValue())));
        TimeSettings standard = TimeSettings.STANDARD;
        JsonNode pickingTimes = stored.get("pickingtimes");
        JsonNode cutoff = stored.get(CutoffTime.ID);
        JsonNode transit = stored.get(TransitTime.ID);
        return new TimeSettings(
                pickingTimes == null
                        ? standard.pickingTimes()
                        : json.convertValue(pickingTimes.get("pickingTimes"), PickingTimes.class),
                stored.containsKey(Minutes.ID)
                        ? Duration.ofMinutes(
                                stored.get(Minutes.ID).path("minutes").asInt())
                        : standard.fulfillmentProcessBuffer(),
                stored.containsKey(Days.ID)
                        ? stored.get(Days.ID).path("days").asInt()
                        : standard.capacityPlanningDays(),
                cutoff == null ? standard.collectCutoff() : time(cutoff.get("clickAndCollect")),
                cutoff == null ? standard.shippingCutoff() : time(cutoff.get("shipFromStore")),
                transit == null
                        ? standard.transitTimeStrategy()
                        : TransitTimeStrategy.valueOf(
                                transit.path("calculationStrategy").asText()));
    }

    Minutes buffer(Handle handle) {
        return buffers.find(handle, Minutes.ID)
                .orElseGet(() -> new Minutes(
                        Minutes.ID,
                        0,
                        Instant.EPOCH,
                        Instant.EPOCH,
                        Math.toIntExact(
                                TimeSettings.STANDARD.fulfillmentProcessBuffer().toMinutes())));
    }

    Days timeframe(Handle handle) {
        return timeframes
                .find(handle, Days.ID)
                .orElseGet(() -> new Days(
                        Days.ID, 0, Instant.EPOCH, Instant.EPOCH, TimeSettings.STANDARD.capacityPlanningDays()));
    }

    CutoffTime cutoff(Handle handle) {
        return cutoffs.find(handle, CutoffTime.ID)
                .orElseGet(() -> new CutoffTime(
                        CutoffTime.ID,
                        0,
                        Instant.EPOCH,
                        Instant.EPOCH,
                        TimeSettings.STANDARD.collectCutoff(),
                        TimeSettings.STANDARD.shippingCutoff()));
    }

    TransitTime transitTime(Handle handle) {
        return transitTimes
                .find(handle, TransitTime.ID)
                .orElseGet(() -> new TransitTime(
                        TransitTime.ID, 0, Instant.EPOCH, Instant.EPOCH, TimeSettings.STANDARD.transitTimeStrategy()));
    }

    /** @throws Rejection 409 when the version is not the present one */
    Minutes put(Handle handle, Minutes next) {
        return buffers.put(handle, buffer(handle), next).resource();
    }

    /** @throws Rejection 409 when the version is not the present one */
    Days put(Handle handle, Days next) {
        return timeframes.put(handle, timeframe(handle), next).resource();
    }

    /** @throws Rejection 409 when the version is not the present one */
    CutoffTime put(Handle handle, CutoffTime next) {
        return cutoffs.put(handle, cutoff(handle), next).resource();
    }

    /** @throws Rejection 409 when the version is not the present one */
    TransitTime put(Handle handle, TransitTime next) {
        return transitTimes.put(handle, transitTime(handle), next).resource();
    }

    private <T extends Resource<T>> DocumentTable<T> table(String kind, Class<T> type) {
        return new DocumentTable<>("facility_configuration", kind, type, json, clock);
    }

    private @Nullable TimeOfDay time(@Nullable JsonNode node) {
        return node == null || node.isNull() ? null : json.convertValue(node, TimeOfDay.class);
    }

    private JsonNode tree(String document) {
        try {
            return json.readTree(document);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("A stored configuration is not JSON", failure);
        }
    }

    /** How long from order to ready, where a facility does not say. */
    record Minutes(String id, long version, Instant created, Instant lastModified, int minutes)
            implements Resource<Minutes> {
        static final String ID = "fulfillmentprocessbuffer";

        @Override
        public Minutes touched(long newVersion, Instant now) {
            return new Minutes(id, newVersion, version == 0 ? now : created, now, minutes);
        }
    }

    /** How many days ahead capacity is planned, where a facility does not say. */
    record Days(String id, long version, Instant created, Instant lastModified, int days) implements Resource<Days> {
        static final String ID = "capacityplanningtimeframe";

        @Override
        public Days touched(long newVersion, Instant now) {
            return new Days(id, newVersion, version == 0 ? now : created, now, days);
        }
    }

    /** Until when goods have to be ready, where a carrier does not say, and for customers who collect. */
    record CutoffTime(
            String id,
            long version,
            Instant created,
            Instant lastModified,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            TimeOfDay clickAndCollect,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            TimeOfDay shipFromStore)
            implements Resource<CutoffTime> {
        static final String ID = "cutofftime";

        @Override
        public CutoffTime touched(long newVersion, Instant now) {
            return new CutoffTime(id, newVersion, version == 0 ? now : created, now, clickAndCollect, shipFromStore);
        }
    }

    /** Which transit days count. */
    record TransitTime(
            String id, long version, Instant created, Instant lastModified, TransitTimeStrategy calculationStrategy)
            implements Resource<TransitTime> {
        static final String ID = "transittime";

        @Override
        public TransitTime touched(long newVersion, Instant now) {
            return new TransitTime(id, newVersion, version == 0 ? now : created, now, calculationStrategy);
        }
    }
}
