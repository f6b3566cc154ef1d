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
import org.junit.jupiter.api.Test;

/** What people do with orders: from the overview to the handover. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class ConsoleInBrowserTest extends BrowserStory {
    @Test
    void aSupervisorFreesAnOrderThatNobodyCanServe() {
        String store = store("Store Aachen", 50.77, 6.08, 0);
        JsonPath order = PlacedOrders.place(body(1));
        Page desk = chromium.desk("en-GB");
        signIn(desk, Api.ADMINISTRATOR, Api.ADMINISTRATOR_PASSWORD);
        PlacedOrders.await(() -> {
            desk.navigate("/console/orders/" + order.getString("id"));
            return desk.getByText("What would free it").count() > 0;
        });
        noViolations(desk);

        desk.getByLabel("Facility", new Page.GetByLabelOptions().setExact(true)).selectOption(store);
        desk.getByRole(AriaRole.BUTTON, button("Assign")).click();

        PlacedOrders.routed(order);
        desk.reload();
        assertThat(desk.getByText("Assigned by hand")).isVisible();
    }

    @Test
    void whatARoleMayNotDoIsNotThere() {
        String store = store("Store Düren", 50.8, 6.48, 5);
        JsonPath order = collected(store, 1);
        Page desk = chromium.desk("en-GB");
        signIn(desk, user("FULFILLER", store));

        desk.navigate("/console/orders/" + order.getString("id"));

        assertThat(desk.getByRole(AriaRole.HEADING, heading(order.getString("tenantOrderId"))))
                .isVisible();
        assertThat(desk.getByText("Cancel the order")).hasCount(0);
    }

    @Test
    void noPageKeepsAnybodyOutWhoCannotSeeOrUseAMouse() {
        String near = store("Store Köln", 50.94, 6.96, 5);
        String far = store("Store Hamburg", 53.55, 9.99, 5);
        JsonPath order = PlacedOrders.place(body(1));
        PlacedOrders.routed(order);
        for (Page page : screens()) {
            page.navigate("/console");
            noViolations(page);
            signIn(page, Api.ADMINISTRATOR, Api.ADMINISTRATOR_PASSWORD);
            for (String path : List.of(
                    "/console",
                    "/console/orders",
                    "/console/orders?text=nothing-like-that&from=x",
                    "/console/orders/" + order.getString("id"),
                    "/console/floor",
                    "/console/floor/" + near,
                    "/console/floor/" + far + "/handover",
                    "/console/orders/none")) {
                page.navigate(path);
                noViolationsAtAnySize(page);
            }
        }
        Page desk = chromium.desk("en-GB");
        signIn(desk, Api.ADMINISTRATOR, Api.ADMINISTRATOR_PASSWORD);
        desk.navigate("/console/orders/" + order.getString("id"));
        picture(desk, "order");
    }

    @Test
    void theOverviewFollowsWhatHappensWithoutBeingLoadedAnew() {
        String store = store("Store Essen", 51.45, 7.01, 5);
        Page desk = chromium.desk("en-GB");
        signIn(desk, Api.ADMINISTRATOR, Api.ADMINISTRATOR_PASSWORD);
        desk.evaluate("window.loadedOnce = true");
        Locator toPick = desk.locator("tr", new Page.LocatorOptions().setHasText("Store Essen"))
                .locator("td");

        collected(store, 1);

        assertThat(toPick.nth(1)).hasText("1");
        assertThat(desk.evaluate("window.loadedOnce")).isEqualTo(true);
    }
}
