package io.waybill.platform.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.waybill.platform.database.Database;
import io.waybill.platform.routing.Network;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.PostgresTestResource;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may make, see and take away credentials, and what comes of it. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class CredentialPagesTest {
    private static final String CREDENTIALS = "/console/integration/credentials";

    @Inject
    Network network;

    @Inject
    Database database;

    private Browser administrator;

    @BeforeEach
    void signIn() {
        administrator = Browser.ofAdministrator();
    }

    @Test
    void newCredentialsWorkAtOnceWithTheRolesAndFacilitiesChosenAndThePasswordIsShownOnce() {
        String store = network.store(50.94, 6.96);
        String program = "program-" + UUID.randomUUID();

        Response made = create(administrator, program, store, "FULFILLER", "SUPERVISOR");

        made.then().statusCode(200).header("Cache-Control", "no-store");
        String password = password(made);
        assertThat(password).hasSizeGreaterThanOrEqualTo(20);
        String token = Api.login(program, password);
        Api.as(token)
                .get("/api/users/me/effectivepermissions")
                .then()
                .statusCode(200)
                .body(containsString("FULFILLER"), containsString("SUPERVISOR"), containsString(store));
        String one = administrator.page(CREDENTIALS + "/" + id(made));
        assertThat(one).contains(program, "SUPERVISOR").doesNotContain(password);
        String stored = database.read(handle -> handle.createQuery(
                        "select coalesce(string_agg(e.payload::text, ' '), '') from event e where e.entity_id = :id")
                .bind("id", id(made))
                .mapTo(String.class)
                .one());
        assertThat(stored).doesNotContain(password);
    }

    @Test
    void aNewPasswordEndsTheOldOneAndNamesTheVersionThatWasLookedAt() {
        String program = "program-" + UUID.randomUUID();
        Response made = create(administrator, program, "", "FULFILLER");
        String token = Api.login(program, password(made));
        String path = CREDENTIALS + "/" + id(made);

        administrator
                .request()
                .formParam("version", 7)
                .post(path + "/password")
                .then()
                .statusCode(409);
        Api.as(token).get("/api/users/me").then().statusCode(200);
        Response replaced = administrator.request().formParam("version", 1).post(path + "/password");

        replaced.then().statusCode(200);
        Api.as(token).get("/api/users/me").then().statusCode(401);
        Api.anonymous()
                .body(Map.of("email", program, "password", password(made), "returnSecureToken", true))
                .post("/v1/accounts:signInWithPassword?key=any")
                .then()
                .statusCode(400);
        Api.login(program, password(replaced));
    }

    @Test
    void takingTheSessionsAwayEndsTokensAndLeavesThePassword() {
        String program = "program-" + UUID.randomUUID();
        Response made = create(administrator, program, "", "FULFILLER");
        String token = Api.login(program, password(made));
        Api.as(token).get("/api/users/me").then().statusCode(200);

        administrator
                .request()
                .post(CREDENTIALS + "/" + id(made) + "/sessions")
                .then()
                .statusCode(303);

        Api.as(token).get("/api/users/me").then().statusCode(401);
        String again = Api.login(program, password(made));
        Api.admin().delete("/waybill/users/" + id(made) + "/sessions").then().statusCode(204);
        Api.as(again).get("/api/users/me").then().statusCode(401);
        Api.admin().delete("/waybill/users/none/sessions").then().statusCode(404);
    }

    @Test
    void credentialsAreDeletedOnlyAfterAskingAndNotWhenTheyChangedMeanwhile() {
        String program = "program-" + UUID.randomUUID();
        Response made = create(administrator, program, "", "FULFILLER");
        String path = CREDENTIALS + "/" + id(made);
        assertThat(administrator.page(path + "/delete")).contains(program + " can no longer sign in");

        administrator
                .request()
                .formParam("version", 5)
                .post(path + "/delete")
                .then()
                .statusCode(409);
        administrator
                .request()
                .formParam("version", 1)
                .post(path + "/delete")
                .then()
                .statusCode(303);

        administrator.request().get(path).then().statusCode(404);
    }

    @Test
    void nobodyGrantsMoreThanTheyMayNorRulesOverThoseWhoMayMore() {
        String store = network.store(50.94, 6.96);
        String elsewhere = network.store(53.55, 9.99);
        Api.admin()
                .body(Map.of(
                        "name",
                        "STORE_ADMIN",
                        "description",
                        "Makes users of a store",
                        "permissions",
                        List.of("ORDER_READ", "USERS_READ", "USER_READ", "USER_WRITE", "USER_MODIFY", "PICKJOB_READ")))
                .post("/api/roles");
        Api.admin()
                .body(Map.of(
                        "name", "JOB_READER", "description", "Looks at jobs", "permissions", List.of("PICKJOB_READ")))
                .post("/api/roles");
        Browser lead = user(
                Map.of("ref", "STORE_ADMIN", "context", List.of(Map.of("type", "FACILITY", "values", List.of(store)))));

        assertThat(lead.page(CREDENTIALS + "/new"))
                .contains("value=\"JOB_READER\"")
                .doesNotContain("value=\"ADMINISTRATOR\"", "value=\"SUPERVISOR\"");
        create(lead, "p-" + UUID.randomUUID(), store, "ADMINISTRATOR").then().statusCode(403);
        create(lead, "p-" + UUID.randomUUID(), "", "JOB_READER").then().statusCode(403);
        create(lead, "p-" + UUID.randomUUID(), elsewhere, "JOB_READER").then().statusCode(403);
        create(lead, "p-" + UUID.randomUUID(), store, "JOB_READER").then().statusCode(200);

        String admin = Api.admin().get("/api/users/me").jsonPath().getString("id");
        lead.request().get(CREDENTIALS + "/" + admin).then().statusCode(404);
        assertThat(lead.page("/console/integration"))
                .contains(CREDENTIALS)
                .doesNotContain("/console/integration/subscriptions", "/console/integration/connectors");
        assertThat(lead.page(CREDENTIALS)).doesNotContain(admin);
        lead.request()
                .formParam("version", 1)
                .post(CREDENTIALS + "/" + admin + "/password")
                .then()
                .statusCode(404);
        lead.request().post(CREDENTIALS + "/" + admin + "/sessions").then().statusCode(403);
    }

    @Test
    void whoMayNotManageUsersSeesNoCredentials() {
        Browser clerk = user(Map.of("ref", "FULFILLER"));
        for (String page : List.of(CREDENTIALS, CREDENTIALS + "/new", CREDENTIALS + "/none")) {
            clerk.request().get(page).then().statusCode(403);
        }
        for (String action : List.of("/new", "/none/password", "/none/sessions", "/none/delete", "/keys/rotate")) {
            clerk.request()
                    .contentType("application/x-www-form-urlencoded")
                    .post(CREDENTIALS + action)
                    .then()
                    .statusCode(403);
        }
    }

    @Test
    void whatIsWrongWithNewCredentialsIsSaidInWords() {
        create(administrator, "two words", "", "FULFILLER").then().statusCode(400);
        create(administrator, "p-" + UUID.randomUUID(), "").then().statusCode(400);
        create(administrator, "p-" + UUID.randomUUID(), "nowhere", "FULFILLER")
                .then()
                .statusCode(400)
                .body(containsString("There is no facility nowhere"));
        create(administrator, Api.ADMINISTRATOR, "", "FULFILLER").then().statusCode(409);
    }

    @Test
    void signingKeysAreListedAndANewOneSignsWithoutSigningAnybodyOut() {
        String token = Api.login(Api.ADMINISTRATOR, Api.ADMINISTRATOR_PASSWORD);
        int before = Api.admin()
                .get("/waybill/signingkeys")
                .jsonPath()
                .getList("keys")
                .size();

        administrator.request().post(CREDENTIALS + "/keys/rotate").then().statusCode(303);

        List<Boolean> signs = Api.admin().get("/waybill/signingkeys").jsonPath().getList("keys.signs");
        assertThat(signs).hasSize(before + 1).startsWith(true).containsOnlyOnce(true);
        Api.as(token).get("/api/users/me").then().statusCode(200);
        assertThat(administrator.page(CREDENTIALS))
                .contains("signInWithPassword", "only verifies")
                .doesNotContain("PRIVATE", "\"d\"");
    }

    private static Response create(Browser browser, String name, String facilities, String... roles) {
        return browser.request()
                .formParam("username", name)
                .formParam("facilities", facilities)
                .formParam("role", List.of(roles))
                .post(CREDENTIALS + "/new");
    }

    private static String password(Response shown) {
        return found("id=\"new-password\">([^<]+)<", shown);
    }

    private static String id(Response shown) {
        return found("href=\"" + CREDENTIALS + "/([^\"]+)\"", shown);
    }

    private static String found(String pattern, Response shown) {
        Matcher matcher = Pattern.compile(pattern).matcher(shown.asString());
        assertThat(matcher.find()).as(shown.asString()).isTrue();
        return matcher.group(1);
    }

    private static Browser user(Map<String, Object> role) {
        String username = "somebody-" + UUID.randomUUID();
        Api.user(username, "password of " + username, role);
        return Browser.signedIn(username, "password of " + username);
    }
}
