package io.waybill.platform.connectors;

import io.waybill.platform.test.Api;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A connector as far as the platform sees one: its reports. */
public final class ReportedConnector {
    private final String name;

    public ReportedConnector(String name) {
        this.name = name;
    }

    /** A parked message as it is reported. */
    public static Map<String, Object> message(String key, String code, String reason, String order, Instant parkedAt) {
        return Map.of(
                "key",
                key,
                "code",
                code,
                "reason",
                reason,
                "order",
                order,
                "firstParkedAt",
                "2026-11-30T08:00:00Z",
                "parkedAt",
                parkedAt.toString(),
                "attempts",
                3);
    }

    /** Reports as the job does; answers what to replay. */
    public List<String> reports(List<Map<String, Object>> parked, List<String> findings) {
        return send(Map.of(
                "version",
                "1.0.0",
                "projectKey",
                "shop-of-" + name,
                "subscriptions",
                List.of(
                        Map.of("side", "SHOP", "name", "waybill-orders", "healthy", true),
                        Map.of(
                                "side",
                                "PLATFORM",
                                "name",
                                "CTC_ORDER_CREATED",
                                "healthy",
                                false,
                                "problem",
                                "five subscribe to the event already")),
                "parked",
                parked(parked),
                "reconciliation",
                Map.of(
                        "at",
                        "2026-11-30T09:00:00Z",
                        "tookMillis",
                        1840,
                        "healed",
                        List.of("platform subscription CTC_ORDER_CREATED renewed"),
                        "findings",
                        findings,
                        "figures",
                        Map.of("messages", Map.of("read", 214, "done", 1)))));
    }

    /** Reports what is parked only. */
    public List<String> reportsParked(List<Map<String, Object>> parked) {
        return send(Map.of("version", "1.0.0", "projectKey", "shop-of-" + name, "parked", parked(parked)));
    }

    private static Map<String, Object> parked(List<Map<String, Object>> messages) {
        return Map.of("total", messages.size(), "more", false, "messages", new ArrayList<>(messages));
    }

    private List<String> send(Map<String, Object> report) {
        return Api.admin()
                .body(report)
                .put("/waybill/connectors/" + name)
                .then()
                .statusCode(200)
                .extract()
                .path("replay");
    }

    /** Leaves no trace for other tests. */
    public void forget() {
        Api.admin().delete("/waybill/connectors/" + name);
    }
}
