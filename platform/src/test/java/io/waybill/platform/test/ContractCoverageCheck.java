package io.waybill.platform.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * Whether the tests got an answer of success from every required operation, held against the contract. It reads what
 * {@link ContractFilter} wrote, so the build runs it by itself, after all other tests.
 */
class ContractCoverageCheck {
    private static final Logger LOG = Logger.getLogger(ContractCoverageCheck.class);

    @Test
    void everyRequiredOperationAnsweredATestWithSuccessAsTheContractPromises() throws IOException {
        if (!System.getProperty("waybill.test.selection", "").isEmpty()) {
            skip("only some tests ran");
        }
        if (Contract.find().isEmpty()) {
            skip("the contract file is not in a folder above the working directory");
        }
        Set<String> succeeded = Files.readAllLines(ContractFilter.COVERAGE).stream()
                .map(line -> line.split("\t"))
                .filter(parts -> parts[2].startsWith("2"))
                .map(parts -> parts[0] + " " + parts[1])
                .collect(Collectors.toSet());
        assertThat(ContractOperations.required().stream()
                        .map(Object::toString)
                        .filter(operation -> !succeeded.contains(operation)))
                .as("required operations of which no test got an answer of success")
                .isEmpty();
    }

    private static void skip(String why) {
        LOG.warn("NOT checked whether every required operation is tested: " + why);
        abort(why);
    }
}
