package io.waybill.platform.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.waybill.platform.access.SignInElsewhere;
import io.waybill.platform.test.MovableClock;
import io.waybill.platform.test.PostgresTestResource;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Signing in at an identity provider, over HTTP with a stand-in for it. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@WithTestResource(value = StandInProvider.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class SignInElsewhereTest extends BrowserStory {
    @Inject
    MovableClock clock;

    @BeforeEach
    void theProviderBehaves() {
        StandInProvider.behaviour = StandInProvider.Behaviour.ofAda();
    }

    @AfterEach
    void leaveTheClockAsItWas() {
        clock.setAhead(Duration.ZERO);
    }

    @Test
    void somebodyOfTheProviderIsInWithTheRoleThatTheirGroupStandsForAndGoesOnWhereTheyWanted() {
        Begun begun = begin("/console/orders?status=OPEN");
        assertThat(begun.answer().getHeader("Set-Cookie"))
                .contains("HttpOnly", "SameSite=Lax", "Path=/console/sign-in/oidc/shop", "Max-Age=600");

        Response in = comeBack(StandInProvider.authorize(begun.address()), begun.state());

        in.then().statusCode(303);
        assertThat(in.getHeader("Location")).endsWith("/console/orders?status=OPEN");
        String session = in.getCookie("waybill_session");
        page(session, "/console")
                .then()
                .statusCode(200)
                .body(containsString("Signed in as Ada Klein"), containsString("Orders"));
        Browser.anonymous().cookie("waybill_session", session).post("/console/sign-out");
        page(session, "/console").then().statusCode(303);
    }

    @Test
    void aSessionLastsNoLongerThanConfiguredHoweverMuchItIsUsed() {
        Begun begun = begin("/console");
        String session = comeBack(StandInProvider.authorize(begun.address()), begun.state())
                .getCookie("waybill_session");
        clock.setAhead(Duration.ofHours(3));
        page(session, "/console").then().statusCode(200);

        clock.setAhead(Duration.ofHours(4).plusMinutes(1));

        page(session, "/console").then().statusCode(303);
    }

    @Test
    void anAnswerThatThisBrowserDidNotAskForIsRefused() {
        Begun mine = begin("/console");
        Begun other = begin("/console");
        URI answer = StandInProvider.authorize(other.address());

        for (String state : List.of(mine.state(), "", "x")) {
            Response refused = comeBack(answer, state);
            refused.then().statusCode(400).body(containsString("That sign-in was not begun in this browser"));
            assertThat(refused.getCookie("waybill_session")).isNull();
        }
    }

    @Test
    void anAnswerIsGoodOnceAndForAWhile() {
        Begun begun = begin("/console");
        URI answer = StandInProvider.authorize(begun.address());
        comeBack(answer, begun.state()).then().statusCode(303);
        comeBack(answer, begun.state()).then().statusCode(400);

        Begun slow = begin("/console");
        clock.setAhead(Duration.ofMinutes(11));
        comeBack(StandInProvider.authorize(slow.address()), slow.state()).then().statusCode(400);
    }

    @Test
    void aCodeThatWasUsedBeforeIsRefusedByTheProviderAndSoHere() {
        Begun first = begin("/console");
        URI used = StandInProvider.authorize(first.address());
        comeBack(used, first.state()).then().statusCode(303);
        Begun second = begin("/console");
        String code = used.getQuery().replaceFirst(".*code=([^&]*).*", "$1");

        comeBack(
                        URI.create("/console/sign-in/oidc/shop/callback?code=" + code + "&state=" + second.state()),
                        second.state())
                .then()
                .statusCode(400)
                .body(containsString("Shop Account did not confirm who you are."));
    }

    @Test
    void anIdTokenForAnotherAttemptOrAnotherClientIsRefused() {
        for (StandInProvider.Behaviour wrong : List.of(
                StandInProvider.Behaviour.ofAda().withNonce("of another attempt"),
                StandInProvider.Behaviour.ofAda().withAudience("another-client"),
                StandInProvider.Behaviour.ofAda().withAudience("waybill-api"))) {
            StandInProvider.behaviour = wrong;
            Begun begun = begin("/console");
            Response refused = comeBack(StandInProvider.authorize(begun.address()), begun.state());
            refused.then().statusCode(400).body(containsString("Shop Account did not confirm who you are."));
            assertThat(refused.getCookie("waybill_session")).isNull();
        }
    }

    @Test
    void whoseGroupsStandForNoRoleIsToldSo() {
        StandInProvider.behaviour = StandInProvider.Behaviour.ofAda().withGroups("visitors");
        Begun begun = begin("/console");
        comeBack(StandInProvider.authorize(begun.address()), begun.state())
                .then()
                .statusCode(403)
                .body(containsString("Ada Klein is known, but has no role in Waybill."));
    }

    @Test
    void aProviderThatIsDownSaysSoInWordsAndOthersStillSignIn() {
        Browser.anonymous()
                .get("/console/sign-in/oidc/away")
                .then()
                .statusCode(502)
                .body(containsString("Partner Account does not answer at the moment."), containsString("Password"));
        Begun begun = begin("/console");
        URI answer = StandInProvider.authorize(begun.address());
        StandInProvider.behaviour = StandInProvider.Behaviour.ofAda().withDown();
        comeBack(answer, begun.state())
                .then()
                .statusCode(502)
                .body(containsString("Shop Account does not answer at the moment."));
    }

    @Test
    void signingInElsewhereLeadsNowhereElseThanIntoTheConsole() {
        for (String then : List.of("https://evil.example/", "//evil.example", "/api/orders")) {
            Begun begun = begin(then);
            Response in = comeBack(StandInProvider.authorize(begun.address()), begun.state());
            assertThat(in.getHeader("Location")).as(then).matches("(http://127.0.0.1:\\d+)?/console");
        }
        Browser.anonymous().get("/console/sign-in/oidc/nobody").then().statusCode(404);
    }

    @Test
    void peopleSignInWithTheButtonInTheirBrowser() {
        Page desk = chromium.desk("de-DE");
        desk.navigate("/console/orders");
        assertThat(desk.getByRole(AriaRole.LINK, named("Mit Shop Account anmelden")))
                .isVisible();
        noViolations(desk);
        noViolationsAtFourTimesTheSize(desk);
        picture(desk, "sign-in");

        desk.getByRole(AriaRole.LINK, named("Mit Shop Account anmelden")).click();
        desk.getByRole(AriaRole.LINK, named("Continue as Ada")).click();

        assertThat(desk.getByRole(AriaRole.HEADING, heading("Bestellungen"))).isVisible();
        assertThat(desk.getByText("Ada Klein")).isVisible();

        StandInProvider.behaviour = StandInProvider.Behaviour.ofAda().withGroups();
        Page phone = chromium.phone("en-GB");
        phone.navigate("/console/sign-in");
        phone.getByRole(AriaRole.LINK, named("Sign in with Shop Account")).click();
        phone.getByRole(AriaRole.LINK, named("Continue as Ada")).click();
        assertThat(phone.getByText("has no role in Waybill")).isVisible();
        noViolations(phone);
    }

    private record Begun(Response answer, URI address, String state) {}

    private static Begun begin(String then) {
        Response answer = Browser.anonymous().queryParam("then", then).get("/console/sign-in/oidc/shop");
        answer.then().statusCode(303);
        return new Begun(
                answer, URI.create(answer.getHeader("Location")), answer.getCookie(SignInElsewhere.STATE_COOKIE));
    }

    private static Response comeBack(URI answer, String state) {
        return Browser.anonymous()
                .urlEncodingEnabled(false)
                .cookie(SignInElsewhere.STATE_COOKIE, state)
                .get(answer.getRawPath() + "?" + answer.getRawQuery());
    }

    private static Response page(String session, String path) {
        return Browser.anonymous().cookie("waybill_session", session).get(path);
    }
}
