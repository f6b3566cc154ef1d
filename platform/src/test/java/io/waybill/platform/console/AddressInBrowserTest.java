package io.waybill.platform.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.waybill.platform.routing.PlacedOrders;
import io.waybill.platform.shipping.Carriage;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.PostgresTestResource;
import org.junit.jupiter.api.Test;

/** A customer has moved, and somebody at the desk sends the order elsewhere. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class AddressInBrowserTest extends BrowserStory {
    @Test
    void anOrderIsSentElsewhereOnceItsConsequencesWereRead() {
        String store = store("Store Siegburg", 50.79, 7.2, 5);
        Carriage.carrier(store, true);
        JsonPath order = PlacedOrders.place(body(1));
        Carriage.parcel(pickJob(order));
        Page desk = chromium.desk("en-GB");
        signIn(desk, Api.ADMINISTRATOR, Api.ADMINISTRATOR_PASSWORD);
        desk.navigate("/console/orders/" + order.getString("id"));

        desk.getByRole(AriaRole.LINK, named("Change the address")).click();
        assertThat(desk.getByText("its label is printed or being printed, and it keeps the old address"))
                .isVisible();
        picture(desk, "address");
        desk.getByLabel("Street").fill("Markt");
        desk.getByLabel("House number").fill("1");
        desk.getByLabel("Postal code").fill("53111");
        desk.getByLabel("Town").fill("Bonn");
        desk.getByLabel("Town").press("Enter");

        assertThat(desk.getByText("53111 Bonn")).isVisible();
        assertThat(desk.getByText("Consumer address changed")).isVisible();
    }

    @Test
    void theFormKeepsNobodyOut() {
        store("Store Troisdorf", 50.81, 7.16, 5);
        JsonPath order = PlacedOrders.place(body(1));
        PlacedOrders.routed(order);
        for (Page page : screens()) {
            signIn(page, Api.ADMINISTRATOR, Api.ADMINISTRATOR_PASSWORD);
            page.navigate("/console/orders/" + order.getString("id") + "/address");
            noViolationsAtAnySize(page);
        }
    }
}
