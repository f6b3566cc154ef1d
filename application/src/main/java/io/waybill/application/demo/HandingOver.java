package io.waybill.application.demo;

import io.waybill.client.FulfilmentClient;
import io.waybill.client.HandoverJob;
import io.waybill.client.Query;
import io.waybill.client.http.JsonHttp;
import java.util.List;

/** Hands parcels to the carrier, and goods to customers who collect them. */
final class HandingOver {
    private final FulfilmentClient platform;

    HandingOver(FulfilmentClient platform) {
        this.platform = platform;
    }

    /** Handover jobs that wait for somebody. */
    List<HandoverJob> waiting(int most) {
        return platform.handoverJobs().page(Query.of("status", "OPEN").with("size", String.valueOf(most)));
    }

    /** Hands everything over. Does nothing if it is not to be done any more. */
    void handOver(String id) {
        HandoverJob job = platform.handoverJobs().get(id);
        if (job.status().equals("OPEN")) {
            platform.handoverJobs()
                    .patch(
                            id,
                            job.version(),
                            List.of(JsonHttp.JSON
                                    .createObjectNode()
                                    .put("action", "ModifyHandoverjob")
                                    .put("status", "HANDED_OVER")));
        }
    }
}
