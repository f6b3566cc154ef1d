package io.waybill.application.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.FulfilmentClient;
import io.waybill.client.PickJob;
import io.waybill.client.Query;
import io.waybill.client.http.JsonHttp;
import java.util.List;
import java.util.function.Predicate;

/** Picks goods from the shelves: start, line by line, close. Whatever was done before is not done again. */
final class Picking {
    private final FulfilmentClient platform;
    private final Predicate<String> findsOneLess;

    /**
     * @param findsOneLess whether one piece of the pick line with that id is missing on the shelf; only asked where
     *     there should be more than one
     */
    Picking(FulfilmentClient platform, Predicate<String> findsOneLess) {
        this.platform = platform;
        this.findsOneLess = findsOneLess;
    }

    /** Pick jobs that somebody has to work on. */
    List<PickJob> waiting(int most) {
        return platform.pickJobs()
                .page(Query.of("status", "OPEN").with("status", "IN_PROGRESS").with("size", String.valueOf(most)));
    }

    /** Does the job. Does nothing if it is not to be done any more. */
    void pick(String id) {
        PickJob job = platform.pickJobs().get(id);
        if (job.status().equals("OPEN")) {
            job = platform.pickJobs().act(id, "START", job.version());
        }
        if (!job.status().equals("IN_PROGRESS")) {
            return;
        }
        for (JsonNode line : job.lines()) {
            if (!line.path("status").asText().equals("CLOSED")) {
                job = pickLine(job, line);
            }
        }
        platform.pickJobs().act(id, "CLOSE", job.version());
    }

    private PickJob pickLine(PickJob job, JsonNode line) {
        String lineId = line.path("id").asText();
        long wanted = line.path("quantity").asLong();
        long picked = wanted > 1 && findsOneLess.test(lineId) ? wanted - 1 : wanted;
        ObjectNode parameters = JsonHttp.JSON.createObjectNode();
        parameters
                .putArray("pickJobLineItemUpdates")
                .addObject()
                .put("id", lineId)
                .put("picked", picked)
                .put("status", "CLOSED");
        return platform.pickJobs().act(job.id(), "MODIFY_PICK_JOB_LINE_ITEMS", job.version(), parameters);
    }
}
