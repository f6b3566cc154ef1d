package io.waybill.benchmark;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * How much is measured.
 *
 * @param runs of each measurement; the median is reported
 * @param orders of a run that counts orders, and the largest batch
 * @param time of a run that goes by time
 * @param quick a smoke test: as little as shows that everything works, figures that say nothing
 * @param connector another connector to measure in place of Waybill's, started by whoever wants to know
 */
record Settings(int runs, int orders, Duration time, boolean quick, Optional<URI> connector) {}
