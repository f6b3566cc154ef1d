package io.waybill.connector.longrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.http.Deadline;
import io.waybill.client.http.JsonHttp;
import io.waybill.connector.commercetools.Commercetools;
import io.waybill.connector.commercetools.CommercetoolsRejectedException;
import io.waybill.connector.commercetools.CustomObjects;
import io.waybill.sandbox.Sandbox;
import io.waybill.sandbox.SandboxConfiguration;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LongRunsTest {
    private static final Duration DAY = Duration.ofDays(1);

    /** A clock that a test moves. */
    private static final class Hands extends Clock {
        private Instant now = Instant.parse("2026-11-30T02:00:00Z");

        void move(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private final Sandbox sandbox = Sandbox.start(SandboxConfiguration.defaults());
    private final Commercetools shop = new Commercetools(
            new Commercetools.Access(
                    sandbox.baseUri(),
                    sandbox.authUri(),
                    "demo",
                    "sandbox-client",
                    "sandbox-secret",
                    Optional.empty(),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(10)),
            Clock.systemUTC());
    private final Hands clock = new Hands();
    private final LongRuns runs = new LongRuns(new CustomObjects(shop), clock);
    private final Deadline deadline = Deadline.within(Duration.ofMinutes(1));

    @AfterEach
    void close() {
        shop.close();
        sandbox.close();
    }

    @Test
    void a_run_belongs_to_one_instance_until_it_is_given_back() {
        Turn turn = take().orElseThrow();
        assertThat(take()).isEmpty();

        turn.advance(cursor("page-1"), deadline);
        turn.pause();

        assertThat(take().orElseThrow().cursor()).isEqualTo(cursor("page-1"));
    }

    @Test
    void the_run_of_an_instance_that_died_is_continued_by_another_and_the_dead_one_cannot_undo_it() {
        Turn dead = take().orElseThrow();
        dead.advance(cursor("page-1"), deadline);
        clock.move(Duration.ofMinutes(11));

        Turn other = take().orElseThrow();
        assertThat(other.cursor()).isEqualTo(cursor("page-1"));
        other.advance(cursor("page-2"), deadline);

        assertThatThrownBy(() -> dead.advance(cursor("page-1b"), deadline))
                .isInstanceOfSatisfying(
                        CommercetoolsRejectedException.class,
                        refused -> assertThat(refused.versionConflict()).isTrue());
        other.pause();
        assertThat(take().orElseThrow().cursor()).isEqualTo(cursor("page-2"));
    }

    @Test
    void an_instance_that_works_for_long_keeps_its_run_by_going_on() {
        Turn turn = take().orElseThrow();
        for (int page = 0; page < 5; page++) {
            clock.move(Duration.ofMinutes(6));
            turn.advance(cursor("page-" + page), deadline);
            assertThat(take()).isEmpty();
        }
    }

    @Test
    void a_finished_run_is_due_again_after_its_time_and_begins_anew() {
        Turn turn = take().orElseThrow();
        turn.count("seen", 7);
        turn.advance(cursor("page-1"), deadline);
        turn.finish();

        clock.move(DAY.minusSeconds(1));
        assertThat(take()).isEmpty();
        clock.move(Duration.ofSeconds(1));

        Turn next = take().orElseThrow();
        assertThat(next.cursor()).isEmpty();
        assertThat(next.counts()).isEmpty();
    }

    @Test
    void counts_go_on_over_the_turns_of_a_run() {
        Turn first = take().orElseThrow();
        first.count("seen", 7);
        first.pause();

        Turn second = take().orElseThrow();
        second.count("seen", 3);

        assertThat(second.counts().path("seen").asLong()).isEqualTo(10);
    }

    @Test
    void what_happens_while_a_run_is_on_its_way_makes_another_one_due_after_it() {
        Turn running = take().orElseThrow();
        runs.hasten("stock", deadline);
        running.finish();

        take().orElseThrow().finish();

        assertThat(take()).isEmpty();
    }

    private Optional<Turn> take() {
        return runs.take("stock", DAY, deadline);
    }

    private static ObjectNode cursor(String place) {
        return JsonHttp.JSON.createObjectNode().put("at", place);
    }
}
