package io.waybill.platform.kernel;

import java.time.Instant;
import java.util.List;

/**
 * A tag of the tenant: a name and the values that may be put beside it on an order, a facility or a listing.
 *
 * @param id chosen by the tenant
 * @param allowedValues at least one, each once, in the order in which they were added
 */
public record Tag(String id, long version, Instant created, Instant lastModified, List<String> allowedValues)
        implements Resource<Tag> {

    @Override
    public Tag touched(long newVersion, Instant now) {
        return new Tag(id, newVersion, created, now, allowedValues);
    }

    /** The same tag with these allowed values. */
    public Tag allowing(List<String> values) {
        return new Tag(id, version, created, lastModified, values);
    }
}
