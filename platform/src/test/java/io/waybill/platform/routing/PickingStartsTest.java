package io.waybill.platform.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.waybill.platform.orders.OrderJson;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.MovableClock;
import io.waybill.platform.test.PostgresTestResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When picking has to begin, told through the API; and what happens when a preordered article comes onto the market. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class PickingStartsTest {
    @Inject
    Network network;

    @Inject
    MovableClock clock;

    private final String article = "article-" + UUID.randomUUID();
    private String store;

    @BeforeEach
    void openAStore() {
        store = network.store(50.94, 6.96);
    }

    @AfterEach
    void moveTheClockBack() {
        clock.setAhead(Duration.ZERO);
    }

    @Test
    void theJobIsDueWhenItsPlanSays() {
        network.stock(store, article, 5);

        JsonPath plan = routed(PlacedOrders.place(OrderJson.order(article, 1)));

        JsonPath job = job(plan);
        assertThat(instant(job, "deliveryinformation.targetTime"))
                .isEqualTo(instant(plan, "latestPickingStart.targetTime"))
                .isEqualTo(instant(plan, "earliestPickingStart.targetTime"));
        assertThat(instant(job, "pickingTimes.startLatestAt"))
                .isEqualTo(instant(plan, "latestPickingStart.latestPickingStartDate"))
                .isAfterOrEqualTo(instant(plan, "earliestPickingStart.earliestPickingStartDate"));
        assertThat(told(plan).getString("latestPickingStartDate"))
                .isEqualTo(plan.getString("latestPickingStart.latestPickingStartDate"));
    }

    @Test
    void pickingForADesiredDayOfDeliveryIsCountedBackFromIt() {
        network.stock(store, article, 5);
        String carrier = carrier(2);
        LocalDate day = LocalDate.now(ZoneOffset.UTC).plusDays(30);

        JsonPath plan = routed(PlacedOrders.place(desired(day)));

        Instant cutoff = day.minusDays(2).atTime(16, 0).toInstant(ZoneOffset.UTC);
        assertThat(instant(plan, "latestPickingStart.targetTime")).isEqualTo(cutoff);
        assertThat(plan.getString("latestPickingStart.carrierRef")).isEqualTo(carrier);
        assertThat(instant(plan, "latestPickingStart.latestPickingStartDate")).isBefore(cutoff);
        assertThat(instant(job(plan), "deliveryinformation.targetTime")).isEqualTo(cutoff);
        assertThat(told(plan).getString("carrierRef")).isEqualTo(carrier);
        assertThat(told(plan).getList("lpsCalculationHints")).isNull();
    }

    @Test
    void aDayOfDeliveryThatNobodyReachesIsNamedAndTheOrderIsDueAsSoonAsPossible() {
        network.stock(store, article, 5);
        carrier(20);

        JsonPath plan =
                routed(PlacedOrders.place(desired(LocalDate.now(ZoneOffset.UTC).plusDays(2))));

        assertThat(instant(plan, "latestPickingStart.targetTime")).isAfter(Instant.now());
        assertThat(instant(job(plan), "deliveryinformation.targetTime"))
                .isEqualTo(instant(plan, "latestPickingStart.targetTime"));
        assertThat(told(plan).getList("lpsCalculationHints", String.class))
                .singleElement()
                .asString()
                .endsWith("LATEST_PICKING_START_PASSED");
        assertThat(instant(told(plan), "latestPickingStartDate")).isBefore(Instant.now());
    }

    @Test
    void aSourcingOptionSaysWhenItsParcelsCanBeThere() {
        network.stock(store, article, 5);
        carrier(2);

        JsonPath option = option(OrderJson.order(article, 1));

        Instant handedOver = instant(option, "transfers[0].timeLine.targetTime");
        LocalDate day = LocalDate.ofInstant(handedOver, ZoneOffset.UTC);
        assertThat(handedOver).isEqualTo(day.atTime(16, 0).toInstant(ZoneOffset.UTC));
        assertThat(LocalDate.parse(option.getString("estimatedDeliveryDate"))).isEqualTo(day.plusDays(2));
        assertThat(option.getInt("transfers[0].timeLine.usedTransitTimeInDays")).isEqualTo(2);
        assertThat(instant(option, "transfers[0].timeLine.earliestPossibleDeliveryTime"))
                .isEqualTo(day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC));
        assertThat(instant(option, "transfers[0].timeLine.latestPickingStart"))
                .isBetween(instant(option, "transfers[0].timeLine.earliestPickingStart"), handedOver);
        assertThat(instant(option, "transfers[0].timeLine.calculationStartPoint"))
                .isBeforeOrEqualTo(instant(option, "transfers[0].timeLine.earliestPickingStart"));
    }

    @Test
    void aSourcingOptionForADesiredDayCountsBackFromItAndOneWithoutTransitTimesPromisesNoDay() {
        network.stock(store, article, 5);
        LocalDate wished = LocalDate.now(ZoneOffset.UTC).plusDays(30);

        assertThat(option(OrderJson.order(article, 1)).getString("estimatedDeliveryDate"))
                .isNull();

        carrier(2);
        JsonPath option = option(desired(wished));
        assertThat(LocalDate.parse(option.getString("estimatedDeliveryDate"))).isEqualTo(wished);
        assertThat(instant(option, "transfers[0].timeLine.targetTime"))
                .isEqualTo(wished.minusDays(2).atTime(16, 0).toInstant(ZoneOffset.UTC));
    }

    private static JsonPath option(Map<String, Object> order) {
        return Api.admin()
                .body(Map.of("order", order))
                .post("/api/routing/sourcingoptions")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .setRootPath("result.options[0]");
    }

    @Test
    void aPreorderIsDecidedAnewWhenTheArticleComesOntoTheMarket() {
        network.list(
                store,
                article,
                Map.of(
                        "outOfStockBehaviour",
                        "PREORDER",
                        "outOfStockConfig",
                        Map.of(
                                "preorder",
                                Map.of(
                                        "availabilityTimeframe",
                                        Map.of(
                                                "start",
                                                clock.instant()
                                                        .plus(Duration.ofMinutes(20))
                                                        .toString())))));
        JsonPath order = PlacedOrders.place(OrderJson.order(article, 1));
        status(order, "WAITING");

        clock.setAhead(Duration.ofMinutes(20).plusSeconds(2));

        JsonPath tried = status(order, "RETRYABLE");
        assertThat(tried.getString("runType")).isEqualTo("REACTIVATION");
        assertThat(instant(tried, "firstRoutingAttempt"))
                .as("the time after which it is given up begins now")
                .isAfter(instant(tried, "created").plus(Duration.ofMinutes(19)));
        network.stock(store, article, 1);
        status(order, "ROUTED");
    }

    private Map<String, Object> desired(LocalDate day) {
        Map<String, Object> order = OrderJson.order(article, 1);
        order.put(
                "deliveryPreferences",
                Map.of("shipping", Map.of("desiredDeliveryTime", day.atTime(12, 0) + ":00.000Z")));
        return order;
    }

    /** A carrier that comes to the store every day at 16:00 and needs so many days within Germany. */
    private String carrier(int days) {
        String id = Api.admin()
                .body(Map.of("key", "CUSTOM_" + UUID.randomUUID(), "name", "Own", "status", "ACTIVE"))
                .post("/api/carriers")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        Map<String, Object> germany = Map.of("countryCode", "DE");
        Api.admin()
                .body(Map.of(
                        "carrierConfigurationVersion",
                        0,
                        "source",
                        germany,
                        "destinations",
                        List.of(germany),
                        "transitTime",
                        Map.of("minTransitDays", 1, "maxTransitDays", days)))
                .post("/api/carriers/" + id + "/configuration/countryservicemappings")
                .then()
                .statusCode(201);
        Api.admin()
                .body(Map.of(
                        "status",
                        "ACTIVE",
                        "cutoffTimes",
                        Map.of(
                                "weekdays",
                                List.of("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY")
                                        .stream()
                                        .map(day -> Map.of(
                                                "day", day, "cutoffConfigurations", List.of(Map.of("time", "16:00"))))
                                        .toList(),
                                "overwrites",
                                List.of())))
                .post("/api/facilities/" + store + "/carriers/" + id)
                .then()
                .statusCode(201);
        return id;
    }

    private static JsonPath routed(JsonPath order) {
        return status(order, "ROUTED");
    }

    private static JsonPath status(JsonPath order, String status) {
        JsonPath plans = PlacedOrders.plansOf(
                order, found -> found.getList("routingPlans.status").equals(List.of(status)));
        return Api.admin()
                .get("/api/routingplans/" + plans.getString("routingPlans[0].id"))
                .jsonPath();
    }

    private static JsonPath job(JsonPath plan) {
        return Api.admin()
                .get("/api/pickjobs/" + plan.getString("pickJobRef"))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** What the decision log says of the facility of the plan. */
    private static JsonPath told(JsonPath plan) {
        JsonPath log = Api.admin()
                .get("/api/routingplans/" + plan.getString("id") + "/decisionlogs/1")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        return log.setRootPath("facilityDecisions.find { it.facility.facilityRef == '" + plan.getString("facilityRef")
                + "' }.latestPickingStartInformation");
    }

    private static Instant instant(JsonPath document, String path) {
        return Instant.parse(document.getString(path));
    }
}
