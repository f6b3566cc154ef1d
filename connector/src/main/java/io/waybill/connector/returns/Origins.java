package io.waybill.connector.returns;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.client.FulfilmentClient;
import io.waybill.client.HandoverJob;
import io.waybill.client.ItemReturnJob;
import io.waybill.client.Query;
import java.util.HashMap;
import java.util.Map;

/** Which facility handed a line over, of those that a job names: goods are expected where they came from. */
final class Origins {
    private final String usual;
    private final Map<String, String> facilities = new HashMap<>();

    /** Asks the platform only where a split order left from several facilities. */
    static Origins of(ItemReturnJob job, FulfilmentClient platform) {
        Origins origins =
                new Origins(job.originFacilityRefs().stream().findFirst().orElse(""));
        String number = job.tenantOrderId();
        if (job.originFacilityRefs().size() > 1 && number != null) {
            for (HandoverJob stripped : platform.handoverJobs().list(Query.of("tenantOrderId", number))) {
                if (stripped.handedOver()) {
                    origins.note(platform.handoverJobs().get(stripped.id()));
                }
            }
        }
        return origins;
    }

    private Origins(String usual) {
        this.usual = usual;
    }

    private void note(HandoverJob handedOver) {
        String facility = handedOver.json().path("facilityRef").asText("");
        if (!facility.isEmpty()) {
            handedOver.lines().forEach(line -> facilities.putIfAbsent(name(line), facility));
        }
    }

    /** The facility of a line of the job; the first that the job names where nothing tells. */
    String of(JsonNode line) {
        return facilities.getOrDefault(name(line), usual);
    }

    private static String name(JsonNode line) {
        return line.path("globalLineItemId").asText("") + " "
                + line.path("article").path("tenantArticleId").asText("");
    }
}
