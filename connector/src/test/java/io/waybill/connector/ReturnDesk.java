package io.waybill.connector;

import static io.waybill.connector.PlatformStandIn.error;
import static io.waybill.connector.PlatformStandIn.ok;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.http.JsonHttp;
import io.waybill.connector.PlatformStandIn.Answer;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The returns of the platform stand-in: as strict about versions, quantities and states as the platform. */
final class ReturnDesk {
    private static final String KIND = "itemreturnjobs";

    private final PlatformStandIn platform;

    ReturnDesk(PlatformStandIn platform) {
        this.platform = platform;
    }

    // ---- what a test says

    /** That many pieces of the order's first line were handed over. */
    ObjectNode handedOver(JsonNode order, long delivered) {
        JsonNode orderLine = order.path("orderLineItems").path(0);
        ObjectNode job = JsonHttp.JSON
                .createObjectNode()
                .put("status", "OPEN")
                .put("tenantOrderId", order.path("tenantOrderId").asText())
                .put("processRef", order.path("processId").asText());
        job.putArray("originFacilityRefs").add("facility-1");
        job.putArray("itemReturns");
        ObjectNode line = job.putArray("returnableLineItems")
                .addObject()
                .put("id", UUID.randomUUID().toString())
                .put("delivered", delivered)
                .put("globalLineItemId", orderLine.path("id").asText());
        line.set("article", orderLine.path("article"));
        ObjectNode put = counted(job);
        ObjectNode process = JsonHttp.JSON
                .createObjectNode()
                .put("id", order.path("processId").asText())
                .put("orderRef", order.path("id").asText());
        process.putArray("itemReturnJobsRef").add(put.path("id").asText());
        platform.put("processes", process);
        return put;
    }

    /** Staff take pieces back that nobody announced. */
    ObjectNode takeBack(JsonNode job, int pieces, String status) {
        ObjectNode itemReturn =
                JsonHttp.JSON.createObjectNode().put("status", status).put("returnFacilityRef", "facility-1");
        ArrayNode lines = itemReturn.putArray("returnedLineItems");
        for (int piece = 0; piece < pieces; piece++) {
            lines.addObject()
                    .put(
                            "itemReturnJobLineItemRef",
                            job.path("returnableLineItems").path(0).path("id").asText())
                    .put("status", "OPEN");
        }
        ObjectNode body = JsonHttp.JSON
                .createObjectNode()
                .put("itemReturnJobVersion", job(job).path("version").asLong());
        body.set("itemReturnForCreation", itemReturn);
        String[] path = {KIND, job.path("id").asText(), "itemreturns"};
        return (ObjectNode) answer("POST", path, Map.of(), body).body();
    }

    /** Staff decide about a piece of an item return; without a condition when that is empty. */
    ObjectNode decide(JsonNode job, int itemReturn, int piece, String status, String condition) {
        ObjectNode changed = job(job);
        ObjectNode line = (ObjectNode) changed.path("itemReturns")
                .path(itemReturn)
                .path("returnedLineItems")
                .path(piece);
        line.put("status", status);
        if (!condition.isEmpty()) {
            line.put("itemCondition", condition);
            line.putObject("itemConditionLocalized").put("en_US", condition);
        }
        return counted(changed);
    }

    ObjectNode become(JsonNode job, int itemReturn, String status) {
        ObjectNode changed = job(job);
        ((ObjectNode) changed.path("itemReturns").path(itemReturn)).put("status", status);
        return counted(changed);
    }

    ObjectNode job(JsonNode job) {
        return job(job.path("id").asText());
    }

    // ---- what the connector says

    Answer answer(String method, String[] segments, Map<String, String> query, JsonNode body) {
        if (segments.length == 1) {
            ObjectNode page = JsonHttp.JSON.createObjectNode();
            ArrayNode found = page.putArray("itemReturnJobsWithSearchPaths");
            platform.all(KIND).stream()
                    .filter(each -> each.path("tenantOrderId").asText().contains(query.get("searchTerm")))
                    .forEach(found::add);
            return ok(page);
        }
        ObjectNode job = job(segments[1]);
        if (job == null) {
            return error(404, "no such job");
        }
        if (method.equals("GET")) {
            return ok(job);
        }
        String versionName = segments[2].equals("actions") ? "version" : "itemReturnJobVersion";
        if (body.path(versionName).asLong() != job.path("version").asLong()) {
            return error(409, "version conflict");
        }
        if (segments[2].equals("actions")) {
            return ok(counted(job.put("status", "IN_PROGRESS")));
        }
        if (!List.of("OPEN", "IN_PROGRESS").contains(job.path("status").asText())) {
            return error(422, "the job is " + job.path("status").asText());
        }
        if (segments.length == 3) {
            return add(job, body.path("itemReturnForCreation").deepCopy());
        }
        for (JsonNode itemReturn : job.path("itemReturns")) {
            if (itemReturn.path("id").asText().equals(segments[3])) {
                ((ObjectNode) itemReturn).put("status", "CANCELED");
            }
        }
        return ok(counted(job));
    }

    private Answer add(ObjectNode job, ObjectNode itemReturn) {
        if (itemReturn.path("returnFacilityRef").asText("").isEmpty()
                || itemReturn.path("returnedLineItems").size() > 100) {
            return error(400, "invalid item return");
        }
        itemReturn.put("id", UUID.randomUUID().toString());
        for (JsonNode each : itemReturn.path("returnedLineItems")) {
            ObjectNode line = (ObjectNode) each;
            line.put("id", UUID.randomUUID().toString());
            line.putArray("itemReturnJobLineItemRefs").add(line.remove("itemReturnJobLineItemRef"));
            line.set(
                    "tenantArticleId",
                    job.path("returnableLineItems").path(0).path("article").path("tenantArticleId"));
        }
        job.withArray("itemReturns").add(itemReturn);
        ObjectNode counted = count(job);
        boolean tooMany = counted.path("returnableLineItems")
                .valueStream()
                .anyMatch(line -> line.path("returnable").asLong() < 0);
        return tooMany ? error(422, "more than was delivered") : ok(platform.put(KIND, counted));
    }

    private ObjectNode counted(ObjectNode job) {
        return platform.put(KIND, count(job));
    }

    private static ObjectNode count(ObjectNode job) {
        for (JsonNode line : job.path("returnableLineItems")) {
            long back = job.path("itemReturns")
                    .valueStream()
                    .filter(each -> !each.path("status").asText().equals("CANCELED"))
                    .flatMap(each -> each.path("returnedLineItems").valueStream())
                    .filter(piece ->
                            piece.path("itemReturnJobLineItemRefs").path(0).equals(line.path("id")))
                    .filter(piece -> !List.of("REJECTED", "CANCELED")
                            .contains(piece.path("status").asText()))
                    .count();
            ((ObjectNode) line).put("returnable", line.path("delivered").asLong() - back);
        }
        return job;
    }

    private ObjectNode job(String id) {
        return platform.all(KIND).stream()
                .filter(each -> each.path("id").asText().equals(id))
                .findFirst()
                .orElse(null);
    }
}
