package io.waybill.platform.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.waybill.platform.orders.OrderJson;
import io.waybill.platform.routing.Network;
import io.waybill.platform.routing.PlacedOrders;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.PostgresTestResource;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The console as people use it, in a real browser. With {@code -Dwaybill.docs.write=true} the pictures of docs/ are taken
 * anew.
 */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class ConsoleInBrowserTest {
    private static final Path PICTURES = Path.of("..", "docs", "pictures");

    @Inject
    Network network;

    @TestHTTPResource("/")
    URI address;

    private final String lamp =
            "LAMP-" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
    private Chromium chromium;

    @BeforeEach
    void openBrowser() {
        String base = address.toString();
        chromium = new Chromium(base.substring(0, base.length() - 1));
    }

    @AfterEach
    void noPageComplained() {
        List<String> complaints = chromium.complaints();
        chromium.close();
        assertThat(complaints).isEmpty();
    }

    @Test
    void aClerkHandlesAnOrderFromArrivalToHandoverOnAPhone() {
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

        phone.getByRole(AriaRole.LINK, named("Open the handover desk")).click();
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
        for (String language : List.of("en-GB", "de-DE")) {
            for (Page page : List.of(chromium.desk(language), chromium.phone(language))) {
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
                    noViolations(page);
                }
            }
        }
        Page desk = chromium.desk("en-GB");
        signIn(desk, Api.ADMINISTRATOR, Api.ADMINISTRATOR_PASSWORD);
        picture(desk, "overview");
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

    // ---- what it takes

    private static void signIn(Page page, String username) {
        signIn(page, username, "password of " + username);
    }

    private static void signIn(Page page, String username, String password) {
        page.navigate("/console/sign-in");
        page.locator("#username").fill(username);
        page.locator("#password").fill(password);
        page.locator("#password").press("Enter");
        assertThat(page.locator("nav")).isVisible();
    }

    /** axe-core, rules of WCAG 2.2 A and AA and its best practices. */
    private static void noViolations(Page page) {
        List<Rule> violations = new AxeBuilder(page).analyze().getViolations();
        assertThat(violations.stream()
                        .map(rule -> rule.getId() + ": " + rule.getHelp() + " "
                                + rule.getNodes().getFirst().getHtml()))
                .as(page.url())
                .isEmpty();
    }

    private static void picture(Page page, String name) {
        if (Boolean.getBoolean("waybill.docs.write")) {
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(PICTURES.resolve(name + ".png"))
                    .setFullPage(false));
        }
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    private static Page.GetByRoleOptions button(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private static Page.GetByRoleOptions heading(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    private String store(String name, double lat, double lon, int units) {
        String store = network.store(lat, lon);
        Api.admin()
                .body(Map.of("version", 1, "actions", List.of(Map.of("action", "ModifyFacility", "name", name))))
                .patch("/api/facilities/" + store)
                .then()
                .statusCode(200);
        network.stock(store, lamp, units);
        return store;
    }

    private Map<String, Object> body(int units) {
        Map<String, Object> body = OrderJson.order();
        body.put(
                "orderLineItems",
                List.of(Map.of("quantity", units, "article", Map.of("tenantArticleId", lamp, "title", "A lamp"))));
        return body;
    }

    private JsonPath collected(String store, int units) {
        Map<String, Object> body = body(units);
        body.put("deliveryPreferences", Map.of("collect", List.of(Map.of("facilityRef", store, "paid", true))));
        return PlacedOrders.place(body);
    }

    private static String pickJob(JsonPath order) {
        PlacedOrders.routed(order);
        return Api.admin()
                .queryParam("orderRef", order.getString("id"))
                .get("/api/routingplans")
                .jsonPath()
                .getString("routingPlans[0].pickJobRef");
    }

    private static String user(String role, String store) {
        String username = "clerk-" + UUID.randomUUID().toString().substring(0, 8);
        Api.user(
                username,
                "password of " + username,
                Map.of("ref", role, "context", List.of(Map.of("type", "FACILITY", "values", List.of(store)))));
        return username;
    }
}
