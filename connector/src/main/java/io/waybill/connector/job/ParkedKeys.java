package io.waybill.connector.job;

import io.waybill.client.http.Deadline;
import io.waybill.connector.parked.ParkedMessages;
import io.waybill.connector.parked.ParkedMessages.Parked;
import java.util.Set;
import java.util.stream.Collectors;

/** The keys of what is parked, so that a sweep does not try again what waits for a person. */
final class ParkedKeys {
    private final ParkedMessages parked;

    ParkedKeys(ParkedMessages parked) {
        this.parked = parked;
    }

    Set<String> all(Deadline deadline) {
        return parked.list(deadline).stream().map(Parked::key).collect(Collectors.toUnmodifiableSet());
    }
}
