package io.waybill.platform.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.waybill.platform.routing.PlacedOrders;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.PostgresTestResource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What people do with facilities and their stock. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class FacilitiesInBrowserTest extends BrowserStory {
    @Test
    void somebodySuspendsAFacilityAfterReadingWhatComesOfItAndItsOrdersGoElsewhere() {
        String near = store("Store Köln Süd", 50.92, 6.96, 5);
        PlacedOrders.routed(PlacedOrders.place(body(2)));
        String far = store("Store Kassel", 51.31, 9.48, 5);
        Page desk = chromium.desk("en-GB");
        signIn(desk, Api.ADMINISTRATOR, Api.ADMINISTRATOR_PASSWORD);
        desk.getByRole(AriaRole.NAVIGATION)
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Facilities"))
                .click();
        desk.getByLabel("Name, own id or city").fill("Köln Süd");
        desk.keyboard().press("Enter");
        desk.locator("a[href='/console/facilities/" + near + "']").click();
        picture(desk, "facility");

        desk.getByRole(AriaRole.LINK, named("Suspend")).click();
        assertThat(desk.getByText("pick jobs that nobody has begun stay here")).isVisible();
        desk.getByRole(AriaRole.BUTTON, button("Suspend")).click();

        assertThat(desk.getByText("It gets no new orders. What is there can be finished."))
                .isVisible();
        PlacedOrders.await(() -> network.reserved(lamp).equals(Map.of(far, 2)));
        assertThat(PlacedOrders.routed(PlacedOrders.place(body(1)))).containsOnlyKeys(far);
    }

    @Test
    void somebodyCorrectsAStockAndAnOrderThatWaitedForItIsFreed() {
        String store = store("Store Bielefeld", 52.02, 8.53, 3);
        PlacedOrders.routed(PlacedOrders.place(body(1)));
        JsonPath waiting = PlacedOrders.place(body(4));
        Page desk = chromium.desk("en-GB");
        signIn(desk, Api.ADMINISTRATOR, Api.ADMINISTRATOR_PASSWORD);
        PlacedOrders.await(() -> {
            desk.navigate("/console/orders/" + waiting.getString("id"));
            return desk.getByText("What would free it").count() > 0;
        });
        desk.getByRole(AriaRole.LINK, named(lamp)).first().click();
        desk.getByRole(AriaRole.LINK, named("Store Bielefeld")).click();
        desk.getByText("Correct the quantity").click();
        desk.getByLabel("Units that are really there").fill("9");
        desk.getByLabel("Reason").selectOption("FOUND");
        desk.getByLabel("Note").fill("In the window");
        picture(desk, "stock");
        noViolations(desk);
        noViolationsAtFourTimesTheSize(desk);
        desk.getByRole(AriaRole.BUTTON, button("Correct")).click();

        assertThat(desk.getByText("3 → 9")).isVisible();
        assertThat(desk.getByText("In the window")).isVisible();
        PlacedOrders.await(() -> network.reserved(lamp).equals(Map.of(store, 5)));
    }

    @Test
    void thePagesKeepNobodyOutWhoCannotSeeOrUseAMouse() {
        String store = store("Store Trier", 49.76, 6.64, 5);
        PlacedOrders.routed(PlacedOrders.place(body(1)));
        for (Page page : screens()) {
            signIn(page, Api.ADMINISTRATOR, Api.ADMINISTRATOR_PASSWORD);
            for (String path : List.of(
                    "/console/facilities",
                    "/console/facilities?text=nothing-like-that",
                    "/console/facilities/" + store,
                    "/console/facilities/" + store + "/status?to=SUSPENDED",
                    "/console/facilities/" + store + "/status?to=OFFLINE",
                    "/console/facilities/" + store + "/stock",
                    "/console/facilities/" + store + "/stock?only=SHORT",
                    "/console/facilities/" + store + "/stock/article?number=" + lamp,
                    "/console/stock",
                    "/console/stock?text=" + lamp,
                    "/console/stock?article=" + lamp)) {
                page.navigate(path);
                noViolationsAtAnySize(page);
            }
        }
    }
}
