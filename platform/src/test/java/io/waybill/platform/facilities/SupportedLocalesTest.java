package io.waybill.platform.facilities;

import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.PostgresTestResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class SupportedLocalesTest {
    private static final String PATH = "/api/configurations/supportedlocales";

    @Test
    void everyoneWithATokenLearnsTheLocales() {
        Api.fulfiller()
                .get(PATH)
                .then()
                .statusCode(200)
                .body("$", hasSize(18))
                .body("$", hasItems("de_DE", "en_US", "tr_TR"));
    }

    @Test
    void withoutATokenNobodyDoes() {
        Api.anonymous().get(PATH).then().statusCode(401);
    }
}
