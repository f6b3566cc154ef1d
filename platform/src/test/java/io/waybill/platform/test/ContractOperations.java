package io.waybill.platform.test;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The operations that must exist and be tested: {@code contract-operations.txt}. */
final class ContractOperations {
    private static final String FILE = "/contract-operations.txt";

    private ContractOperations() {}

    /** @param path with the names of its parameters as the contract has them */
    record Required(String id, String method, String path) {
        @Override
        public String toString() {
            return id + " " + method + " " + path;
        }
    }

    static List<Required> required() {
        try (InputStream in = Objects.requireNonNull(ContractOperations.class.getResourceAsStream(FILE), FILE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(" "))
                    .map(parts -> new Required(parts[0], parts[1], parts[2]))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
