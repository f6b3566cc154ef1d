package io.waybill.client.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    @Test
    void work_goes_on_in_the_callers_trace_under_a_span_of_its_own() {
        Trace trace = Trace.continuing(Optional.of("00-" + TRACE + "-00f067aa0ba902b7-01"));

        assertThat(trace.traceId()).isEqualTo(TRACE);
        assertThat(trace.spanId()).matches("[0-9a-f]{16}").isNotEqualTo("00f067aa0ba902b7");
        assertThat(trace.traceparent()).isEqualTo("00-" + TRACE + "-" + trace.spanId() + "-01");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01"
            })
    void a_header_that_names_no_trace_begins_a_new_one(String header) {
        Trace trace = Trace.continuing(Optional.of(header));

        assertThat(trace.traceId()).matches("[0-9a-f]{32}").isNotEqualTo(TRACE);
        assertThat(trace.flags()).isEqualTo("00");
    }

    @Test
    void a_trace_ends_with_its_work_even_when_the_work_fails() {
        Trace outer = Trace.continuing(Optional.empty());
        Trace inner = Trace.continuing(Optional.empty());

        outer.during(() -> {
            assertThat(inner.during(Trace::current)).contains(inner);
            return assertThat(Trace.current()).contains(outer);
        });

        assertThat(Trace.current()).isEmpty();
    }
}
