package io.waybill.benchmark;

import java.time.Duration;

/**
 * Requests that were sent and answered.
 *
 * @param time from the first request to the last answer
 */
record Load(int requests, Duration time, Latencies latencies) {
    double perSecond() {
        return requests * 1e9 / time.toNanos();
    }
}
