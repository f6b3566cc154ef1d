package io.waybill.platform.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.waybill.platform.packing.PackedTags;
import io.waybill.platform.routing.PlacedOrders;
import io.waybill.platform.shipping.Carriage;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.PostgresTestResource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What people do on the floor: pick, pack, send and hand over, with a phone in one hand. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class FloorInBrowserTest extends BrowserStory {
    /** WCAG 2.2 asks for 24 points (2.5.8), its strictest rule for 44 (2.5.5): a thumb in a glove needs these. */
    private static final String SMALLER_THAN_A_THUMB = """
            () => [...document.querySelectorAll("main button, main a.button, main summary, main input:not([type=checkbox]):not([type=hidden]), main select, main label.check, .tiles a, .top nav a")]
              .filter(element => element.getClientRects().length > 0)
              .filter(element => { const box = element.getBoundingClientRect(); return box.height < 43.5 || box.width < 43.5; })
              .map(element => element.outerHTML.slice(0, 160))""";

    @Test
    void aClerkSendsAnOrderFromArrivalToTheCarrierWithOneHand() {
        String store = store("Store Köln Mitte", 50.94, 6.96, 5);
        Carriage.carrier(store, true);
        Page phone = chromium.phone("en-GB");
        signIn(phone, user("FULFILLER", store));
        JsonPath order = sent(2, PackedTags.packed());
        String job = pickJob(order);

        // Pick: two units, into a box.
        phone.navigate("/console/floor/" + store);
        phone.getByRole(AriaRole.BUTTON, button("Pick the next job")).tap();
        scan(phone, lamp);
        assertThat(phone.getByText("1 of 2 units taken")).isVisible();
        phone.reload();
        scan(phone, lamp);
        assertThat(phone.getByText("2 of 2 units taken")).isVisible();
        scan(phone, "A-12");
        phone.getByRole(AriaRole.BUTTON, named("A-12 is a load unit")).tap();
        assertThat(phone.getByText("2 × A lamp")).isVisible();
        noViolations(phone);
        largeEnough(phone);
        phone.getByRole(AriaRole.BUTTON, button("Finish")).tap();

        // Pack: into one parcel, and the battery dies in the middle.
        phone.getByRole(AriaRole.BUTTON, button("Pack the next job")).tap();
        assertThat(phone.getByText("A-12")).isVisible();
        scan(phone, lamp);
        assertThat(phone.getByText("1 of 2 units packed")).isVisible();
        picture(phone, "packing-station");
        noViolations(phone);
        largeEnough(phone);
        phone.reload();
        assertThat(phone.getByText("1 of 2 units packed")).isVisible();
        scan(phone, lamp);
        assertThat(phone.getByText("2 of 2 units packed")).isVisible();
        phone.getByText("Weight and measures").tap();
        phone.getByLabel("Weight in g").fill("1250");
        noViolations(phone);
        largeEnough(phone);
        phone.getByRole(AriaRole.BUTTON, button("Close the parcel and finish")).tap();

        // The label comes from outside; the page follows.
        assertThat(phone.getByText("Label is being made")).isVisible();
        Carriage.addLabel(parcel(job), 1);
        assertThat(phone.getByText("✓ Ready")).isVisible();
        assertThat(phone.getByText("T-" + parcel(job))).isVisible();
        assertThat(phone.getByRole(AriaRole.LINK, named("Print the label"))).isVisible();
        assertThat(phone.getByRole(AriaRole.LINK, named("Print the delivery note")))
                .isVisible();
        largeEnough(phone);

        // The carrier comes.
        phone.getByRole(AriaRole.LINK, named("Back to the list")).tap();
        phone.getByRole(AriaRole.LINK, named("for carriers")).tap();
        assertThat(phone.getByRole(AriaRole.HEADING, heading("Own carrier · parcels: 1")))
                .isVisible();
        assertThat(phone.getByText("A-12")).isVisible();
        noViolations(phone);
        largeEnough(phone);
        phone.getByRole(AriaRole.BUTTON, button("Hand over what is ticked")).tap();
        assertThat(phone.getByText("✓ Handed over: 1")).isVisible();
        assertThat(Api.admin()
                        .queryParam("pickJobRef", job)
                        .get("/api/handoverjobs")
                        .jsonPath()
                        .getList("handoverjobs.status"))
                .isEqualTo(List.of("HANDED_OVER"));
    }

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
    void aCustomerCollectsAndRefusesOne() {
        String store = store("Store Siegburg", 50.8, 7.2, 5);
        String picked = pickJob(collected(store, 2));
        Api.admin().body(Map.of("codes", List.of("A-13"))).post("/api/pickjobs/" + picked + "/loadunits");
        Shopfloor.pick(picked);
        String other = pickJob(collected(store, 1));
        Shopfloor.pick(other);
        Page phone = chromium.phone("en-GB");
        signIn(phone, user("FULFILLER", store));
        phone.navigate("/console/floor/" + store + "/handover");
        picture(phone, "handover-desk");
        noViolations(phone);
        largeEnough(phone);

        String shortId = Shopfloor.handover(picked).getString("shortIdentifier");
        phone.getByLabel("Name, short id or order number").fill(shortId);
        phone.keyboard().press("Enter");
        assertThat(phone.locator(".job")).hasCount(1);
        phone.getByRole(AriaRole.LINK, named("Check " + shortId)).tap();
        assertThat(phone.getByText("✓ Paid")).isVisible();
        assertThat(phone.getByText("A-13")).isVisible();
        noViolations(phone);
        largeEnough(phone);
        phone.getByLabel("Refused", new Page.GetByLabelOptions().setExact(true)).fill("1");
        phone.getByLabel("Why refused").selectOption("DAMAGED");
        phone.getByRole(AriaRole.BUTTON, button("Hand over")).tap();

        assertThat(phone.locator(".job")).hasCount(1);
        JsonPath over = Shopfloor.handover(picked);
        assertThat(over.getString("status")).isEqualTo("HANDED_OVER");
        assertThat(over.getInt("handoverJobLineItems[0].handedOverQuantity")).isOne();
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

    @Test
    void noPageOfTheFloorKeepsAnybodyOut() {
        String store = store("Store Bergisch Gladbach", 50.99, 7.13, 20);
        Carriage.carrier(store, true);
        String picked = pickJob(sent(1, PackedTags.packed()));
        Shopfloor.pick(picked);
        String toPack = Shopfloor.packJob(picked).getString("id");
        String toSend = pickJob(sent(1));
        Shopfloor.pick(toSend);
        String failed = pickJob(sent(1));
        Shopfloor.pick(failed);
        Shopfloor.failLabel(Carriage.parcel(failed).path("id"));
        String ready = pickJob(sent(1));
        Shopfloor.pick(ready);
        Carriage.addLabel(Carriage.parcel(ready).path("id"), 1);
        String waiting = pickJob(collected(store, 2));
        String lies = pickJob(collected(store, 2));
        Shopfloor.pick(lies);
        for (Page page : screens()) {
            signIn(page, user("FULFILLER", store));
            for (String path : List.of(
                    "/console/floor",
                    "/console/floor/" + store,
                    "/console/floor/" + store + "?nothing=true",
                    "/console/pick/" + waiting,
                    "/console/pick/" + waiting + "?unknown=" + "X".repeat(60),
                    "/console/pack/" + toPack,
                    "/console/shipments/" + Carriage.shipmentOf(toSend),
                    "/console/shipments/" + Carriage.shipmentOf(failed),
                    "/console/floor/" + store + "/handover",
                    "/console/floor/" + store + "/handover?text=nobody",
                    "/console/floor/" + store + "/handover/carriers",
                    "/console/handover/" + Shopfloor.handover(lies).getString("id"),
                    "/console/handover/" + Shopfloor.handover(ready).getString("id"))) {
                page.navigate(path);
                noViolationsAtAnySize(page);
                largeEnough(page);
            }
        }
    }

    // ---- what it takes

    /** With a number as short as those of a shop. */
    @Override
    Map<String, Object> body(int units) {
        Map<String, Object> body = super.body(units);
        body.put("tenantOrderId", "R-" + UUID.randomUUID().toString().substring(0, 8));
        return body;
    }

    /** A scanner is a keyboard. */
    private static void scan(Page page, String code) {
        Locator scanner = page.locator("#code");
        assertThat(scanner).isFocused();
        page.keyboard().type(code);
        page.keyboard().press("Enter");
    }

    private static void largeEnough(Page page) {
        assertThat((List<?>) page.evaluate(SMALLER_THAN_A_THUMB)).as(page.url()).isEmpty();
    }

    private JsonPath sent(int units) {
        return PlacedOrders.place(body(units));
    }

    private JsonPath sent(int units, String tag) {
        Map<String, Object> body = body(units);
        body.put("tags", List.of(Map.of("id", tag, "value", "yes")));
        return PlacedOrders.place(body);
    }

    private static String parcel(String pickJob) {
        return Api.admin()
                .get("/api/shipments/" + Carriage.shipmentOf(pickJob))
                .jsonPath()
                .getString("parcels[0].parcelRef");
    }
}
