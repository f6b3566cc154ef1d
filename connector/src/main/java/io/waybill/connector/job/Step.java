package io.waybill.connector.job;

import io.waybill.client.http.Deadline;

/** One part of a reconciliation. A part that fails does not keep the others from running. */
interface Step {
    /** Its name in the report. */
    String name();

    /** Does what is due; ends in time before the deadline and leaves the rest to the next run. */
    void run(Progress progress, Deadline deadline);
}
