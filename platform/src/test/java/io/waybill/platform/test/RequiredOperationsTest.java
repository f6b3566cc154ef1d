package io.waybill.platform.test;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class RequiredOperationsTest {
    @Test
    void everyRequiredOperationIsImplementedAtItsPathWithItsMethod() throws IOException {
        JsonNode published = new ObjectMapper()
                .readTree(given().accept("application/json")
                        .get("/q/openapi?format=json")
                        .asString());
        Set<String> implemented = new TreeSet<>();
        published
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method -> implemented.add(
                                method.getValue().path("operationId").asText() + " "
                                        + method.getKey().toUpperCase(Locale.ROOT) + " " + unnamed(path.getKey()))));

        assertThat(ContractOperations.required().stream()
                        .map(each -> each.id() + " " + each.method() + " " + unnamed(each.path()))
                        .filter(each -> !implemented.contains(each)))
                .as("required operations that are not implemented")
                .isEmpty();
    }

    @Test
    void everyRequiredOperationIsOneOfTheContract() {
        Optional<Contract> contract = Contract.find();
        assumeTrue(contract.isPresent(), "the contract file is not there");
        Set<String> promised = contract.get().operations().stream()
                .map(operation -> operation.id() + " " + operation)
                .collect(Collectors.toSet());
        assertThat(promised)
                .containsAll(ContractOperations.required().stream()
                        .map(Object::toString)
                        .toList());
    }

    private static String unnamed(String path) {
        return path.replaceAll("\\{[^}]+}", "{}");
    }
}
