package io.waybill.platform.test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Holds every answer of a test against the public API's contract: the status is one that the operation lists, the body
 * has the promised shape. Errors are always the error array, also where the contract forgot to list their status.
 *
 * <p>Where the contract file is absent, nothing is checked, and a line in the log says so. Operations and statuses that
 * were seen are written to {@code target/contract-coverage.tsv}, which begins anew with each run.
 */
public final class ContractFilter implements Filter {
    /** One for all: it has no state of its own. */
    public static final ContractFilter INSTANCE = new ContractFilter();

    private static final Logger LOG = Logger.getLogger(ContractFilter.class);
    /** What the tests of this run saw: operation id, method and path, status. */
    static final Path COVERAGE = Path.of("target", "contract-coverage.tsv");
    /** Set once in a JVM, in which this class may be loaded more than once. */
    private static final String STARTED = "waybill.test.contract-coverage-started";

    private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();

    private ContractFilter() {}

    @Override
    public Response filter(
            FilterableRequestSpecification request,
            FilterableResponseSpecification expectation,
            FilterContext context) {
        Response response = context.next(request, expectation);
        Loaded.CONTRACT
                .flatMap(contract -> check(
                        contract,
                        request.getMethod(),
                        URI.create(request.getURI()).getRawPath(),
                        response.statusCode(),
                        response.contentType() == null ? "" : response.contentType(),
                        response.asByteArray()))
                .ifPresent(operation -> seen(operation, response.statusCode()));
        return response;
    }

    /** Answers the operation that the exchange was of; empty when it is none of the contract's. */
    static Optional<Contract.Operation> check(
            Contract contract, String method, String path, int status, String contentType, byte[] body) {
        if (!path.startsWith("/api/")) {
            return Optional.empty();
        }
        String exchange = method + " " + path + " -> " + status;
        Optional<Contract.Operation> operation = contract.operation(method, path);
        if (status >= 400) {
            conform(exchange, contract.errors(), contentType, body);
            return operation;
        }
        Contract.Operation known = operation.orElseThrow(() -> new AssertionError(
                exchange + ": the contract has no such operation; what Waybill adds lives under /waybill"));
        if (!known.answers(status)) {
            throw new AssertionError(exchange + ": the contract lists " + known.statuses() + " for " + known);
        }
        Set<String> promised = contract.mediaTypes(known, status);
        if (!promised.isEmpty() && promised.stream().noneMatch(contentType::startsWith)) {
            throw new AssertionError(exchange + ": the answer must be " + promised + ", it is " + contentType);
        }
        contract.response(known, status).ifPresent(schema -> conform(exchange, schema, contentType, body));
        return operation;
    }

    private static void conform(String exchange, Schema schema, String contentType, byte[] body) {
        if (!contentType.startsWith("application/json")) {
            throw new AssertionError(exchange + ": the answer must be application/json, it is " + contentType);
        }
        JsonNode json;
        try {
            json = new ObjectMapper().readTree(body);
        } catch (IOException unreadable) {
            throw new AssertionError(exchange + ": the answer is not JSON", unreadable);
        }
        List<Error> errors = schema.validate(json);
        if (!errors.isEmpty()) {
            throw new AssertionError(exchange + ": the answer breaks the contract:\n"
                    + errors.stream()
                            .limit(20)
                            .map(error -> "  at " + error.getInstanceLocation() + ": " + error.getMessage() + "  ["
                                    + error.getEvaluationPath() + "]")
                            .collect(Collectors.joining("\n"))
                    + "\n  answer: " + abbreviated(json.toString()));
        }
    }

    private static String abbreviated(String text) {
        return text.length() <= 2_000 ? text : text.substring(0, 2_000) + "...";
    }

    private static synchronized void seen(Contract.Operation operation, int status) {
        String line = operation.id() + "\t" + operation + "\t" + status + "\n";
        if (SEEN.add(line)) {
            try {
                Files.createDirectories(COVERAGE.getParent());
                if (System.setProperty(STARTED, "true") == null) {
                    Files.deleteIfExists(COVERAGE);
                }
                Files.writeString(COVERAGE, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    /** Read when the first answer is checked, not when the class is loaded. */
    private static final class Loaded {
        static final Optional<Contract> CONTRACT = load();

        private static Optional<Contract> load() {
            Optional<Contract> contract = Contract.find();
            if (contract.isEmpty()) {
                LOG.warn("The contract file is not in a folder above the working directory: "
                        + "answers are NOT checked against it in this run");
            }
            return contract;
        }
    }
}
