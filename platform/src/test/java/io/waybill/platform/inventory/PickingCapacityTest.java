package io.waybill.platform.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waybill.platform.database.Database;
import io.waybill.platform.facilities.Facilities;
import io.waybill.platform.facilities.Facility;
import io.waybill.platform.facilities.PickingCapacities;
import io.waybill.platform.facilities.TimeConfigurations;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.PostgresTestResource;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class PickingCapacityTest {
    private static final int WORKERS = 16;

    @Inject
    Database database;

    @Inject
    Reservations reservations;

    @Inject
    Stocks stocks;

    @Inject
    PickingCapacities capacities;

    @Inject
    Facilities facilities;

    @Inject
    TimeConfigurations configurations;

    @Inject
    Clock clock;

    private final String article = "article-" + UUID.randomUUID();

    @Test
    void sixteenWorkersTakeEveryPlaceOnceAndNoneTwice() throws Exception {
        String facility = facility(5, 2);
        stock(facility);
        assertThat(free(facility)).isEqualTo(10);

        List<Future<ReservationOutcome>> attempts = new ArrayList<>();
        try (ExecutorService workers = Executors.newFixedThreadPool(WORKERS)) {
            for (int order = 0; order < 40; order++) {
                attempts.add(workers.submit(() -> reserve(facility, plan(), true)));
            }
        }

        int reserved = 0;
        for (Future<ReservationOutcome> attempt : attempts) {
            switch (attempt.get()) {
                case ReservationOutcome.Reserved ignored -> reserved++;
                case ReservationOutcome.Short shortage ->
                    assertThat(shortage.isFull()).isTrue();
            }
        }
        assertThat(reserved).isEqualTo(10);
        assertThat(places(facility)).isEqualTo(10);
        assertThat(free(facility)).isZero();
    }

    @Test
    void aPlaceIsGivenBackWithTheReservation() {
        String facility = facility(1, 1);
        stock(facility);
        String first = plan();
        assertThat(reserve(facility, first, true)).isInstanceOf(ReservationOutcome.Reserved.class);
        assertThat(reserve(facility, plan(), true)).isInstanceOf(ReservationOutcome.Short.class);

        database.inTransaction(transaction -> reservations.release(transaction, Set.of(first)));

        assertThat(free(facility)).isEqualTo(1);
        assertThat(reserve(facility, plan(), true)).isInstanceOf(ReservationOutcome.Reserved.class);
    }

    @Test
    void aPlanThatFindsNoStockTakesNoPlace() {
        String facility = facility(1, 1);

        assertThat(reserve(facility, plan(), true)).isInstanceOf(ReservationOutcome.Short.class);

        assertThat(places(facility)).isZero();
    }

    @Test
    void whereNoRuleKeepsTheLimitItIsExceededAndTheExcessIsCounted() {
        String facility = facility(1, 1);
        stock(facility);

        assertThat(reserve(facility, plan(), false)).isInstanceOf(ReservationOutcome.Reserved.class);
        assertThat(reserve(facility, plan(), false)).isInstanceOf(ReservationOutcome.Reserved.class);

        assertThat(places(facility)).isEqualTo(2);
        assertThat(free(facility)).isZero();
    }

    @Test
    void whatIsPickedBeforeItsTimeGivesItsPlaceBack() {
        String facility = facility(1, 2);
        stock(facility);
        String today = plan();
        String tomorrow = plan();
        reserve(facility, today, true);
        reserve(facility, tomorrow, true);

        database.inTransaction(transaction -> stocks.consume(
                transaction,
                List.of(
                        new Consumption(facility, today, Map.of(article, 1), Set.of()),
                        new Consumption(facility, tomorrow, Map.of(article, 1), Set.of()))));

        assertThat(places(facility)).as("today's place is used up").isEqualTo(1);
    }

    private String plan() {
        return "plan-" + UUID.randomUUID();
    }

    private ReservationOutcome reserve(String facility, String plan, boolean withinCapacity) {
        return database.transaction(transaction -> reservations
                .reserve(
                        transaction,
                        List.of(new ReservationRequest(plan, "order", "process", facility, Map.of(article, 1), false)),
                        withinCapacity ? Set.of(plan) : Set.of())
                .getFirst());
    }

    private long free(String facilityId) {
        Instant now = clock.instant();
        return database.read(handle -> {
            Facility facility = facilities.get(handle, facilityId);
            return capacities
                    .free(handle, List.of(facility), configurations.settings(handle), now)
                    .getOrDefault(facilityId, Long.MAX_VALUE);
        });
    }

    private int places(String facility) {
        return database.read(
                handle -> handle.createQuery("select count(*) from picking_slot_booking where facility_id = :facility")
                        .bind("facility", facility)
                        .mapTo(Integer.class)
                        .one());
    }

    /** Picks around the clock, with that many places on each of so many days; in UTC. */
    private String facility(int capacityPerDay, int days) {
        String id = "facility-" + UUID.randomUUID();
        String day = "[{\"start\":{\"hour\":0,\"minute\":0},\"end\":{\"hour\":23,\"minute\":59},\"capacity\":%d}]"
                .formatted(capacityPerDay);
        Instant now = clock.instant();
        Instant midnight = now.truncatedTo(java.time.temporal.ChronoUnit.DAYS);
        List<String> closed = new ArrayList<>();
        for (int ahead = days; ahead < days + 2; ahead++) {
            closed.add("{\"date\":\"%s\",\"reason\":\"closed\",\"recurrence\":\"NONRECURRING\"}"
                    .formatted(midnight.plus(Duration.ofDays(ahead)).plusSeconds(60)));
        }
        String document = """
                {"id":"%1$s","version":1,"created":"%2$s","lastModified":"%2$s","type":"MANAGED_FACILITY",
                 "name":"Store","status":"ONLINE","capacityEnabled":true,"capacityPlanningTimeframe":%3$d,
                 "closingDays":[%4$s],
                 "pickingTimes":{"monday":%5$s,"tuesday":%5$s,"wednesday":%5$s,"thursday":%5$s,"friday":%5$s,
                 "saturday":%5$s,"sunday":%5$s},
                 "address":{"companyName":"Shop","street":"Street","city":"Town","postalCode":"1","country":"DE"}}
                """.formatted(id, now, days, String.join(",", closed), day);
        database.inTransaction(transaction -> transaction
                .handle()
                .createUpdate("insert into facility (id, version, created, last_modified, document) "
                        + "values (:id, 1, now(), now(), :document::jsonb)")
                .bind("id", id)
                .bind("document", document)
                .execute());
        return id;
    }

    private void stock(String facility) {
        Api.admin()
                .body(Map.of("listings", List.of(Map.of("tenantArticleId", article, "title", "A thing"))))
                .put("/api/facilities/" + facility + "/listings")
                .then()
                .statusCode(200);
        Api.admin()
                .body(Map.of("tenantArticleId", article, "value", 1000, "facilityRef", facility))
                .post("/api/stocks")
                .then()
                .statusCode(201);
    }
}
