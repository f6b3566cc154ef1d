package io.waybill.platform.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waybill.platform.database.Database;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.test.PostgresTestResource;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class ReservationsTest {
    @Inject
    Database database;

    @Inject
    Stocks stocks;

    @Inject
    Reservations reservations;

    @Inject
    Availability availability;

    @Inject
    Identifiers identifiers;

    @Inject
    ObjectMapper json;

    private final String facility = "facility-" + UUID.randomUUID();
    private final String article = "article-" + UUID.randomUUID();

    @Test
    void whatIsReservedIsNoLongerAvailableAndReleaseIsTheExactInverse() {
        stock(facility, article, 5);

        assertThat(reserve("plan-a", Map.of(article, 3))).isInstanceOf(ReservationOutcome.Reserved.class);
        assertThat(available(facility, article)).isEqualTo(2);

        database.inTransaction(transaction -> reservations.release(transaction, List.of(planId("plan-a"))));
        database.inTransaction(transaction -> reservations.release(transaction, List.of(planId("plan-a"))));
        assertThat(available(facility, article)).isEqualTo(5);
    }

    @Test
    void aRequestIsServedWholeOrNotAtAllAndTheShortageIsNamed() {
        String other = article + "-other";
        stock(facility, article, 5);
        stock(facility, other, 1);

        ReservationOutcome outcome = reserve("plan-a", Map.of(article, 5, other, 2));

        assertThat(outcome).isEqualTo(new ReservationOutcome.Short(planId("plan-a"), Map.of(other, 1)));
        assertThat(available(facility, article)).isEqualTo(5);
    }

    @Test
    void closingAPickJobTakesThePickedUnitsAndEndsTheWholeReservation() {
        stock(facility, article, 5);
        reserve("plan-a", Map.of(article, 4));

        Map<Place, Integer> unaccounted = database.transaction(transaction -> stocks.consume(
                transaction, List.of(new Consumption(facility, planId("plan-a"), Map.of(article, 3), Set.of()))));

        assertThat(unaccounted).isEmpty();
        assertThat(available(facility, article)).isEqualTo(2);
    }

    @Test
    void unitsPickedBeyondTheRecordedStockAreAnsweredNotHidden() {
        stock(facility, article, 2);

        Map<Place, Integer> unaccounted = database.transaction(transaction ->
                stocks.consume(transaction, List.of(new Consumption(facility, "", Map.of(article, 3), Set.of()))));

        assertThat(unaccounted).containsExactly(Map.entry(new Place(facility, article), 1));
        assertThat(available(facility, article)).isZero();
    }

    @Test
    void stockThatExpiresFirstIsUsedUpFirstAndStockAtZeroIsDeleted() {
        String soon = stock(facility, article, 2, Instant.parse("2099-01-01T00:00:00Z"));
        String late = stock(facility, article, 2, Instant.parse("2099-06-01T00:00:00Z"));

        database.inTransaction(transaction ->
                stocks.consume(transaction, List.of(new Consumption(facility, "", Map.of(article, 3), Set.of()))));

        Map<String, Integer> left = database.read(handle -> handle.createQuery(
                        "select id, value from stock where tenant_article_id = :article")
                .bind("article", article)
                .reduceRows(new java.util.HashMap<>(), (map, row) -> {
                    map.put(row.getColumn("id", String.class), row.getColumn("value", Integer.class));
                    return map;
                }));
        assertThat(left).containsExactly(Map.entry(late, 1)).doesNotContainKey(soon);
    }

    @Test
    void stockPastItsAvailableUntilIsNotAvailable() {
        stock(facility, article, 2, Instant.parse("2020-01-01T00:00:00Z"));

        assertThat(available(facility, article)).isZero();
        assertThat(reserve("plan-a", Map.of(article, 1))).isInstanceOf(ReservationOutcome.Short.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void concurrentReservationsReleasesAndPicksNeverOversellAndNeverLeaveAnythingBehind(long seed) throws Exception {
        System.out.println("seed " + seed);
        List<String> articles = List.of(article + "-1", article + "-2", article + "-3");
        int perArticle = 20;
        articles.forEach(each -> stock(facility, each, perArticle));
        List<Callable<Integer>> work = new ArrayList<>();
        for (int worker = 0; worker < 24; worker++) {
            Random random = new Random(seed * 1000 + worker);
            String name = "plan-" + worker;
            work.add(() -> {
                Map<String, Integer> wanted = new java.util.HashMap<>();
                for (String each : articles) {
                    if (random.nextBoolean()) {
                        wanted.put(each, 1 + random.nextInt(3));
                    }
                }
                if (wanted.isEmpty() || reserve(name, wanted) instanceof ReservationOutcome.Short) {
                    return 0;
                }
                if (random.nextInt(3) == 0) {
                    database.inTransaction(transaction -> reservations.release(transaction, List.of(planId(name))));
                    return 0;
                }
                database.inTransaction(transaction -> assertThat(stocks.consume(
                                transaction, List.of(new Consumption(facility, planId(name), wanted, Set.of()))))
                        .isEmpty());
                return wanted.values().stream().mapToInt(Integer::intValue).sum();
            });
        }

        int picked = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> result : threads.invokeAll(work)) {
                picked += result.get();
            }
        }

        int left = articles.stream().mapToInt(each -> available(facility, each)).sum();
        assertThat(picked + left).isEqualTo(perArticle * articles.size());
        assertThat(database.<Integer>read(handle -> handle.createQuery(
                                "select coalesce(sum(reserved), 0)::int from stock_balance where facility_id = :f")
                        .bind("f", facility)
                        .mapTo(Integer.class)
                        .one()))
                .isZero();
    }

    private String planId(String name) {
        return name + "-" + article;
    }

    private ReservationOutcome reserve(String plan, Map<String, Integer> quantities) {
        return database.transaction(transaction -> reservations
                .reserve(
                        transaction,
                        List.of(new ReservationRequest(
                                planId(plan), "order-" + plan, "process-" + plan, facility, quantities, false)))
                .getFirst());
    }

    private int available(String facilityId, String tenantArticleId) {
        Place place = new Place(facilityId, tenantArticleId);
        return database.read(
                handle -> availability.of(handle, List.of(place)).get(place).availableForPicking());
    }

    private String stock(String facilityId, String tenantArticleId, int value) {
        return stock(facilityId, tenantArticleId, value, null);
    }

    private String stock(String facilityId, String tenantArticleId, int value, Instant availableUntil) {
        String id = identifiers.next();
        Instant now = Instant.parse("2026-01-01T00:00:00Z");
        ObjectNode none = json.createObjectNode();
        StockRow row = new StockRow(
                id,
                1,
                now,
                now,
                facilityId,
                tenantArticleId,
                value,
                null,
                now,
                availableUntil,
                availableUntil,
                true,
                true,
                false,
                false,
                false,
                none);
        database.inTransaction(transaction -> stocks.create(transaction, List.of(row), StockChange.Why.WRITTEN));
        return id;
    }
}
