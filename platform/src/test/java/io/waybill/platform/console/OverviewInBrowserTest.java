package io.waybill.platform.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.waybill.platform.orders.OrderJson;
import io.waybill.platform.routing.PlacedOrders;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.PostgresTestResource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The overview as somebody sees it who opens the console on a busy day. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class OverviewInBrowserTest extends BrowserStory {
    /** Name, latitude, longitude. */
    private static final List<List<Object>> STORES = List.of(
            List.of("Store Köln", 50.94, 6.96),
            List.of("Store Hamburg", 53.55, 9.99),
            List.of("Store Berlin", 52.52, 13.4),
            List.of("Store München", 48.14, 11.58),
            List.of("Store Wien", 48.21, 16.37),
            List.of("Store Zürich", 47.37, 8.54),
            List.of("Store Amsterdam", 52.37, 4.9),
            List.of("Warehouse Leipzig", 51.34, 12.37));

    /** Where customers live: latitude, longitude. */
    private static final List<List<Double>> HOMES = List.of(
            List.of(51.23, 6.78),
            List.of(53.08, 8.8),
            List.of(54.32, 10.12),
            List.of(52.4, 13.05),
            List.of(49.45, 11.08),
            List.of(48.31, 14.29),
            List.of(47.05, 8.31),
            List.of(51.92, 4.48),
            List.of(51.05, 13.74),
            List.of(50.11, 8.68));

    @Test
    void aGlanceTellsWhereTheWorkIsAndWhatNeedsAPerson() {
        STORES.forEach(each -> store((String) each.get(0), (double) each.get(1), (double) each.get(2), 3));
        for (List<Double> home : HOMES) {
            JsonPath order = PlacedOrders.place(to(home, 1));
            PlacedOrders.routed(order);
            if (home.get(0) < 50) {
                start(pickJob(order));
            }
        }
        PlacedOrders.place(to(HOMES.getFirst(), 500));
        Page desk = chromium.desk("en-GB");
        desk.setViewportSize(1280, 1230);
        signIn(desk, Api.ADMINISTRATOR, Api.ADMINISTRATOR_PASSWORD);

        Locator map = desk.getByRole(AriaRole.GROUP, named("Circles are facilities"));
        assertThat(map).isVisible();
        assertThat(map.locator("path").count()).isGreaterThanOrEqualTo(HOMES.size());
        // Names are written at the busiest only, which may be those of other tests; every circle has one to point at.
        List<String> circles = map.locator("circle > title").allTextContents();
        assertThat(circles)
                .anyMatch(text -> text.startsWith("Store Wien"))
                .anyMatch(text -> text.startsWith("Store Köln"));
        assertThat((int) desk.evaluate(
                        "fetch(document.querySelector('.map image').getAttribute('href')).then(a => a.status)"))
                .isEqualTo(200);
        assertThat(desk.locator(".tiles").getByText("Being picked")).isVisible();
        noViolations(desk);
        picture(desk, "overview");
        noViolationsAtFourTimesTheSize(desk);
    }

    private Map<String, Object> to(List<Double> home, int units) {
        Map<String, Object> address = new HashMap<>(OrderJson.address());
        address.put("coordinates", Map.of("lat", home.get(0), "lon", home.get(1)));
        Map<String, Object> body = body(units);
        body.put("consumer", Map.of("consumerId", "C-" + UUID.randomUUID(), "addresses", List.of(address)));
        return body;
    }

    private static void start(String pickJob) {
        int version = Api.admin().get("/api/pickjobs/" + pickJob).jsonPath().getInt("version");
        Api.admin()
                .body(Map.of("name", "START", "version", version))
                .post("/api/pickjobs/" + pickJob + "/actions")
                .then()
                .statusCode(200);
    }
}
