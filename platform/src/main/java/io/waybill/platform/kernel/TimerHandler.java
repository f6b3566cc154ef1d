package io.waybill.platform.kernel;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What happens when a timer of one name is due; a bean. Called at least once per timer, by one node at a time, outside
 * any transaction. Timers that fail are tried again with growing pauses.
 */
public interface TimerHandler {
    /** The name of the timers handled; at most 100 characters, and never changed once released. */
    String timer();

    /**
     * The time has come, or has passed already.
     *
     * @param id of the timer
     * @param data as scheduled
     * @return when to call again; null when the timer has done its work
     */
    @Nullable
    Instant due(String id, String data);
}
