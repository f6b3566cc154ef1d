package io.waybill.connector.facility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PickingTimesTest {
    @Test
    void days_without_times_are_closed_and_a_break_makes_two_ranges() {
        ObjectNode week = json("Mo-Fr 09:00-12:30,13:30-18:00; Sa 10:00-16:00; Fr off");

        assertThat(week.path("monday")).hasSize(2);
        assertThat(week.path("monday").path(0).path("end").path("hour").asInt()).isEqualTo(12);
        assertThat(week.path("monday").path(0).path("end").path("minute").asInt())
                .isEqualTo(30);
        assertThat(week.path("friday")).isEmpty();
        assertThat(week.path("saturday")).hasSize(1);
        assertThat(week.path("sunday")).isEmpty();
    }

    @Test
    void a_range_of_days_may_pass_the_end_of_the_week() {
        ObjectNode week = json("Sa-Mo,We 08:00-24:00");

        assertThat(week.properties().stream()
                        .filter(day -> !day.getValue().isEmpty())
                        .map(java.util.Map.Entry::getKey))
                .containsExactlyInAnyOrder("saturday", "sunday", "monday", "wednesday");
        assertThat(week.path("sunday").path(0).path("end").toString()).isEqualTo("{\"hour\":23,\"minute\":59}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ";",
                "Mo",
                "09:00-18:00",
                "Xx 09:00-18:00",
                "Mo 9-18",
                "Mo 18:00-09:00",
                "Mo 09:00-12:00,11:00-13:00",
                "Mo 25:00-26:00",
                "Mo 09:75-10:00",
                "Mo-Fr 09:00-18:00, Sa 10:00-16:00",
                "Mo-Fr"
            })
    void what_is_no_time_is_refused_with_a_reason(String text) {
        assertThatThrownBy(() -> PickingTimes.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching(".+");
    }

    @Test
    void a_capacity_given_on_the_platform_survives_a_change_of_another_day() {
        ObjectNode present = json("Mo 09:00-18:00; Tu 09:00-18:00");
        ((ObjectNode) present.path("monday").path(0)).put("capacity", 40);

        ObjectNode changed =
                PickingTimes.parse("Mo 09:00-18:00; Tu 09:00-20:00").json(present);

        assertThat(changed.path("monday").path(0).path("capacity").asInt()).isEqualTo(40);
        assertThat(changed.path("tuesday").path(0).has("capacity")).isFalse();
    }

    @Property
    void what_was_written_is_recognised(@ForAll("weeks") String text) {
        PickingTimes times = PickingTimes.parse(text);
        JsonNode written = times.json(MissingNode.getInstance());

        assertThat(times.sameAs(written)).isTrue();
        assertThat(times.json(written)).isEqualTo(written);
    }

    @Provide
    Arbitrary<String> weeks() {
        Arbitrary<String> day = Arbitraries.of("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su");
        Arbitrary<String> rule = day.flatMap(first -> day.flatMap(last -> Arbitraries.integers()
                .between(0, 21)
                .map(hour -> "%s-%s %02d:05-%02d:10,%02d:10-23:59".formatted(first, last, hour, hour + 1, hour + 1))));
        return rule.list().ofMinSize(1).ofMaxSize(5).map(rules -> String.join("; ", rules));
    }

    private static ObjectNode json(String text) {
        return PickingTimes.parse(text).json(MissingNode.getInstance());
    }
}
