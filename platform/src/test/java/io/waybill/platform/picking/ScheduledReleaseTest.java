package io.waybill.platform.picking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.waybill.platform.database.Database;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.PostgresTestResource;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Jobs that need not begin yet wait. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class ScheduledReleaseTest {
    /** With a lead time of a year, no job of another test waits. */
    private static final int A_YEAR = 525_600;

    /** Long enough to see the job wait. */
    private static final Duration WAIT = Duration.ofSeconds(4);

    @Inject
    Clock clock;

    @Inject
    Database database;

    @AfterEach
    void nothingWaits() {
        setLeadTime(A_YEAR, 200);
    }

    @Test
    void aJobWaitsUntilItsLatestStartIsTheLeadTimeAway() {
        setLeadTime(60, 200);
        String facility = Floor.facility();
        // The clock stays: db-scheduler would wait until it has caught up with a time it was moved back from.
        String id = job(facility, clock.instant().plus(Duration.ofMinutes(60)).plus(WAIT))
                .then()
                .statusCode(201)
                .body("status", equalTo("WAITING_FOR_INPUT"))
                .body("subStatus", equalTo("WAITING_FOR_RELEASE_TIME"))
                .extract()
                .path("id");
        act(id, "START", 1).then().statusCode(422).body("summary", hasItem(startsWith("Pick job " + id + " waits")));

        awaitStatus(id, "OPEN");
        Api.admin().get("/api/pickjobs/" + id).then().body("subStatus", nullValue());
        assertThat(Floor.events(database, id)).containsExactly("PICK_JOB_CREATED", "PICK_JOB_OPENED");
        act(id, "START", 2).then().statusCode(200);
    }

    @Test
    void aJobThatHasToBeginWithinTheLeadTimeIsOpenAtOnce() {
        setLeadTime(240, 200);

        job(Floor.facility(), clock.instant().plus(Duration.ofHours(3)))
                .then()
                .statusCode(201)
                .body("status", equalTo("OPEN"))
                .body("subStatus", nullValue());
    }

    @Test
    void aBadLeadTimeOrStartIsRefusedByName() {
        setLeadTime(-1, 400);
        Map<String, Object> body = new HashMap<>(Floor.body(Floor.facility(), "SHIPPING", 1));
        body.put("pickingTimes", Map.of("startLatestAt", "tomorrow"));
        Api.admin()
                .body(body)
                .post("/api/pickjobs")
                .then()
                .statusCode(400)
                .body("summary", hasItem(startsWith("pickingTimes.startLatestAt")));
    }

    private static Response job(String facility, Instant startLatestAt) {
        Map<String, Object> body = new HashMap<>(Floor.body(facility, "SHIPPING", 1));
        body.put("pickingTimes", Map.of("startLatestAt", startLatestAt.toString()));
        return Api.admin().body(body).post("/api/pickjobs");
    }

    private static void awaitStatus(String id, String status) {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(20));
        while (!Api.admin().get("/api/pickjobs/" + id).path("status").equals(status)) {
            assertThat(Instant.now()).as("still not " + status).isBefore(deadline);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private static Response act(String id, String name, int version) {
        return Api.admin().body(Map.of("name", name, "version", version)).post("/api/pickjobs/" + id + "/actions");
    }

    private static void setLeadTime(int minutes, int status) {
        int version = Api.admin().get("/api/configurations/picking").path("version");
        Api.admin()
                .body(Map.of(
                        "version",
                        version,
                        "scheduledPickJobReleaseConfiguration",
                        Map.of("openPickJobLeadTimeInMinutes", minutes)))
                .patch("/api/configurations/picking")
                .then()
                .statusCode(status);
    }
}
