package io.waybill.connector.job;

import io.waybill.client.http.Deadline;
import io.waybill.connector.commercetools.CustomObjects;
import io.waybill.connector.commercetools.CustomObjects.Stored;
import io.waybill.connector.order.ExportRecords;
import java.time.Clock;
import java.time.Duration;

/** Deletes the records of orders that nobody touched for a month: the platform itself is the memory by then. */
final class ForgetOldRecords implements Step {
    private static final String NAME = "records";
    private static final Duration KEEP = Duration.ofDays(30);
    private static final int MOST = 500;

    private final CustomObjects objects;
    private final Clock clock;

    ForgetOldRecords(CustomObjects objects, Clock clock) {
        this.objects = objects;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run(Progress progress, Deadline deadline) {
        for (Stored record :
                objects.untouchedSince(clock.instant().minus(KEEP), ExportRecords.CONTAINER, MOST, deadline)) {
            if (!progress.enoughTime(NAME, deadline)) {
                return;
            }
            objects.delete(record, deadline);
            progress.count(NAME, "forgotten", 1);
        }
    }
}
