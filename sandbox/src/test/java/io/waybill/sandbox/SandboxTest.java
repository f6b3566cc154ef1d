package io.waybill.sandbox;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** One sandbox a test class; emptied before each test. */
abstract class SandboxTest {

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    static Sandbox sandbox;
    static Api api;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.start(SandboxConfiguration.defaults());
        api = Api.of(sandbox);
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @BeforeEach
    void empty() {
        sandbox.reset();
    }

    static String unique(String prefix) {
        return prefix + "-" + NUMBERS.incrementAndGet();
    }
}
