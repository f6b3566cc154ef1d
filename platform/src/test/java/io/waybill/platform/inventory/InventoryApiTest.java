package io.waybill.platform.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waybill.platform.database.Database;
import io.waybill.platform.facilities.Places;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.ContractFilter;
import io.waybill.platform.test.PostgresTestResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class InventoryApiTest {
    @Inject
    Database database;

    @Inject
    Reservations reservations;

    @Inject
    Stocks stocks;

    private final String tenantFacilityId = "store-" + UUID.randomUUID();
    private final String article = "sku-" + UUID.randomUUID();
    private String facility;

    @BeforeEach
    void aFacility() {
        facility = Api.admin()
                .body(Map.of(
                        "name",
                        "Store",
                        "tenantFacilityId",
                        tenantFacilityId,
                        "status",
                        "ONLINE",
                        "address",
                        Map.of(
                                "companyName",
                                "Store",
                                "street",
                                "Domkloster",
                                "houseNumber",
                                "4",
                                "city",
                                "Köln",
                                "postalCode",
                                "50667",
                                "country",
                                "DE")))
                .post("/api/facilities")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    @Test
    void aListingIsCreatedThenUnchangedThenUpdatedByTheSamePut() {
        assertThat(putListing("Blue jeans")).isEqualTo("CREATED");
        assertThat(putListing("Blue jeans")).isEqualTo("UNCHANGED");
        assertThat(putListing("Black jeans")).isEqualTo("UPDATED");

        Api.admin()
                .get(
                        "/api/facilities/{f}/listings/{a}",
                        "urn:fft:facility:tenantFacilityId:" + tenantFacilityId,
                        article)
                .then()
                .statusCode(200)
                .body("title", equalTo("Black jeans"))
                .body("version", equalTo(2))
                .body("facilityId", equalTo(facility));
        Api.admin()
                .queryParam("tenantArticleIds", article + ",other")
                .get("/api/facilities/{f}/listings", facility)
                .then()
                .statusCode(200)
                .body("listings", hasSize(1))
                .body("total", equalTo(1));
    }

    @Test
    void aListingPatchNeedsThePresentVersion() {
        putListing("Blue jeans");
        Map<String, Object> body = Map.of(
                "version",
                1,
                "actions",
                List.of(Map.of("action", "ModifyListing", "status", "INACTIVE", "title", "Gone")));

        Api.admin()
                .body(body)
                .patch("/api/facilities/{f}/listings/{a}", facility, article)
                .then()
                .statusCode(200)
                .body("[0].status", equalTo("INACTIVE"))
                .body("[0].title", equalTo("Gone"));
        Api.admin()
                .body(body)
                .patch("/api/facilities/{f}/listings/{a}", facility, article)
                .then()
                .statusCode(409)
                .body("[0].requestVersion", equalTo(1))
                .body("[0].version", equalTo(2));
    }

    @Test
    void listingsAreUpsertedAcrossFacilitiesAndFoundBySearch() {
        Api.admin()
                .body(Map.of(
                        "listings",
                        List.of(Map.of(
                                "targetingStrategy",
                                "SINGLE_FACILITY",
                                "facility",
                                Map.of("tenantFacilityId", tenantFacilityId),
                                "tenantArticleId",
                                article,
                                "title",
                                "Scarf"))))
                .put("/api/listings")
                .then()
                .statusCode(200)
                .body("summary.created", equalTo(1));
        Api.admin()
                .body(Map.of(
                        "query",
                        Map.of("tenantArticleId", Map.of("eq", article)),
                        "options",
                        Map.of("withTotal", true)))
                .post("/api/listings/search")
                .then()
                .statusCode(200)
                .body("listings.title", contains("Scarf"))
                .body("total", equalTo(1));
        Api.admin()
                .body(Map.of("query", Map.of("tenantArtikelId", Map.of("eq", article))))
                .post("/api/listings/search")
                .then()
                .statusCode(400)
                .body("[0].summary", containsString("tenantArtikelId"));
        Api.admin()
                .delete("/api/facilities/{f}/listings/{a}", facility, article)
                .then()
                .statusCode(200);
        Api.admin()
                .get("/api/facilities/{f}/listings/{a}", facility, article)
                .then()
                .statusCode(404);
    }

    @Test
    void aStockLivesFromCreationToDeletion() {
        String id = stock(5);

        Api.admin().get("/api/stocks/{id}", id).then().statusCode(200).body("available", equalTo(5));
        Api.admin()
                .body(Map.of("value", 7, "version", 1))
                .put("/api/stocks/{id}", id)
                .then()
                .statusCode(200)
                .body("value", equalTo(7))
                .body("version", equalTo(2));
        Api.admin()
                .body(Map.of("value", 8, "version", 1))
                .put("/api/stocks/{id}", id)
                .then()
                .statusCode(409)
                .body("[0].version", equalTo(2));
        String shelf = Places.location(facility, Map.of());
        Api.admin()
                .body(Map.of("value", 9, "locationRef", shelf))
                .put("/api/stocks/{id}", id)
                .then()
                .statusCode(200)
                .body("locationRef", equalTo(shelf));
        Api.admin().delete("/api/stocks/{id}", id).then().statusCode(200);
        Api.admin().get("/api/stocks/{id}", id).then().statusCode(404);
    }

    @Test
    void aStockNeedsAFacilityAndANonNegativeWholeNumber() {
        Api.admin()
                .body(Map.of("tenantArticleId", article, "value", 1))
                .post("/api/stocks")
                .then()
                .statusCode(400)
                .body("[0].summary", containsString("facility"));
        Api.admin()
                .body(Map.of("tenantArticleId", article, "value", -1, "facility", Map.of("facilityRef", facility)))
                .post("/api/stocks")
                .then()
                .statusCode(400)
                .body("[0].summary", containsString("value"));
        Api.admin()
                .body(Map.of("tenantArticleId", article, "value", 1.5, "facility", Map.of("facilityRef", facility)))
                .post("/api/stocks")
                .then()
                .statusCode(400)
                .body("[0].summary", containsString("value"));
        Api.admin()
                .body(Map.of("tenantArticleId", article, "value", 1, "facility", Map.of("facilityRef", "nowhere")))
                .post("/api/stocks")
                .then()
                .statusCode(404);
    }

    @Test
    void aBulkUpsertCreatesAndUpdatesAndRefusesAnIdNamedTwice() {
        String id = stock(5);
        Map<String, Object> update = Map.of("id", id, "value", 6, "version", 1);
        Map<String, Object> create =
                Map.of("tenantArticleId", article, "value", 3, "facility", Map.of("facilityRef", facility));

        Api.admin()
                .body(Map.of("stocks", List.of(update, update)))
                .put("/api/stocks")
                .then()
                .statusCode(400);
        Api.admin()
                .body(Map.of("stocks", List.of(update, create)))
                .put("/api/stocks")
                .then()
                .statusCode(200)
                .body("status", contains("UPDATED", "CREATED"))
                .body("stock.value", contains(6, 3));
        Api.admin()
                .queryParam("tenantArticleId", article)
                .get("/api/stocks")
                .then()
                .statusCode(200)
                .body("stocks", hasSize(2))
                .body("pageInfo.hasNextPage", equalTo(false));
        Api.admin()
                .body(Map.of("query", Map.of("tenantArticleId", Map.of("eq", article), "value", Map.of("gte", 6))))
                .post("/api/stocks/search")
                .then()
                .statusCode(200)
                .body("stocks.id", contains(id));
    }

    @Test
    void stockActionsMoveDeleteAndUpdateWithoutVersions() {
        String id = stock(5);
        String shelf = Places.location(facility, Map.of());

        String moved = Api.admin()
                .body(Map.of(
                        "action",
                        Map.of("name", "MOVE_TO_LOCATION", "fromStockId", id, "toLocationRef", shelf, "amount", 2)))
                .post("/api/stocks/actions")
                .then()
                .statusCode(200)
                .body("result.fromStock.value", equalTo(3))
                .body("result.toStock.value", equalTo(2))
                .extract()
                .path("result.toStock.id");
        Api.admin()
                .body(Map.of(
                        "action",
                        Map.of(
                                "name",
                                "UPDATE_VERSIONLESS",
                                "stocks",
                                List.of(Map.of("operationType", "UPDATE", "id", moved, "value", 4)))))
                .post("/api/stocks/actions")
                .then()
                .statusCode(200)
                .body("result.operationResults.stock.value", equalTo(4));
        Api.admin()
                .body(Map.of("actions", List.of(Map.of("name", "DELETE_BY_LOCATIONS", "locationRefs", List.of(shelf)))))
                .post("/api/stocks/actions")
                .then()
                .statusCode(200)
                .body("result.ids", contains(moved));
        Api.admin()
                .body(Map.of(
                        "action",
                        Map.of(
                                "name",
                                "DELETE_BY_PRODUCTS",
                                "facilityRef",
                                facility,
                                "tenantArticleIds",
                                List.of(article))))
                .post("/api/stocks/actions")
                .then()
                .statusCode(200)
                .body("result.ids", contains(id));
        Api.admin()
                .body(Map.of("action", Map.of("name", "VANISH")))
                .post("/api/stocks/actions")
                .then()
                .statusCode(400)
                .body("[0].summary", containsString("action.name"));
    }

    @Test
    void reservationsShowInStocksSummariesAndTheirOwnResource() {
        putListing("Blue jeans");
        String first = stock(2);
        stock(3);
        String plan = "plan-" + article;
        database.inTransaction(transaction -> reservations.reserve(
                transaction,
                List.of(new ReservationRequest(
                        plan, "order-" + article, "process", facility, Map.of(article, 3), false))));

        Api.admin()
                .queryParam("tenantArticleIds", article)
                .queryParam("facilityStatus", "ONLINE,SUSPENDED")
                .get("/api/stocks/summaries")
                .then()
                .statusCode(200)
                .body("stockSummaries[0].details.availableForPicking", equalTo(2))
                .body("stockSummaries[0].details.reserved", equalTo(3))
                .body("stockSummaries[0].article.title", equalTo("Blue jeans"));
        Api.admin()
                .get("/api/articles/{a}/stockdistribution", article)
                .then()
                .statusCode(200)
                .body("facilityStocks[0].totalAmount", equalTo(5))
                .body("summary.availableForPicking", equalTo(2));
        Api.admin()
                .get("/api/stocks/{id}", first)
                .then()
                .body("reserved", equalTo(2))
                .body("available", equalTo(0));
        String reservation = Api.admin()
                .body(Map.of("query", Map.of("tenantArticleId", Map.of("eq", article))))
                .post("/api/reservations/search")
                .then()
                .statusCode(200)
                .body("reservations[0].quantity", equalTo(3))
                .body("reservations[0].host.reference", equalTo(first))
                .extract()
                .path("reservations[0].id");
        Api.admin()
                .get("/api/reservations/{id}", reservation)
                .then()
                .statusCode(200)
                .body("relatedRefs.routingPlanRefs", contains(plan));
        Api.admin().get("/api/reservations").then().statusCode(200).body("total", notNullValue());
        Api.admin()
                .body(Map.of(
                        "name",
                        "REMOVE_RESERVATIONS_REDUCE_STOCKS",
                        "reservationSelector",
                        Map.of("reservationRefs", List.of(reservation))))
                .post("/api/reservations/actions")
                .then()
                .statusCode(200)
                .body("status", contains("DELETED"));
        Api.admin()
                .get("/api/articles/{a}/stockdistribution", article)
                .then()
                .body("summary.totalAmount", equalTo(2))
                .body("summary.availableForPicking", equalTo(2));
    }

    @Test
    void listingsOfAFacilityAreListedByCodeAndDeletedTogether() {
        Api.admin()
                .body(Map.of(
                        "listings",
                        List.of(
                                Map.of("tenantArticleId", article, "title", "Jeans", "scannableCodes", List.of("4711")),
                                Map.of("tenantArticleId", article + "-2", "title", "Scarf"))))
                .put("/api/facilities/{f}/listings", facility)
                .then()
                .statusCode(200)
                .body("status", contains("CREATED", "CREATED"));
        Api.admin()
                .queryParam("scannableCode", "4711")
                .get("/api/facilities/{f}/listings", facility)
                .then()
                .statusCode(200)
                .body("listings.tenantArticleId", contains(article));
        Api.admin()
                .queryParam("size", 1)
                .get("/api/facilities/{f}/listings", facility)
                .then()
                .statusCode(200)
                .body("listings", hasSize(1))
                .body("total", equalTo(2));
        Api.admin()
                .body(Map.of(
                        "listings",
                        List.of(
                                Map.of("tenantArticleId", article, "title", "Jeans"),
                                Map.of("tenantArticleId", article, "title", "Jeans"))))
                .put("/api/facilities/{f}/listings", facility)
                .then()
                .statusCode(400)
                .body("[0].summary", containsString("named twice"));
        Api.admin().delete("/api/facilities/{f}/listings", facility).then().statusCode(200);
        Api.admin()
                .get("/api/facilities/{f}/listings", facility)
                .then()
                .statusCode(200)
                .body("listings", hasSize(0));
        Api.admin().get("/api/facilities/{f}/listings", "nowhere").then().statusCode(404);
    }

    @Test
    void aBulkOfListingsChangesNothingWhenOneVersionIsStale() {
        putListing("Blue jeans");
        Map<String, Object> stale = Map.of(
                "targetingStrategy",
                "MULTI_SELECTOR",
                "selector",
                List.of(Map.of("facilityRef", facility)),
                "tenantArticleId",
                article,
                "title",
                "Stale",
                "version",
                7);
        Map<String, Object> fresh = Map.of(
                "targetingStrategy",
                "MULTI_SELECTOR",
                "selector",
                List.of(Map.of("facilityRef", facility)),
                "tenantArticleId",
                article + "-2",
                "title",
                "Fresh");

        Api.admin()
                .body(Map.of("listings", List.of(fresh, stale)))
                .put("/api/listings")
                .then()
                .statusCode(409)
                .body("[0].requestVersion", equalTo(7))
                .body("[0].version", equalTo(1));
        Api.admin()
                .get("/api/facilities/{f}/listings/{a}", facility, article + "-2")
                .then()
                .statusCode(404);
    }

    @Test
    void stocksAreListedByTheLocationAndTheTenantsOwnIdOfTheFacility() {
        String shelf = Places.location(facility, Map.of());
        String inShelf = createStock(Map.of("value", 1, "locationRef", shelf));
        createStock(Map.of("value", 2));

        Api.admin()
                .queryParam("locationRef", shelf, "other")
                .get("/api/stocks")
                .then()
                .statusCode(200)
                .body("stocks.id", contains(inShelf));
        Api.admin()
                .queryParam("tenantFacilityId", tenantFacilityId)
                .get("/api/stocks")
                .then()
                .statusCode(200)
                .body("stocks", hasSize(2));
        Api.admin()
                .body(Map.of(
                        "query", Map.of("tenantFacilityId", Map.of("eq", tenantFacilityId), "value", Map.of("eq", 1))))
                .post("/api/stocks/search")
                .then()
                .statusCode(200)
                .body("stocks.id", contains(inShelf));
        Api.admin().queryParam("size", 101).get("/api/stocks").then().statusCode(400);
    }

    @Test
    void severalStocksAreUpdatedWithoutVersionsAndDeletedByTheirIds() {
        String first = stock(5);
        String second = stock(6);
        // The contract has no shape for the results of more than one stock.
        Api.admin()
                .noFiltersOfType(ContractFilter.class)
                .body(Map.of(
                        "action",
                        Map.of(
                                "name",
                                "UPDATE_VERSIONLESS",
                                "stocks",
                                List.of(
                                        Map.of("operationType", "UPDATE", "id", first, "value", 1),
                                        Map.of("operationType", "UPDATE", "id", second, "value", 6)))))
                .post("/api/stocks/actions")
                .then()
                .statusCode(200)
                .body("result.operationResults.status", contains("UPDATED", "UNCHANGED"));
        Api.admin()
                .body(Map.of("action", Map.of("name", "DELETE_BY_IDS", "ids", List.of(first, second, "unknown"))))
                .post("/api/stocks/actions")
                .then()
                .statusCode(200)
                .body("result.ids", hasSize(2));
    }

    @Test
    void aStockThatIsDefectiveLockedOrExpiredIsThereButNotForOrders() {
        putListing("Blue jeans");
        stock(1);
        createStock(Map.of("value", 2, "conditions", List.of("DEFECTIVE")));
        createStock(Map.of("value", 4, "traitConfig", List.of(Map.of("trait", "ACCESSIBLE", "enabled", false))));
        createStock(Map.of("value", 8, "properties", Map.of("expiry", "2020-01-31")));
        createStock(Map.of(
                "value", 16, "availableUntil", Instant.now().minusSeconds(1).toString()));
        createStock(Map.of(
                "value", 32, "availableUntil", Instant.now().plusSeconds(3600).toString()));

        Api.admin()
                .queryParam("tenantArticleIds", article)
                .get("/api/stocks/summaries")
                .then()
                .statusCode(200)
                .body("stockSummaries[0].details.totalAmount", equalTo(63))
                .body("stockSummaries[0].details.stockOnHand", equalTo(63))
                .body("stockSummaries[0].details.availableOnStock", equalTo(35))
                .body("stockSummaries[0].details.availableForPicking", equalTo(33));
        assertThat(reserve("plan-a-" + article, 34)).isInstanceOf(ReservationOutcome.Short.class);
        assertThat(reserve("plan-b-" + article, 33)).isInstanceOf(ReservationOutcome.Reserved.class);
    }

    @Test
    void reservedAndPickedUnitsAreThoseThatCanBeUsedAndNotThoseThatExpired() {
        String expired = createStock(Map.of("value", 5, "availableUntil", "2020-01-01T00:00:00Z"));
        String usable = createStock(Map.of("value", 5));
        String plan = "plan-" + article;
        reserve(plan, 3);

        Api.admin().get("/api/stocks/{id}", expired).then().body("reserved", equalTo(0));
        Api.admin().get("/api/stocks/{id}", usable).then().body("reserved", equalTo(3));
        Api.admin()
                .body(Map.of("query", Map.of("tenantArticleId", Map.of("eq", article))))
                .post("/api/reservations/search")
                .then()
                .statusCode(200)
                .body("reservations[0].host.reference", equalTo(usable));
        database.inTransaction(transaction ->
                stocks.consume(transaction, List.of(new Consumption(facility, plan, Map.of(article, 3), Set.of()))));
        Api.admin().get("/api/stocks/{id}", expired).then().body("value", equalTo(5));
        Api.admin().get("/api/stocks/{id}", usable).then().body("value", equalTo(2));
    }

    @Test
    void aListingSaysHowLongItsStockIsAvailableUnlessTheStockSaysSo() {
        putListing(Map.of("stockAvailableUntil", Map.of("calculationBase", "EXPIRY", "modifier", "-P30D")));
        String inTwoWeeks = LocalDate.now(ZoneOffset.UTC).plusDays(14).toString();
        String tooOld = createStock(Map.of("value", 1, "properties", Map.of("expiry", inTwoWeeks)));
        String withOwn = createStock(Map.of(
                "value", 2, "properties", Map.of("expiry", inTwoWeeks), "availableUntil", inTwoWeeks + "T00:00:00Z"));
        createStock(Map.of("value", 4));

        Api.admin()
                .get("/api/stocks/{id}", tooOld)
                .then()
                .statusCode(200)
                .body(
                        "availableUntil",
                        startsWith(LocalDate.now(ZoneOffset.UTC).minusDays(15).toString()));
        Api.admin().get("/api/stocks/{id}", withOwn).then().body("availableUntil", startsWith(inTwoWeeks));
        assertThat(availableForPicking()).isEqualTo(6);
        assertThat(reserve("plan-a-" + article, 7)).isInstanceOf(ReservationOutcome.Short.class);
    }

    @Test
    void stockFollowsItsListingWhenThatChangesHowLongStockIsAvailable() {
        putListing("Blue jeans");
        String week = createStock(Map.of(
                "value",
                1,
                "receiptDate",
                Instant.now().minus(Duration.ofDays(7)).toString()));
        assertThat(availableForPicking()).isEqualTo(1);

        Api.admin()
                .body(Map.of(
                        "version",
                        1,
                        "actions",
                        List.of(Map.of(
                                "action",
                                "ModifyListing",
                                "stockAvailableUntil",
                                Map.of("calculationBase", "CREATION", "modifier", "P6DT12H")))))
                .patch("/api/facilities/{f}/listings/{a}", facility, article)
                .then()
                .statusCode(200);
        assertThat(availableForPicking()).isZero();

        putListing(Map.of("stockAvailableUntil", Map.of("calculationBase", "CREATION", "modifier", "P2W")));
        assertThat(availableForPicking()).isEqualTo(1);
        Api.admin().get("/api/stocks/{id}", week).then().body("availableUntil", notNullValue());

        putListing("Blue jeans");
        Api.admin()
                .get("/api/stocks/{id}", week)
                .then()
                .body("availableUntil", nullValue())
                .body("value", equalTo(1));
    }

    @Test
    void aFacilitySaysWhetherAShortPickCorrectsItsStock() {
        String path = "/api/facilities/" + facility + "/configurations/stock";
        Api.admin()
                .get(path)
                .then()
                .statusCode(200)
                .body("version", equalTo(0))
                .body("shortpick.active", equalTo(true));
        Map<String, Object> off = Map.of(
                "version",
                0,
                "actions",
                List.of(
                        Map.of("action", "ModifyShortpick", "active", false),
                        Map.of("action", "ModifyRetainedOfflineStock", "active", true, "value", 0.15)));
        Api.admin().body(off).patch(path).then().statusCode(200).body("shortpick.active", equalTo(false));
        Api.admin().body(off).patch(path).then().statusCode(409).body("[0].version", equalTo(1));
        Api.admin()
                .body(Map.of(
                        "version", 1, "actions", List.of(Map.of("action", "ModifyRetainedOfflineStock", "value", 2))))
                .patch(path)
                .then()
                .statusCode(400);

        String stock = stock(5);
        Consumption foundEmpty = new Consumption(facility, "plan-" + article, Map.of(article, 1), Set.of(article));
        database.inTransaction(transaction -> stocks.consume(transaction, List.of(foundEmpty)));
        Api.admin().get("/api/stocks/{id}", stock).then().body("value", equalTo(4));

        Api.admin()
                .body(Map.of("version", 1, "actions", List.of(Map.of("action", "ModifyShortpick", "active", true))))
                .patch(path)
                .then()
                .statusCode(200)
                .body("retainedOfflineStock.active", equalTo(true));
        database.inTransaction(transaction -> stocks.consume(transaction, List.of(foundEmpty)));
        Api.admin().get("/api/stocks/{id}", stock).then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"P", "-P", "PT", "30 days", "P1DT", "P999999999D"})
    void aModifierThatIsNoDurationIsRefused(String modifier) {
        Api.admin()
                .body(Map.of(
                        "listings",
                        List.of(Map.of(
                                "tenantArticleId",
                                article,
                                "stockAvailableUntil",
                                Map.of("calculationBase", "CREATION", "modifier", modifier)))))
                .put("/api/facilities/{f}/listings", facility)
                .then()
                .statusCode(400)
                .body("[0].summary", containsString("modifier"));
    }

    private int availableForPicking() {
        return Api.admin()
                .get("/api/articles/{a}/stockdistribution", article)
                .then()
                .statusCode(200)
                .extract()
                .path("summary.availableForPicking");
    }

    private ReservationOutcome reserve(String plan, int quantity) {
        return database.transaction(transaction -> reservations
                .reserve(
                        transaction,
                        List.of(new ReservationRequest(
                                plan, "order-" + article, "process", facility, Map.of(article, quantity), false)))
                .getFirst());
    }

    private String putListing(String title) {
        return putListing(Map.of("title", title));
    }

    private String putListing(Map<String, Object> fields) {
        Map<String, Object> listing = new HashMap<>(fields);
        listing.put("tenantArticleId", article);
        return Api.admin()
                .body(Map.of("listings", List.of(listing)))
                .put("/api/facilities/{f}/listings", facility)
                .then()
                .statusCode(200)
                .extract()
                .path("[0].status");
    }

    private String stock(int value) {
        return createStock(Map.of("value", value));
    }

    private String createStock(Map<String, Object> fields) {
        Map<String, Object> stock = new HashMap<>(fields);
        stock.put("tenantArticleId", article);
        stock.put("facility", Map.of("tenantFacilityId", tenantFacilityId));
        return Api.admin()
                .body(stock)
                .post("/api/stocks")
                .then()
                .statusCode(201)
                .body("value", equalTo(fields.get("value")))
                .extract()
                .path("id");
    }
}
