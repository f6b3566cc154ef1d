package io.waybill.platform.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waybill.platform.picking.Floor;
import io.waybill.platform.shipping.Carriage;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.PostgresTestResource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Parcels whose label could not be made, and asking for it again. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class FailedLabelPagesTest {
    private static final String LABELS = "/console/labels";

    @Test
    void aLabelThatFailedIsListedWithWhatTheCarrierSaidAndIsAskedForAgain() {
        String facility = Floor.facility();
        String parcel = failed(facility, "<b>The postal code does not exist</b>");
        Browser administrator = Browser.ofAdministrator();
        String page = administrator.page(LABELS);
        assertThat(page)
                .contains(LABELS + "/" + parcel, "The postal code does not exist", "Own carrier")
                .doesNotContain("<b>The postal");
        assertThat(administrator.page("/console")).contains("href=\"" + LABELS + "\"");

        administrator
                .request()
                .formParam("version", 1)
                .post(LABELS + "/" + parcel)
                .then()
                .statusCode(409);
        administrator
                .request()
                .formParam("version", 2)
                .post(LABELS + "/" + parcel)
                .then()
                .statusCode(303);

        Api.admin().get("/api/parcels/" + parcel).then().body("status", equalTo("PROCESSING"));
        assertThat(administrator.page(LABELS)).doesNotContain(LABELS + "/" + parcel);
    }

    @Test
    void whoIsLimitedToFacilitiesSeesTheirsOnly() {
        String here = Floor.facility();
        String there = Floor.facility();
        String own = failed(here, "no");
        String other = failed(there, "no");
        String username = "clerk-" + UUID.randomUUID();
        Api.user(
                username,
                "password of " + username,
                Map.of("ref", "FULFILLER", "context", List.of(Map.of("type", "FACILITY", "values", List.of(here)))));
        Browser clerk = Browser.signedIn(username, "password of " + username);

        assertThat(clerk.page(LABELS)).contains(own).doesNotContain(other);
        clerk.request()
                .formParam("version", 2)
                .post(LABELS + "/" + other)
                .then()
                .statusCode(403);
    }

    private static String failed(String facility, String why) {
        Carriage.carrier(facility, true);
        String pickJob = Floor.create(facility, "SHIPPING", 1).path("id");
        String parcel = Carriage.parcel(pickJob).path("id");
        Api.admin()
                .body(Map.of(
                        "name",
                        "ADD_LABELS_TO_PARCEL",
                        "version",
                        1,
                        "labels",
                        List.of(Map.of("labelType", "SEND_LABEL", "errorCode", "E7", "errorDescription", why))))
                .post("/api/parcels/" + parcel + "/actions")
                .then()
                .statusCode(200);
        return parcel;
    }
}
