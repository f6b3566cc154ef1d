package io.waybill.platform.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.waybill.platform.packing.PackedTags;
import io.waybill.platform.routing.PlacedOrders;
import io.waybill.platform.test.PostgresTestResource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What people do on the floor: pick, pack, send and hand over, with a phone in one hand. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class FloorInBrowserTest extends BrowserStory {
    @Test
    void twoPackersWhoOpenTheSameJobAreToldWhoHasIt() {
        String store = store("Store Leverkusen", 51.03, 6.98, 5);
        String first = user("FULFILLER", store);
        String second = user("FULFILLER", store);
        String picked = pickJob(sent(2, PackedTags.packed()));
        Shopfloor.pick(picked);
        String job = Shopfloor.packJob(picked).getString("id");
        Page one = chromium.phone("en-GB");
        Page two = chromium.phone("de-DE");
        signIn(one, first);
        signIn(two, second);
        one.navigate("/console/pack/" + job);
        one.getByRole(AriaRole.BUTTON, button("Start")).tap();
        scan(one, lamp);
        assertThat(one.getByText("1 of 2 units packed")).isVisible();

        two.navigate("/console/pack/" + job);
        assertThat(two.getByText(first + " hat diesen Auftrag.")).isVisible();
        noViolations(two);
        two.getByRole(AriaRole.BUTTON, button("Übernehmen")).tap();
        assertThat(two.getByText("1 von 2 Stück gepackt")).isVisible();

        scan(one, lamp);
        assertThat(one.getByText("Somebody else changed this in the meantime.")).isVisible();
        one.getByRole(AriaRole.LINK, named("Look again")).tap();
        assertThat(one.getByText(second + " has this job.")).isVisible();
        assertThat(one.getByText("1 of 2 units packed")).isVisible();
    }

    @Test
    void aClerkHandlesAnOrderThatIsCollectedOnAPhone() {
        String store = store("Store Köln Mitte", 50.94, 6.96, 5);
        String clerk = user("FULFILLER", store);
        Page phone = chromium.phone("en-GB");
        signIn(phone, clerk);
        phone.navigate("/console/floor/" + store);
        assertThat(phone.getByText("There is nothing to pick.")).isVisible();

        collected(store, 2);

        // The page is not loaded anew: it follows what happens.
        phone.getByRole(AriaRole.LINK, named("Start")).click();
        phone.getByRole(AriaRole.BUTTON, button("Start")).tap();
        Locator scanner = phone.getByLabel("Scan or type a code");
        assertThat(scanner).isFocused();
        picture(phone, "pick-station");
        noViolations(phone);
        phone.keyboard().type(lamp);
        phone.keyboard().press("Enter");
        assertThat(phone.getByText("1 of 2 units taken")).isVisible();
        assertThat(scanner).isFocused();
        phone.reload();
        phone.getByRole(AriaRole.BUTTON, button("One more: A lamp")).tap();
        assertThat(phone.getByText("2 of 2 units taken")).isVisible();
        phone.getByRole(AriaRole.BUTTON, button("Finish")).tap();

        phone.getByRole(AriaRole.LINK, named("for customers")).click();
        PlacedOrders.await(() -> {
            phone.reload();
            return phone.getByRole(AriaRole.BUTTON, button("Hand over")).count() == 1;
        });
        noViolations(phone);
        phone.getByRole(AriaRole.BUTTON, button("Hand over")).tap();
        assertThat(phone.getByText("Nothing is ready like that.")).isVisible();
    }

    @Test
    void twoPickersWhoOpenTheSameJobAreToldWhoHasIt() {
        String store = store("Store Bonn", 50.73, 7.1, 5);
        String first = user("FULFILLER", store);
        String second = user("FULFILLER", store);
        String job = pickJob(collected(store, 2));
        Page one = chromium.phone("en-GB");
        Page two = chromium.phone("de-DE");
        signIn(one, first);
        signIn(two, second);
        one.navigate("/console/pick/" + job);
        one.getByRole(AriaRole.BUTTON, button("Start")).tap();
        assertThat(one.getByLabel("Scan or type a code")).isVisible();

        two.navigate("/console/pick/" + job);
        assertThat(two.getByText(first + " hat diesen Auftrag.")).isVisible();
        two.getByRole(AriaRole.BUTTON, button("Übernehmen")).tap();
        assertThat(two.getByLabel("Code scannen oder eingeben")).isVisible();

        one.getByLabel("Scan or type a code").fill(lamp);
        one.keyboard().press("Enter");
        assertThat(one.getByText("Somebody else changed this in the meantime.")).isVisible();
        one.getByRole(AriaRole.LINK, named("Look again")).tap();
        assertThat(one.getByText(second + " has this job.")).isVisible();
        assertThat(one.getByText("0 of 2 units taken")).isVisible();
    }

    // ---- what it takes

    /** A scanner is a keyboard. */
    private static void scan(Page page, String code) {
        Locator scanner = page.locator("#code");
        assertThat(scanner).isFocused();
        page.keyboard().type(code);
        page.keyboard().press("Enter");
    }

    private JsonPath sent(int units, String tag) {
        Map<String, Object> body = body(units);
        body.put("tags", List.of(Map.of("id", tag, "value", "yes")));
        return PlacedOrders.place(body);
    }
}
