package io.waybill.platform.facilities;

import io.waybill.platform.kernel.Resource;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A custom service at a facility.
 *
 * @param status only what is active is offered
 * @param executionTimeInMin minutes that it takes there; null: as long as the service says itself
 */
public record FacilityCustomService(
        String id,
        long version,
        Instant created,
        Instant lastModified,
        String facilityRef,
        String customServiceRef,
        Status status,
        @Nullable Integer executionTimeInMin)
        implements Resource<FacilityCustomService> {

    public enum Status {
        ACTIVE,
        INACTIVE
    }

    @Override
    public FacilityCustomService touched(long newVersion, Instant now) {
        return new FacilityCustomService(
                id, newVersion, created, now, facilityRef, customServiceRef, status, executionTimeInMin);
    }

    /** What a client says of a new connection. */
    record Content(
            @NotNull Status status,

            @Nullable @Min(0) @Max(CustomService.LONGEST_EXECUTION)
            Integer executionTimeInMin) {}

    /** What of a connection becomes different; what is null stays. */
    record Changes(
            @NotNull Long version,
            @Nullable Status status,

            @Nullable @Min(0) @Max(CustomService.LONGEST_EXECUTION)
            Integer executionTimeInMin) {

        FacilityCustomService of(FacilityCustomService before) {
            return new FacilityCustomService(
                    before.id,
                    before.version,
                    before.created,
                    before.lastModified,
                    before.facilityRef,
                    before.customServiceRef,
                    status == null ? before.status : status,
                    executionTimeInMin == null ? before.executionTimeInMin : executionTimeInMin);
        }
    }
}
