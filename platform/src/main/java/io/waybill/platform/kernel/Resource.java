package io.waybill.platform.kernel;

import java.time.Instant;

/**
 * A resource of the API: a record that is stored as one JSON document and answered as such.
 *
 * @param <T> the record itself
 */
public interface Resource<T extends Resource<T>> {
    String id();

    /** Counts the writes, from 1. Clients send it back to prove what they saw. */
    long version();

    Instant created();

    Instant lastModified();

    /** The same resource with another version and time of change; {@link DocumentTable} calls it on each write. */
    T touched(long version, Instant lastModified);
}
