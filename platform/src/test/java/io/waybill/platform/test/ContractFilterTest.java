package io.waybill.platform.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ContractFilterTest {
    private static Contract contract;

    @BeforeAll
    static void readContract() {
        Optional<Contract> found = Contract.find();
        assumeTrue(found.isPresent(), "the contract file is not there");
        contract = found.get();
    }

    @Test
    void anAnswerOfThePromisedShapePasses() {
        assertThatCode(() -> check("GET", "/api/tags/color", 200, TAG)).doesNotThrowAnyException();
    }

    @Test
    void aMissingRequiredFieldFailsAndIsNamed() {
        assertThatThrownBy(() -> check("GET", "/api/tags/color", 200, "{\"id\":\"color\"}"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("allowedValues");
    }

    @Test
    void aFieldOfTheWrongTypeFails() {
        assertThatThrownBy(() -> check("GET", "/api/tags/color", 200, TAG.replace("[\"red\"]", "\"red\"")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("/allowedValues");
    }

    @Test
    void aStatusThatTheOperationDoesNotListFails() {
        assertThatThrownBy(() -> check("POST", "/api/tags", 200, TAG))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("201");
    }

    @Test
    void everyErrorIsTheErrorArrayWhetherListedOrNot() {
        assertThatCode(() -> check("GET", "/api/tags", 403, "[{\"summary\":\"no\"}]"))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> check("GET", "/api/tags", 403, "{\"summary\":\"no\"}"))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> check("GET", "/api/tags", 404, "[{\"message\":\"no\"}]"))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void anOperationThatTheContractDoesNotHaveFails() {
        assertThatThrownBy(() -> check("GET", "/api/invented", 200, "{}")).isInstanceOf(AssertionError.class);
    }

    @Test
    void anAnswerThatIsNoJsonFails() {
        assertThatThrownBy(() -> ContractFilter.check(
                        contract, "GET", "/api/tags", 500, "text/html", "<html>".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("text/html");
    }

    @Test
    void anAnswerOfAnotherMediaTypeThanPromisedFails() {
        String label = "/api/parcels/1/labels/send.pdf";
        byte[] body = "%PDF".getBytes(StandardCharsets.UTF_8);
        assertThatCode(() -> ContractFilter.check(contract, "GET", label, 200, "application/pdf", body))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> ContractFilter.check(contract, "GET", label, 200, "text/plain", body))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("application/pdf");
    }

    @Test
    void aLiteralPathComesBeforeAParameter() {
        assertThat(contract.operation("POST", "/api/facilities/search").orElseThrow())
                .hasToString("POST /api/facilities/search");
        assertThat(contract.operation("GET", "/api/facilities/search").orElseThrow())
                .hasToString("GET /api/facilities/{facilityId}");
    }

    private static final String TAG = "{\"id\":\"color\",\"version\":1,\"created\":\"2026-01-01T00:00:00Z\","
            + "\"lastModified\":\"2026-01-01T00:00:00Z\",\"allowedValues\":[\"red\"]}";

    private static void check(String method, String path, int status, String body) {
        ContractFilter.check(
                contract,
                method,
                path,
                status,
                "application/json;charset=UTF-8",
                body.getBytes(StandardCharsets.UTF_8));
    }
}
