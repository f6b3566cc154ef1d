package io.waybill.platform.routing;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * Which plans nobody has begun to work on. Routing asks, the module that has the work answers: routing comes before it
 * and does not know it.
 */
public interface UnbegunWork {

    /**
     * Plans of goods to be shipped, the work on which was created at or after that time and that nobody has begun, the
     * latest first. One statement.
     *
     * @param limit most plans to answer
     */
    List<String> plansSince(Handle handle, Instant since, int limit);

    /** Those of the plans that have work which nobody has begun. One statement. */
    Set<String> among(Handle handle, Collection<String> planIds);
}
