package io.waybill.connector.facility;

import io.waybill.client.FulfilmentClient;
import io.waybill.client.http.Deadline;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Which facility a channel is. Keeps what it found for a minute, and never that it found nothing. Thread-safe. */
public final class FacilityDirectory {
    private static final Duration KEEP = Duration.ofMinutes(1);
    private static final int MOST = 10_000;

    private record Entry(String facilityRef, Instant until) {}

    private final FulfilmentClient platform;
    private final Clock clock;
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    /** A directory of that platform's facilities. */
    public FacilityDirectory(FulfilmentClient platform, Clock clock) {
        this.platform = platform;
        this.clock = clock;
    }

    /** The facility whose tenant id is the channel's key. */
    public Optional<String> facilityOf(String channelKey, Deadline deadline) {
        Entry known = entries.get(channelKey);
        if (known != null && clock.instant().isBefore(known.until())) {
            return Optional.of(known.facilityRef());
        }
        Optional<String> found = platform.within(deadline)
                .facilities()
                .withTenantFacilityId(channelKey)
                .map(facility -> facility.id());
        if (entries.size() > MOST) {
            entries.clear();
        }
        found.ifPresent(
                ref -> entries.put(channelKey, new Entry(ref, clock.instant().plus(KEEP))));
        return found;
    }
}
