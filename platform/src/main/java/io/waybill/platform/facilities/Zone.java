package io.waybill.platform.facilities;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.platform.kernel.Resource;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A part of a facility, to which storage locations belong.
 *
 * @param name unique at its facility
 * @param score from 0 to 1,000,000; the higher, the rather goods are taken from there
 */
public record Zone(
        String id,
        long version,
        Instant created,
        Instant lastModified,
        String facilityRef,
        String name,
        BigDecimal score,
        @Nullable Map<String, JsonNode> customAttributes)
        implements Resource<Zone> {

    @Override
    public Zone touched(long newVersion, Instant now) {
        return new Zone(id, newVersion, created, now, facilityRef, name, score, customAttributes);
    }

    /**
     * What a client says of a zone.
     *
     * @param version that the client saw; needed to replace a zone, ignored for a new one
     */
    record Content(
            @NotNull @Size(min = 1, max = 256) String name,

            @NotNull @DecimalMin("0") @DecimalMax("1000000") @Digits(integer = 7, fraction = 6)
            BigDecimal score,

            @Nullable Map<String, JsonNode> customAttributes,
            @Nullable Long version) {}
}
