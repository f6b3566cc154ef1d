package io.waybill.platform.facilities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waybill.platform.database.Database;
import io.waybill.platform.picking.Floor;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.PostgresTestResource;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class CarriersTest {
    @Inject
    Database database;

    @Inject
    FacilityCarriers facilityCarriers;

    @Inject
    CarrierCredentials credentials;

    @Test
    void aCarrierHasItsDefaultsAndNeverShowsItsCredentials() {
        String key = customKey();
        String id = Api.admin()
                .body("{\"key\":\"" + key + "\",\"name\":\"Own\",\"credentials\":{\"key\":\"" + key
                        + "\",\"password\":\"secret\"}}")
                .post("/api/carriers")
                .then()
                .statusCode(201)
                .body("status", equalTo("INACTIVE"))
                .body("deliveryType", equalTo("DELIVERY"))
                .body("defaultParcelWidthInCm", equalTo(35))
                .body("defaultParcelLengthInCm", equalTo(25))
                .body("defaultParcelHeightInCm", equalTo(10))
                .body("defaultParcelWeightInGram", equalTo(1000))
                .body("credentials", nullValue())
                .extract()
                .path("id");
        Api.admin().get("/api/carriers/" + id).then().statusCode(200).body("credentials", nullValue());
        String patch =
                "{\"version\":1,\"actions\":[{\"action\":\"ModifyCarrier\",\"status\":\"ACTIVE\",\"name\":\"N\"}]}";
        Api.admin()
                .body(patch)
                .patch("/api/carriers/" + id)
                .then()
                .statusCode(200)
                .body("status", equalTo("ACTIVE"))
                .body("key", equalTo(key))
                .body("version", equalTo(2));
        Api.admin().body(patch).patch("/api/carriers/" + id).then().statusCode(409);
        Api.admin().get("/api/carriers?size=500").then().statusCode(200).body("carriers.key", hasItem(key));
        Api.admin().get("/api/carriers/none").then().statusCode(404);
    }

    @Test
    void aKeyExistsOnceAndIsNativeOrCustom() {
        String key = customKey();
        carrier(key, "ACTIVE");
        Api.admin()
                .body("{\"key\":\"" + key + "\",\"name\":\"Twin\"}")
                .post("/api/carriers")
                .then()
                .statusCode(409);
        Api.admin()
                .body("{\"key\":\"PIGEON\",\"name\":\"x\"}")
                .post("/api/carriers")
                .then()
                .statusCode(400)
                .body("[0].summary", containsString("CUSTOM_"));
        Api.admin()
                .body("{\"key\":\"" + customKey() + "\",\"name\":\"x\",\"defaultParcelWidthInCm\":0}")
                .post("/api/carriers")
                .then()
                .statusCode(400)
                .body("[0].summary", containsString("defaultParcelWidthInCm"));
    }

    @Test
    void aCarrierIsConnectedToAFacilityOnceAndReplaced() {
        String key = customKey();
        String carrier = carrier(key, "ACTIVE");
        String facility = facility();
        String path = "/api/facilities/" + facility + "/carriers";
        Api.admin().get(path + "/" + carrier).then().statusCode(404);
        Api.admin()
                .body(
                        "{\"configuration\":{\"manualParcelHandlingActive\":true},\"cutoffTime\":{\"hour\":17,\"minute\":0},"
                                + "\"cutoffTimes\":{\"weekdays\":[{\"day\":\"MONDAY\",\"cutoffConfigurations\":[{\"time\":\"17:30\"}]}],"
                                + "\"overwrites\":[{\"date\":\"2026-12-24\",\"cutoffConfigurations\":[]}]},"
                                + "\"deliveryAreas\":[{\"country\":\"DE\",\"postalCode\":\"5\"}],"
                                + "\"validDeliveryTargets\":[\"SHIP_TO_CUSTOMER\"],\"credentials\":{\"token\":\"secret\"}}")
                .post(path + "/" + carrier)
                .then()
                .statusCode(201)
                .body("key", equalTo(key))
                .body("status", equalTo("ACTIVE"))
                .body("credentials", nullValue());
        Api.admin().body("{}").post(path + "/" + carrier).then().statusCode(409);
        Api.admin().body("{}").post(path + "/none").then().statusCode(404);
        Api.admin()
                .get(path)
                .then()
                .statusCode(200)
                .body("carriers", hasSize(1))
                .body("carriers[0].status", equalTo("ACTIVE"));
        Api.admin()
                .body("{\"query\":{\"referenced\":{\"facilityCarrierConnection\":{\"carrierKey\":{\"eq\":\"" + key
                        + "\"}}}}}")
                .post("/api/facilities/search")
                .then()
                .statusCode(200)
                .body("facilities.id", equalTo(List.of(facility)));
        Api.admin()
                .get(path + "/" + carrier)
                .then()
                .statusCode(200)
                .body("configuration.manualParcelHandlingActive", equalTo(true))
                .body("cutoffTimes.overwrites[0].date", equalTo("2026-12-24"))
                .body("credentials", nullValue());
        assertThat(usableAt(facility))
                .hasEntrySatisfying(
                        facility,
                        usable -> assertThat(usable)
                                .singleElement()
                                .returns(true, FacilityCarrier::manualParcelHandlingActive));

        Api.admin()
                .body("{\"status\":\"INACTIVE\"}")
                .put(path + "/" + carrier)
                .then()
                .statusCode(400);
        Api.admin()
                .body("{\"version\":1,\"status\":\"INACTIVE\"}")
                .put(path + "/" + carrier)
                .then()
                .statusCode(200)
                .body("status", equalTo("INACTIVE"))
                .body("configuration", nullValue());
        Api.admin().body("{\"version\":1}").put(path + "/" + carrier).then().statusCode(409);
        assertThat(usableAt(facility)).isEmpty();
        Api.admin().delete("/api/facilities/" + facility).then().statusCode(200);
        Api.admin().get(path).then().statusCode(404);
    }

    @Test
    void theTenantsPickingTimesAreVersioned() {
        int version = Api.admin()
                .get("/api/configurations/pickingtimes")
                .then()
                .statusCode(200)
                .extract()
                .path("version");
        String times =
                "\"pickingTimes\":{\"monday\":[{\"start\":{\"hour\":8,\"minute\":30},\"end\":{\"hour\":12,\"minute\":0}}]}";
        Api.admin()
                .body("{\"version\":" + version + "," + times + "}")
                .put("/api/configurations/pickingtimes")
                .then()
                .statusCode(200)
                .body("version", equalTo(version + 1))
                .body("pickingTimes.monday[0].start.minute", equalTo(30))
                .body("pickingTimes.tuesday", nullValue());
        Api.admin()
                .body("{\"version\":" + version + "," + times + "}")
                .put("/api/configurations/pickingtimes")
                .then()
                .statusCode(409);
    }

    private Map<String, List<FacilityCarrier>> usableAt(String facility) {
        return database.read(handle -> facilityCarriers.usableByFacilities(handle, List.of(facility)));
    }

    private static String carrier(String key, String status) {
        return Api.admin()
                .body("{\"key\":\"" + key + "\",\"name\":\"Own\",\"status\":\"" + status + "\"}")
                .post("/api/carriers")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static String facility() {
        return Api.admin()
                .body(
                        "{\"name\":\"Store\",\"address\":{\"companyName\":\"C\",\"street\":\"S\",\"postalCode\":\"50667\","
                                + "\"city\":\"Köln\",\"country\":\"DE\"}}")
                .post("/api/facilities")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static String customKey() {
        return "CUSTOM_" + UUID.randomUUID();
    }

    @Test
    void credentialsAreNowhereInTheDatabaseInTheClearAndCanBeReadAgain() {
        String secret = "secret-" + UUID.randomUUID();
        String own = "own-" + UUID.randomUUID();
        String carrier = Api.admin()
                .body(Map.of(
                        "key", customKey(), "name", "Own", "credentials", Map.of("key", "CUSTOM", "password", secret)))
                .post("/api/carriers")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        String facility = Floor.facility();
        String path = "/api/facilities/" + facility + "/carriers/" + carrier;
        Api.admin().body(Map.of("name", "Here")).post(path).then().statusCode(201);
        assertThat(credentials(facility, carrier, "password")).isEqualTo(secret);

        Api.admin()
                .body(Map.of("name", "Here", "version", 1, "credentials", Map.of("token", own)))
                .put(path)
                .then()
                .statusCode(200);
        assertThat(credentials(facility, carrier, "token")).isEqualTo(own);
        Api.admin()
                .body(Map.of("name", "Still here", "version", 2))
                .put(path)
                .then()
                .statusCode(200);
        assertThat(credentials(facility, carrier, "token")).isEqualTo(own);

        assertThat(columnsThatContain(secret)).isEmpty();
        assertThat(columnsThatContain(own)).isEmpty();

        Api.admin()
                .body("{\"name\":\"Here\",\"version\":3,\"credentials\":null}")
                .put(path)
                .then()
                .statusCode(200);
        assertThat(credentials(facility, carrier, "password")).isEqualTo(secret);
        Api.admin()
                .body("{\"version\":1,\"actions\":[{\"action\":\"ModifyCarrier\",\"credentials\":null}]}")
                .patch("/api/carriers/" + carrier)
                .then()
                .statusCode(200);
        assertThat(credentials(facility, carrier, "password")).isEmpty();
    }

    @Test
    void credentialsMovedToAnotherCarrierCannotBeReadThere() {
        String victim = createWithCredentials();
        String thief = createWithCredentials();
        database.inTransaction(transaction -> transaction
                .handle()
                .createUpdate("update carrier_credentials t set sealed = v.sealed from carrier_credentials v "
                        + "where t.carrier_id = :thief and v.carrier_id = :victim")
                .bind("thief", thief)
                .bind("victim", victim)
                .execute());
        String facility = Floor.facility();
        Api.admin()
                .body(Map.of("name", "Here"))
                .post("/api/facilities/" + facility + "/carriers/" + thief)
                .then()
                .statusCode(201);
        assertThatThrownBy(() -> credentials(facility, thief, "password"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("belongs to something else");
    }

    private static String createWithCredentials() {
        return Api.admin()
                .body(Map.of(
                        "key", customKey(), "name", "Own", "credentials", Map.of("key", "CUSTOM", "password", "p")))
                .post("/api/carriers")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private String credentials(String facility, String carrier, String field) {
        return database.read(handle -> credentials
                .of(handle, facilityCarriers.find(handle, facility, carrier).orElseThrow())
                .map(found -> found.path(field).asText())
                .orElse(""));
    }

    private List<String> columnsThatContain(String text) {
        return database.read(handle -> handle.createQuery(
                        "select table_name || '.' || column_name from information_schema.columns "
                                + "where table_schema = 'public' and data_type in ('text', 'jsonb', 'bytea')")
                .mapTo(String.class)
                .filter(column -> {
                    String[] names = column.split("\\.");
                    return handle.createQuery("select count(*) from \"" + names[0] + "\" where position(:text in \""
                                            + names[1] + "\"::text) > 0")
                                    .bind("text", text)
                                    .mapTo(Integer.class)
                                    .one()
                            > 0;
                })
                .list());
    }
}
