package io.waybill.platform.facilities;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.PostgresTestResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tenant's settings about times. Other tests count on the defaults, so each test sets them back. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class TimeConfigurationsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fulfillmentprocessbuffer|\"minutes\":30|minutes|30|\"minutes\":240|240",
                "capacityplanningtimeframe|\"days\":7|days|7|\"days\":100|100",
                "transittime|\"calculationStrategy\":\"EARLIEST\"|calculationStrategy|EARLIEST"
                        + "|\"calculationStrategy\":\"LATEST\"|LATEST"
            })
    void aSettingHasADefaultAndCanBeSetOnceForEachVersion(
            String name, String body, String field, String set, String defaultBody, String standard) {
        String path = "/api/configurations/" + name;
        long version = ((Number) Api.admin()
                        .get(path)
                        .then()
                        .statusCode(200)
                        .body("find { it.key == '" + field + "' }.value.toString()", equalTo(standard))
                        .extract()
                        .path("version"))
                .longValue();

        long next = put(path, version, body, 200);
        Api.admin()
                .get(path)
                .then()
                .statusCode(200)
                .body("find { it.key == '" + field + "' }.value.toString()", equalTo(set));
        put(path, version, body, 409);

        put(path, next, defaultBody, 200);
    }

    @Test
    void theCutOffsCanBeTakenAway() {
        String path = "/api/configurations/cutofftime";
        long version = ((Number) Api.admin()
                        .get(path)
                        .then()
                        .statusCode(200)
                        .body("clickAndCollect.hour", equalTo(12))
                        .extract()
                        .path("version"))
                .longValue();

        long next = put(path, version, "\"clickAndCollect\":null,\"shipFromStore\":{\"hour\":16,\"minute\":30}", 200);
        Api.admin()
                .get(path)
                .then()
                .statusCode(200)
                .body("clickAndCollect", equalTo(null))
                .body("shipFromStore.minute", equalTo(30));

        put(
                path,
                next,
                "\"clickAndCollect\":{\"hour\":12,\"minute\":0},\"shipFromStore\":{\"hour\":12,\"minute\":0}",
                200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fulfillmentprocessbuffer|\"minutes\":-1|minutes",
                "capacityplanningtimeframe|\"days\":0|days",
                "transittime|\"other\":1|calculationStrategy",
                "cutofftime|\"clickAndCollect\":{\"hour\":24,\"minute\":0}|clickAndCollect"
            })
    void aBadValueIsRefusedByName(String name, String body, String field) {
        Api.admin()
                .body("{\"version\":0," + body + "}")
                .put("/api/configurations/" + name)
                .then()
                .statusCode(400)
                .body("summary", hasItem(startsWith(field)));
    }

    private static long put(String path, long version, String body, int status) {
        Number stored = Api.admin()
                .body("{\"version\":" + version + "," + body + "}")
                .put(path)
                .then()
                .statusCode(status)
                .extract()
                .path(status == 200 ? "version" : "[0].version");
        return stored.longValue();
    }
}
