package io.waybill.platform.picking;

import com.fasterxml.jackson.databind.JsonNode;
import io.soabase.recordbuilder.core.RecordBuilder;
import io.waybill.platform.kernel.Resource;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A box, bag or rack in which picked goods are carried on.
 *
 * @param pickJobRefs the jobs whose goods it carries, at least one
 */
@RecordBuilder
public record LoadUnit(
        String id,
        long version,
        Instant created,
        Instant lastModified,
        String facilityRef,
        List<String> pickJobRefs,
        Status status,
        Map<String, String> nameLocalized,
        @Nullable List<String> codes,
        @Nullable List<LoadUnitLineItem> loadUnitLineItems,
        @Nullable String operativeContainerTypeRef,
        @Nullable String loadUnitTypeRef,
        @Nullable String stackRef,
        @Nullable String storageLocationRef,
        @Nullable JsonNode customAttributes)
        implements Resource<LoadUnit>, LoadUnitBuilder.With {

    /** Whether the unit is in use. */
    public enum Status {
        AVAILABLE,
        /** Given up; kept because others refer to it. */
        OBSOLETE
    }

    @Override
    public LoadUnit touched(long newVersion, Instant modified) {
        return with(unit -> unit.version(newVersion).lastModified(modified));
    }
}
