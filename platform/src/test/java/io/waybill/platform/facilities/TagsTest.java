package io.waybill.platform.facilities;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.PostgresTestResource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class TagsTest {
    @Test
    void aTagGetsFurtherValuesAndIsFound() {
        String id = "tag-" + UUID.randomUUID();
        Api.admin()
                .body("{\"id\":\"" + id + "\",\"allowedValues\":[\"a\",\"b\",\"a\"]}")
                .post("/api/tags")
                .then()
                .statusCode(201)
                .body("allowedValues", equalTo(List.of("a", "b")));
        Api.admin()
                .body("{\"id\":\"" + id + "\",\"allowedValues\":[\"z\"]}")
                .post("/api/tags")
                .then()
                .statusCode(409);
        Api.admin()
                .body("{\"id\":\"none\",\"allowedValues\":[]}")
                .post("/api/tags")
                .then()
                .statusCode(400);
        String patch = "{\"version\":1,\"actions\":[{\"action\":\"AddAllowedValueToTag\",\"allowedValue\":\"c\"}]}";
        Api.admin()
                .body(patch)
                .patch("/api/tags/" + id)
                .then()
                .statusCode(200)
                .body("allowedValues", equalTo(List.of("a", "b", "c")))
                .body("version", equalTo(2));
        Api.admin().body(patch).patch("/api/tags/" + id).then().statusCode(409);
        Api.admin().get("/api/tags/" + id).then().statusCode(200);
        Api.admin().get("/api/tags/nothing").then().statusCode(404);
        Api.admin().get("/api/tags?size=1").then().statusCode(200);
        Api.admin()
                .body("{\"query\":{\"id\":{\"eq\":\"" + id + "\"},\"allowedValues\":{\"like\":\"^c\"}}}")
                .post("/api/tags/search")
                .then()
                .statusCode(200)
                .body("tags.id", equalTo(List.of(id)));
    }

    @Test
    void aFacilityCarriesOnlyTagsThatExistWithValuesThatAreAllowed() {
        String id = "tag-" + UUID.randomUUID();
        Api.admin()
                .body("{\"id\":\"" + id + "\",\"allowedValues\":[\"a\"]}")
                .post("/api/tags")
                .then()
                .statusCode(201);
        String supplier = "{\"type\":\"SUPPLIER\",\"name\":\"S\",\"tags\":[{\"id\":\"" + id + "\",\"value\":\"%s\"}]}";
        Api.admin()
                .body(supplier.formatted("a"))
                .post("/api/facilities")
                .then()
                .statusCode(201)
                .body("tags[0].id", equalTo(id));
        Api.admin()
                .body(supplier.formatted("b"))
                .post("/api/facilities")
                .then()
                .statusCode(400)
                .body("[0].summary", containsString("is not an allowed value"));
    }

    @Test
    void statusAndHealthNeedNoToken() {
        Api.anonymous().get("/api/status").then().statusCode(200).body("status", equalTo("UP"));
        Api.anonymous().get("/api/health").then().statusCode(200).body("dependencies[0].name", equalTo("database"));
    }
}
