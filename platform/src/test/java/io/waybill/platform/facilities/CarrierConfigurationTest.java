package io.waybill.platform.facilities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.PostgresTestResource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class CarrierConfigurationTest {
    private String carrier;
    private String path;

    @BeforeEach
    void createCarrier() {
        carrier = Api.admin()
                .body(Map.of("key", "CUSTOM_" + UUID.randomUUID(), "name", "Own"))
                .post("/api/carriers")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        path = "/api/carriers/" + carrier + "/configuration";
    }

    @Test
    void aCarrierNobodyConfiguredHasTheDefaultAndVersionZero() {
        Api.admin()
                .get(path)
                .then()
                .statusCode(200)
                .body("version", equalTo(0))
                .body("carrierRef", equalTo(carrier))
                .body("returnLabel", equalTo(false));
        Api.admin().get(path + "/countryservicemappings").then().statusCode(200).body("$", hasSize(0));
        Api.admin().get("/api/carriers/none/configuration").then().statusCode(404);
        Api.admin()
                .get("/api/carriers/none/configuration/countryservicemappings")
                .then()
                .statusCode(404);
    }

    @Test
    void theConfigurationIsSetAsAWholeAndKeepsWhatOnlyThisCarrierKnows() {
        Map<String, Object> body = configuration(0);
        body.put("returnLabel", true);
        body.put("mustBeWeighed", true);
        body.put("additionalWeightInPercent", 2.5);
        body.put("defaultPickUpTime", Map.of("start", time(9, 30), "end", time(17, 0)));
        body.put("fallBackTrackAndTraceEmail", "parcels@example.com");
        body.put(
                "alternativeReturnAddress",
                Map.of(
                        "companyName",
                        "Returns",
                        "street",
                        "Hafenweg",
                        "houseNumber",
                        "1",
                        "postalCode",
                        "20457",
                        "city",
                        "Hamburg",
                        "country",
                        "DE"));
        body.put(
                "thresholdPriceValue",
                Map.of(
                        "priority",
                        1,
                        "priceRange",
                        Map.of("currency", "EUR", "decimalPlaces", 2, "from", 0, "to", 5000)));
        body.put(
                "nonDeliveryDaysPerCountryAndProvince",
                List.of(Map.of(
                        "country", "DE",
                        "nonDeliveryDays",
                                List.of(Map.of("nonDeliveryDay", "2026-12-25", "nonDeliveryType", "RECURRING")),
                        "nonDeliveryDaysPerProvince", List.of(),
                        "recurringNonDeliveryWeekdays", List.of("SUNDAY"))));
        body.put("trackAndTraceUrl", "https://carrier.example/track");
        body.put("countryServiceMappings", List.of(mapping("DE", "FR")));

        Api.admin()
                .body(body)
                .put(path)
                .then()
                .statusCode(200)
                .body("version", equalTo(1))
                .body("returnLabel", equalTo(true));
        Api.admin()
                .get(path)
                .then()
                .statusCode(200)
                .body("additionalWeightInPercent", equalTo(2.5f))
                .body("trackAndTraceUrl", equalTo("https://carrier.example/track"))
                .body("nonDeliveryDaysPerCountryAndProvince[0].recurringNonDeliveryWeekdays[0]", equalTo("SUNDAY"))
                .body("countryServiceMappings", hasSize(1))
                .body("countryServiceMappings[0].destinations[0].countryCode", equalTo("FR"));

        Api.admin()
                .body(configuration(1))
                .put(path)
                .then()
                .statusCode(200)
                .body("version", equalTo(2))
                .body("mustBeWeighed", nullValue())
                .body("countryServiceMappings", hasSize(0));
    }

    @Test
    void mappingsAreAddedChangedAndRemovedUnderTheVersionOfTheConfiguration() {
        Map<String, Object> creation = mapping("DE", "AT");
        creation.put("carrierConfigurationVersion", 0);
        String id = Api.admin()
                .body(creation)
                .post(path + "/countryservicemappings")
                .then()
                .statusCode(201)
                .body("transitTime.maxTransitDays", equalTo(3))
                .extract()
                .path("id");
        String mapping = path + "/countryservicemappings/" + id;
        Api.admin().body(creation).post(path + "/countryservicemappings").then().statusCode(409);
        Api.admin().get(mapping).then().statusCode(200).body("source.countryCode", equalTo("DE"));
        Api.admin().get(path + "/countryservicemappings").then().statusCode(200).body("[0].id", equalTo(id));

        Map<String, Object> change = Map.of(
                "carrierConfigurationVersion", 1, "deliveryCosts", List.of(Map.of("cost", 4.9, "currency", "EUR")));
        Api.admin()
                .body(change)
                .patch(mapping)
                .then()
                .statusCode(200)
                .body("deliveryCosts[0].cost", equalTo(4.9f))
                .body("transitTime.maxTransitDays", equalTo(3));
        Api.admin().body(change).patch(mapping).then().statusCode(409).body("[0].version", equalTo(2));
        Api.admin()
                .body(Map.of("carrierConfigurationVersion", 2, "products", List.of("P")))
                .patch(path + "/countryservicemappings/none")
                .then()
                .statusCode(404);

        Api.admin().delete(mapping).then().statusCode(200);
        Api.admin().delete(mapping).then().statusCode(404);
        Api.admin().get(mapping).then().statusCode(404);
        Api.admin().get(path).then().statusCode(200).body("version", equalTo(3));
    }

    @Test
    void whatIsNotValidIsRefusedByName() {
        refused(with("carrierRef", "another"), "carrierRef");
        refused(with("additionalWeightInPercent", -1), "additionalWeightInPercent");
        refused(with("fallBackTrackAndTraceEmail", "nobody"), "fallBackTrackAndTraceEmail");
        refused(with("alternativeSendAddress", Map.of("companyName", "A", "country", "DE")), "alternativeSendAddress");
        refused(with("countryServiceMappings", List.of(Map.of("source", Map.of("countryCode", "DE")))), "destinations");
        Map<String, Object> backwards = mapping("DE", "FR");
        backwards.put("transitTime", Map.of("minTransitDays", 3, "maxTransitDays", 1));
        refused(with("countryServiceMappings", List.of(backwards)), "maxTransitDays");
        Map<String, Object> twin = mapping("DE", "FR");
        twin.put("id", "twin");
        refused(with("countryServiceMappings", List.of(twin, twin)), "twin");
        Map<String, Object> incomplete = configuration(0);
        incomplete.remove("returnLabel");
        refused(incomplete, "returnLabel");
        Api.admin()
                .body(mapping("DE", "FR"))
                .post(path + "/countryservicemappings")
                .then()
                .statusCode(400)
                .body("[0].summary", containsString("carrierConfigurationVersion"));
        Api.admin().get(path).then().statusCode(200).body("version", equalTo(0));
    }

    @Test
    void ofManyWhoConfigureAtOnceOneWins() throws Exception {
        List<Callable<Integer>> people = new ArrayList<>();
        for (int person = 0; person < 8; person++) {
            people.add(() -> Api.admin()
                    .body(configuration(0))
                    .put(path)
                    .then()
                    .extract()
                    .statusCode());
        }
        List<Integer> answers = new ArrayList<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(8)) {
            for (Future<Integer> answer : executor.invokeAll(people)) {
                answers.add(answer.get());
            }
        }

        assertThat(answers).filteredOn(Integer.valueOf(200)::equals).hasSize(1);
        assertThat(answers).filteredOn(Integer.valueOf(409)::equals).hasSize(7);
    }

    @Test
    void whoMayNotIsRefused() {
        Api.fulfiller().body(configuration(0)).put(path).then().statusCode(403);
        Api.fulfiller().get(path + "/countryservicemappings").then().statusCode(403);
        Api.anonymous().get(path).then().statusCode(401);
    }

    private void refused(Map<String, Object> body, String naming) {
        Api.admin().body(body).put(path).then().statusCode(400).body("[0].summary", containsString(naming));
    }

    private Map<String, Object> with(String field, Object value) {
        Map<String, Object> body = configuration(0);
        body.put(field, value);
        return body;
    }

    private Map<String, Object> configuration(long version) {
        return new LinkedHashMap<>(Map.of("carrierRef", carrier, "returnLabel", false, "version", version));
    }

    private static Map<String, Object> mapping(String from, String to) {
        return new LinkedHashMap<>(Map.of(
                "source", Map.of("countryCode", from),
                "destinations", List.of(Map.of("countryCode", to, "postalCodes", List.of("1", "2"))),
                "transitTime", Map.of("minTransitDays", 1, "maxTransitDays", 3),
                "carrierServices", List.of("SIGNATURE")));
    }

    private static Map<String, Object> time(int hour, int minute) {
        return Map.of("hour", hour, "minute", minute);
    }
}
