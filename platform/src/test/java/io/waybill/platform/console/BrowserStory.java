package io.waybill.platform.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ViewportSize;
import io.quarkus.test.common.http.TestHTTPResource;
import io.restassured.path.json.JsonPath;
import io.waybill.platform.orders.OrderJson;
import io.waybill.platform.routing.Network;
import io.waybill.platform.routing.PlacedOrders;
import io.waybill.platform.test.Api;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * The console as people use it, in a real browser; who tells a story of it extends this. With
 * {@code -Dwaybill.docs.write=true} the pictures of docs/ are taken anew.
 *
 * <p>Each test has an article of its own ({@link #lamp}), a browser of its own ({@link #chromium}), and fails when a page
 * complains in the browser's console.
 */
abstract class BrowserStory {
    private static final Path PICTURES = Path.of("..", "docs", "pictures");

    private static final int PHONE_WIDTH = 600;

    /** A desk of 1280 by 1024 points at 400 % (WCAG 2.2, 1.4.10). */
    private static final ViewportSize FOUR_TIMES_AS_LARGE = new ViewportSize(320, 256);

    /**
     * What does not fit: a page that scrolls sideways, and what reaches over an edge of the window or of what holds it and
     * hides the rest. What scrolls on its own (a table, which 1.4.10 allows) and what is only there for screen readers fits.
     */
    private static final String CUT_OFF = """
            () => {
              const width = document.documentElement.clientWidth;
              const found = [];
              if (document.documentElement.scrollWidth > width) found.push("the page scrolls sideways: "
                + document.documentElement.scrollWidth + " of " + width);
              const scrolls = element => { for (let e = element.parentElement; e; e = e.parentElement)
                if (["auto", "scroll"].includes(getComputedStyle(e).overflowX)) return true; return false; };
              for (const element of document.body.querySelectorAll("*")) {
                const style = getComputedStyle(element);
                const box = element.getBoundingClientRect();
                if (box.width === 0 || box.height === 0 || style.visibility === "hidden" || element.closest(".skip, svg")) continue;
                if ((box.right > width + 1 || box.left < -1) && !scrolls(element))
                  found.push("over the edge: " + element.outerHTML.slice(0, 200));
                if (box.left + element.scrollWidth > width + 1 && box.right <= width + 1 && !scrolls(element)
                    && style.overflowX === "visible" && element.children.length === 0)
                  found.push("a word is too long: " + element.outerHTML.slice(0, 200));
                if (["hidden", "clip"].includes(style.overflowX) && element.scrollWidth > element.clientWidth + 1)
                  found.push("cut off: " + element.outerHTML.slice(0, 200));
              }
              return found;
            }""";

    @Inject
    Network network;

    @TestHTTPResource("/")
    URI address;

    final String lamp = "LAMP-" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
    Chromium chromium;

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

    static void signIn(Page page, String username) {
        signIn(page, username, "password of " + username);
    }

    static void signIn(Page page, String username, String password) {
        page.navigate("/console/sign-in");
        page.locator("#username").fill(username);
        page.locator("#password").fill(password);
        page.locator("#password").press("Enter");
        assertThat(page.locator("nav")).isVisible();
    }

    /** axe-core, rules of WCAG 2.2 A and AA and its best practices. */
    static void noViolations(Page page) {
        List<Rule> violations = new AxeBuilder(page).analyze().getViolations();
        assertThat(violations.stream()
                        .map(rule -> rule.getId() + ": " + rule.getHelp() + " "
                                + rule.getNodes().getFirst().getHtml()))
                .as(page.url())
                .isEmpty();
    }

    /** As {@link #noViolations} with everything four times as large: nothing scrolls sideways, nothing is cut off. */
    static void noViolationsAtFourTimesTheSize(Page page) {
        ViewportSize before = page.viewportSize();
        page.setViewportSize(FOUR_TIMES_AS_LARGE.width, FOUR_TIMES_AS_LARGE.height);
        assertThat((List<?>) page.evaluate(CUT_OFF)).as(page.url()).isEmpty();
        noViolations(page);
        page.setViewportSize(before.width, before.height);
    }

    /** A desk, where a page can be made four times as large as well, in the language with the longer words; and a phone. */
    List<Page> screens() {
        return List.of(chromium.desk("de-DE"), chromium.phone("en-GB"));
    }

    /** {@link #noViolations}, and at a desk {@link #noViolationsAtFourTimesTheSize}: there is no phone with such a window. */
    static void noViolationsAtAnySize(Page page) {
        noViolations(page);
        if (page.viewportSize().width > PHONE_WIDTH) {
            noViolationsAtFourTimesTheSize(page);
        }
    }

    /** A picture of what the window shows, for docs/pictures. */
    static void picture(Page page, String name) {
        if (Boolean.getBoolean("waybill.docs.write")) {
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(PICTURES.resolve(name + ".png"))
                    .setFullPage(false));
        }
    }

    static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    static Page.GetByRoleOptions button(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    static Page.GetByRoleOptions heading(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    /** An online store of that name with units of the lamp. */
    String store(String name, double lat, double lon, int units) {
        String store = network.store(lat, lon);
        Api.admin()
                .body(Map.of("version", 1, "actions", List.of(Map.of("action", "ModifyFacility", "name", name))))
                .patch("/api/facilities/" + store)
                .then()
                .statusCode(200);
        network.stock(store, lamp, units);
        return store;
    }

    /** An order of lamps as it is placed. */
    Map<String, Object> body(int units) {
        Map<String, Object> body = OrderJson.order();
        body.put(
                "orderLineItems",
                List.of(Map.of("quantity", units, "article", Map.of("tenantArticleId", lamp, "title", "A lamp"))));
        return body;
    }

    /** An order of lamps that is collected at the store. */
    JsonPath collected(String store, int units) {
        Map<String, Object> body = body(units);
        body.put("deliveryPreferences", Map.of("collect", List.of(Map.of("facilityRef", store, "paid", true))));
        return PlacedOrders.place(body);
    }

    /** Id of the pick job of the order, once it is routed. */
    static String pickJob(JsonPath order) {
        PlacedOrders.routed(order);
        return Api.admin()
                .queryParam("orderRef", order.getString("id"))
                .get("/api/routingplans")
                .jsonPath()
                .getString("routingPlans[0].pickJobRef");
    }

    /** Name of a new user with that role, limited to the store; the password is "password of" and the name. */
    static String user(String role, String store) {
        String username = "clerk-" + UUID.randomUUID().toString().substring(0, 8);
        Api.user(
                username,
                "password of " + username,
                Map.of("ref", role, "context", List.of(Map.of("type", "FACILITY", "values", List.of(store)))));
        return username;
    }
}
