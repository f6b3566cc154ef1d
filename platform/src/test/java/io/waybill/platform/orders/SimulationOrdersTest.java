package io.waybill.platform.orders;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.waybill.platform.database.Database;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.PostgresTestResource;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class SimulationOrdersTest {
    private static final String PATH = "/api/simulations/orders";

    @Inject
    Database database;

    @Test
    void aSimulationOrderIsKeptAsSentAndNothingFollowsFromIt() {
        Map<String, Object> body = OrderJson.order();
        JsonPath created = create(body);

        Api.admin()
                .get(PATH + "/" + created.getString("id"))
                .then()
                .statusCode(200)
                .body("version", equalTo(1))
                .body("tenantOrderId", equalTo(body.get("tenantOrderId")))
                .body("orderLineItems[0].article.title", equalTo("A thing"))
                .body("customAttributes", equalTo(body.get("customAttributes")));
        int followed =
                database.read(handle -> handle.createQuery("select (select count(*) from event where entity_id = :id) "
                                + "+ (select count(*) from orders where id = :id)")
                        .bind("id", created.getString("id"))
                        .mapTo(Integer.class)
                        .one());
        assertThat(followed).isZero();
    }

    @Test
    void putReplacesEverythingAndPatchWhatItNames() {
        Map<String, Object> body = OrderJson.order();
        String path = PATH + "/" + create(body).getString("id");
        Map<String, Object> replacement = OrderJson.order();
        replacement.remove("customAttributes");
        replacement.put("version", 1);

        Api.admin()
                .body(replacement)
                .put(path)
                .then()
                .statusCode(200)
                .body("version", equalTo(2))
                .body("customAttributes", nullValue())
                .body("tenantOrderId", equalTo(replacement.get("tenantOrderId")));
        Api.admin()
                .body(Map.of("version", 2, "tenantOrderId", "changed"))
                .patch(path)
                .then()
                .statusCode(200)
                .body("tenantOrderId", equalTo("changed"))
                .body("orderLineItems", hasSize(1));
        Api.admin().body(Map.of("version", 2)).patch(path).then().statusCode(409);
        Api.admin().body(replacement).put(path).then().statusCode(409);
        Api.admin().body(Map.of("tenantOrderId", "x")).patch(path).then().statusCode(400);

        Api.admin().delete(path).then().statusCode(204);
        Api.admin().delete(path).then().statusCode(404);
        Api.admin().get(path).then().statusCode(404);
        Api.admin().body(Map.of("version", 2)).patch(path).then().statusCode(404);
    }

    @Test
    void theyAreSearchedAndListed() {
        Map<String, Object> body = OrderJson.order();
        JsonPath created = create(body);

        Api.admin()
                .body(Map.of("query", Map.of("tenantOrderId", Map.of("eq", body.get("tenantOrderId"))), "size", 10))
                .post(PATH + "/search")
                .then()
                .statusCode(200)
                .body("simulationOrders", hasSize(1))
                .body("simulationOrders[0].id", equalTo(created.getString("id")));
        Api.admin()
                .body(Map.of("query", Map.of("colour", Map.of("eq", "red"))))
                .post(PATH + "/search")
                .then()
                .statusCode(400);
        // Past the contract's filter: its schema says that a list is one order.
        given().header("Authorization", "Bearer " + Api.login(Api.ADMINISTRATOR, Api.ADMINISTRATOR_PASSWORD))
                .queryParam("size", 1)
                .get(PATH)
                .then()
                .statusCode(200)
                .body("simulationOrders", hasSize(1));
    }

    @Test
    void whatIsNotAnOrderIsRefused() {
        Map<String, Object> withoutConsumer = new HashMap<>(OrderJson.order());
        withoutConsumer.remove("consumer");
        Api.admin()
                .body(withoutConsumer)
                .post(PATH)
                .then()
                .statusCode(400)
                .body("[0].summary", containsString("consumer"));
        Map<String, Object> withoutUnits = OrderJson.order();
        withoutUnits.put("orderLineItems", List.of(OrderJson.line("article", 0)));
        Api.admin().body(withoutUnits).post(PATH).then().statusCode(400);
        Api.fulfiller().body(OrderJson.order()).post(PATH).then().statusCode(403);
    }

    private static JsonPath create(Map<String, Object> body) {
        return Api.admin()
                .body(body)
                .post(PATH)
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }
}
