package io.waybill.application.demo;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A pick, pack or handover job as somebody sees it who looks for work.
 *
 * @param facility id of where it is to be done
 * @param order id of the order; empty where the job does not say
 * @param begun whether somebody is at it
 */
record Task(String id, String facility, String order, boolean begun) {
    static Task of(JsonNode job) {
        return new Task(
                job.path("id").asText(),
                job.path("facilityRef").asText(),
                job.path("orderRef").asText(),
                job.path("status").asText().equals("IN_PROGRESS"));
    }
}
