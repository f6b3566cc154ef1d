package io.waybill.application.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.FulfilmentClient;
import io.waybill.client.PackJob;
import io.waybill.client.Query;
import io.waybill.client.http.JsonHttp;
import java.util.ArrayList;
import java.util.List;

/** Packs what was picked, where the platform asks for it. */
final class Packing {
    private final FulfilmentClient platform;

    Packing(FulfilmentClient platform) {
        this.platform = platform;
    }

    /** Pack jobs that somebody has to work on. */
    List<PackJob> waiting(int most) {
        return platform.packJobs()
                .page(Query.of("status", "OPEN").with("status", "IN_PROGRESS").with("size", String.valueOf(most)));
    }

    /** Packs all of it and closes the job. Does nothing if it is not to be done any more. */
    void pack(String id) {
        PackJob job = platform.packJobs().get(id);
        String status = job.json().path("status").asText();
        if (!status.equals("OPEN") && !status.equals("IN_PROGRESS")) {
            return;
        }
        List<ObjectNode> actions = new ArrayList<>();
        for (JsonNode line : job.json().path("lineItems")) {
            actions.add(JsonHttp.JSON
                    .createObjectNode()
                    .put("action", "ModifyPackLineItem")
                    .put("id", line.path("id").asText())
                    .put("packed", line.path("quantity").asLong()));
        }
        actions.add(
                JsonHttp.JSON.createObjectNode().put("action", "ModifyPackJob").put("status", "CLOSED"));
        platform.packJobs().patch(id, job.json().path("version").asLong(), actions);
    }
}
