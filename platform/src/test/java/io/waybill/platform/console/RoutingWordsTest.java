package io.waybill.platform.console;

import static io.waybill.platform.routing.PlacedOrders.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.waybill.platform.orders.OrderJson;
import io.waybill.platform.routing.Network;
import io.waybill.platform.routing.PlacedOrders;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.PostgresTestResource;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Why an order went where it went, or went nowhere, in the language of whoever asks. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class RoutingWordsTest {
    @Inject
    Network network;

    private final String article = "article-" + UUID.randomUUID();

    @Test
    void whyAnOrderWentWhereItWentIsSaidInGermanToo() {
        String near = network.store(50.94, 6.96);
        String far = network.store(53.55, 9.99);
        network.stock(near, article, 5);
        network.stock(far, article, 0);
        JsonPath order = PlacedOrders.place(OrderJson.order(article, 1));
        PlacedOrders.routed(order);

        String page = german("/console/orders/" + order.getString("id"));

        assertThat(page)
                .contains("Gewählt für 1 Stück.", "Besteht jede Bedingung und steht auf Rang 1 von")
                .contains(
                        "„Etwas auf Lager“ schließt den Standort aus: gebraucht wird: mindestens 1 Stück, gefunden: 0 Stück.")
                .doesNotContain("It was chosen", "passed every fence", "rejected it", "expected", "lang=\"en\">It");
        assertThat(Browser.ofAdministrator().page("/console/orders/" + order.getString("id")))
                .contains("It was chosen for 1 unit.", "It passed every fence and ranks 1 of");
    }

    @Test
    void whyAnOrderDoesNotMoveAndWhatWouldFreeItIsSaidInGermanTooAndTheApiStaysEnglish() {
        network.stock(network.store(50.94, 6.96), article, 0);
        JsonPath order = PlacedOrders.place(OrderJson.order(article, 1));
        String path = "/console/orders/" + order.getString("id");
        await(() -> german(path).contains("Bestand dieser Artikel an einem Standort."));

        assertThat(german(path))
                .contains("„Etwas auf Lager“ schließt 1 Standort von", "Von Hand einem Standort zuweisen")
                .doesNotContain("kept out", "Stock of", "It is decided again");
        String plan = Api.admin()
                .queryParam("orderRef", order.getString("id"))
                .get("/api/routingplans")
                .path("routingPlans[0].id");
        assertThat(Api.admin()
                        .get("/waybill/routing/plans/" + plan + "/standing")
                        .jsonPath()
                        .<String>getList("frees"))
                .contains("Stock of the articles of this plan at a facility.");
    }

    @Test
    void everythingThatFencesOfTheEngineWantOrFindHasItsGermanWords() {
        RoutingTerms german = new RoutingTerms(MessageBundles.get(RoutingTexts.class, Localized.Literal.of("de")));
        for (String english : List.of(
                "one of DHL, UPS",
                "any carrier or none",
                "no active carrier",
                "all 3 units",
                "2 units",
                "at least 1 unit",
                "any country, the consumer's is not known",
                "not known",
                "at least 1 free",
                "0 free",
                "no limit",
                "any facility",
                "SHIP_FROM_STORE and a same-day carrier after 2026-11-24T08:00:00Z",
                "nothing, the order is not same-day",
                "not same-day",
                "no SHIP_FROM_STORE",
                "no active same-day carrier",
                "no cut-off left today",
                "possible until 2026-11-24T08:00:00Z",
                "0, as a custom service is not done there",
                "SHIP_FROM_STORE",
                "PICKUP, SHIP_FROM_STORE")) {
            assertThat(german.value(english)).as(english).isNotEqualTo(english).isNotBlank();
        }
        assertThat(german.value("DE")).isEqualTo("DE");
        assertThat(german.rule("a rule of the shop")).isEqualTo("a rule of the shop");
    }

    private static String german(String path) {
        return Browser.ofAdministrator()
                .request()
                .header("Accept-Language", "de")
                .cookie("waybill_language", "de")
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }
}
