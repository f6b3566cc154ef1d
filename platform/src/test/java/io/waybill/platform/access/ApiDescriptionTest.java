package io.waybill.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.waybill.platform.test.PostgresTestResource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the platform says of itself at {@code /q/openapi}. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class ApiDescriptionTest {
    private JsonNode description;
    private final Map<String, JsonNode> operations = new TreeMap<>();

    @BeforeEach
    void read() throws Exception {
        description = new ObjectMapper()
                .readTree(RestAssured.get("/q/openapi?format=json").asString());
        description
                .get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method -> operations.put(method.getKey() + " " + path.getKey(), method.getValue())));
    }

    @Test
    void every_operation_has_an_id_of_its_own_a_summary_and_a_tag() {
        List<String> incomplete = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        operations.forEach((call, operation) -> {
            String summary = operation.path("summary").asText();
            if (!ids.add(operation.path("operationId").asText())
                    || !summary.contains(" ")
                    || operation.path("tags").isEmpty()
                    || operation.path("tags").get(0).asText().endsWith("Resource")) {
                incomplete.add(call + " " + operation.path("operationId") + " " + summary + operation.path("tags"));
            }
        });
        assertThat(operations).hasSizeGreaterThan(100);
        assertThat(incomplete).isEmpty();
    }

    @Test
    void every_operation_that_needs_a_token_says_so_names_the_permission_and_how_errors_look() {
        List<String> incomplete = new ArrayList<>();
        operations.forEach((call, operation) -> {
            boolean open = call.contains("/v1/")
                    || call.contains("/status")
                    || call.contains("/health")
                    || call.contains("/.well-known/");
            boolean complete = operation.path("security").toString().equals("[{\"token\":[]}]")
                    && operation.path("description").asText().matches("(?s).*(permission [A-Z_]+|valid token).*")
                    && operation.path("responses").has("default");
            if (open == complete) {
                incomplete.add(call);
            }
        });
        assertThat(incomplete).isEmpty();
        assertThat(operations).containsKey("post /v1/accounts:signInWithPassword");
        assertThat(description.at("/components/securitySchemes/token/scheme").asText())
                .isEqualTo("bearer");
        assertThat(description
                        .at("/components/responses/Errors/content/application~1json/schema/items/$ref")
                        .asText())
                .isEqualTo("#/components/schemas/Error");
    }

    @Test
    void an_order_is_created_with_201_and_comes_back_as_an_order() {
        JsonNode responses = operations.get("post /api/orders").get("responses");

        assertThat(responses.has("200")).isFalse();
        assertThat(responses.at("/201/content/application~1json/schema/$ref").asText())
                .isEqualTo("#/components/schemas/Order");
    }

    @Test
    void the_depth_of_every_queue_is_a_metric() {
        String metrics = RestAssured.get("/q/metrics").asString();

        assertThat(metrics)
                .contains("waybill_queue_depth{queue=\"deliveries\",state=\"PENDING\"}")
                .contains("waybill_queue_depth{queue=\"routing\",state=\"PARKED\"}")
                .contains("waybill_queue_age_seconds{queue=\"timers\",state=\"DUE\"}");
    }
}
