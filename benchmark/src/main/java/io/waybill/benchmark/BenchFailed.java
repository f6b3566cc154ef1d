package io.waybill.benchmark;

/** Something under test did not do what has to be measured. Its message is one line for the person who runs the bench. */
final class BenchFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BenchFailed(String message) {
        super(message);
    }

    BenchFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
