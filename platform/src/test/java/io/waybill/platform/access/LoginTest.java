package io.waybill.platform.access;

import static io.waybill.platform.test.Api.admin;
import static io.waybill.platform.test.Api.anonymous;
import static io.waybill.platform.test.Api.as;
import static io.waybill.platform.test.Api.login;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.PostgresTestResource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class LoginTest {

    @Test
    void a_login_answers_in_the_shape_of_the_original_and_its_token_is_verified_by_the_published_keys()
            throws Exception {
        Response answer = signIn(Api.ADMINISTRATOR, Api.ADMINISTRATOR_PASSWORD);
        answer.then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("expiresIn", equalTo("3600"))
                .body("email", equalTo("admin@waybill.local"))
                .body("localId", notNullValue())
                .body("refreshToken", notNullValue())
                .body("registered", equalTo(true));

        String keys = anonymous()
                .get("/.well-known/jwks.json")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(keys).doesNotContain("\"d\"").doesNotContain("\"p\"");
        JwtClaims claims = new JwtConsumerBuilder()
                .setVerificationKeyResolver(new JwksVerificationKeyResolver(new JsonWebKeySet(keys).getJsonWebKeys()))
                .setExpectedAudience("waybill")
                .setExpectedIssuer("urn:waybill")
                .build()
                .processToClaims(answer.path("idToken"));
        assertThat(claims.getSubject()).isEqualTo(answer.<String>path("localId"));
        assertThat(claims.getStringListClaimValue("roles")).containsExactly("ADMINISTRATOR");
    }

    @Test
    void the_synthetic_mail_address_that_clients_make_of_a_username_logs_in_too() {
        signIn("ADMIN@ocff-shop-pre.com", Api.ADMINISTRATOR_PASSWORD).then().statusCode(200);
    }

    @Test
    void wrong_credentials_answer_an_object_with_a_code_and_never_say_which_part_was_wrong() {
        String unknown = signIn("nobody-" + UUID.randomUUID(), "whatever it is")
                .then()
                .statusCode(400)
                .extract()
                .asString();
        String wrong = signIn(someone(), "not the password")
                .then()
                .statusCode(400)
                .extract()
                .asString();
        assertThat(wrong).isEqualTo(unknown);
        assertThat(JsonPath.from(wrong).getInt("error.code")).isEqualTo(400);
        assertThat(JsonPath.from(wrong).getString("error.message")).isEqualTo("INVALID_LOGIN_CREDENTIALS");
    }

    @Test
    void bodies_that_are_no_login_are_refused_in_the_same_shape() {
        for (String body : List.of("", "{", "[]", "null", "{\"email\":1,\"password\":{}}", "{\"email\":\"admin\"}")) {
            anonymous()
                    .body(body)
                    .post("/v1/accounts:signInWithPassword")
                    .then()
                    .statusCode(400)
                    .body("error.code", equalTo(400))
                    .body("error.message", notNullValue());
        }
    }

    @Test
    void a_refresh_token_is_exchanged_by_json_and_by_form() {
        String first = signIn(Api.ADMINISTRATOR, Api.ADMINISTRATOR_PASSWORD).path("refreshToken");
        Response byJson = refreshByJson(first);
        byJson.then()
                .statusCode(200)
                .body("expires_in", equalTo("3600"))
                .body("user_id", notNullValue())
                .body("token_type", equalTo("Bearer"));
        Response byForm = anonymous()
                .contentType(ContentType.URLENC)
                .formParam("grant_type", "refresh_token")
                .formParam("refresh_token", byJson.<String>path("refresh_token"))
                .post("/v1/token?key=any");
        byForm.then().statusCode(200);
        as(byForm.path("id_token")).get("/api/users/me").then().statusCode(200);
    }

    @Test
    void an_unknown_refresh_token_is_refused() {
        refreshByJson("made up").then().statusCode(400).body("error.message", equalTo("INVALID_REFRESH_TOKEN"));
    }

    @Test
    void after_five_failures_a_name_is_blocked_and_even_the_right_password_has_to_wait() {
        String username = someone();
        for (int attempt = 0; attempt < 4; attempt++) {
            signIn(username, "guess number " + attempt).then().statusCode(400);
        }
        signIn(username, "guess number 5").then().statusCode(400);
        Response blocked = signIn(username, "the right password");
        blocked.then().statusCode(429).body("error.message", equalTo("TOO_MANY_ATTEMPTS_TRY_LATER"));
        assertThat(Integer.parseInt(blocked.header("Retry-After"))).isBetween(1, 300);
        signIn(Api.ADMINISTRATOR, Api.ADMINISTRATOR_PASSWORD).then().statusCode(200);
    }

    @Test
    void without_a_token_or_with_a_forged_one_the_answer_is_401_as_an_array() throws Exception {
        RsaJsonWebKey foreign = RsaJwkGenerator.generateJwk(2048);
        String real = login(Api.ADMINISTRATOR, Api.ADMINISTRATOR_PASSWORD);
        JsonWebSignature forged = new JsonWebSignature();
        JsonWebSignature original = new JsonWebSignature();
        original.setCompactSerialization(real);
        forged.setPayload(original.getUnverifiedPayload());
        forged.setKeyIdHeaderValue(original.getKeyIdHeaderValue());
        forged.setAlgorithmHeaderValue("RS256");
        forged.setKey(foreign.getPrivateKey());
        String none = "eyJhbGciOiJub25lIn0." + real.split("\\.")[1] + ".";
        for (String token :
                List.of("", "x", "a.b.c", forged.getCompactSerialization(), none, real + "x", "e".repeat(20_000))) {
            as(token)
                    .get("/api/users/me")
                    .then()
                    .statusCode(401)
                    .header("WWW-Authenticate", "Bearer")
                    .body("[0].summary", containsString("token"));
        }
        anonymous().get("/api/users/me").then().statusCode(401);
    }

    @Test
    void a_caller_without_the_permission_gets_403_that_names_it() {
        Api.fulfiller().get("/api/users").then().statusCode(403).body("[0].summary", containsString("USERS_READ"));
    }

    @Test
    void a_user_is_created_changed_and_deleted_and_the_tokens_end_with_the_user() {
        String username = "Ada." + UUID.randomUUID();
        Response created = admin().body(Map.of(
                        "username", username,
                        "password", "the right password",
                        "firstname", "Ada",
                        "lastname", "Lovelace",
                        "locale", "de_DE",
                        "roles", List.of(Map.of("name", "SUPERVISOR", "facilities", List.of("f1", "f2")))))
                .post("/api/users");
        created.then()
                .statusCode(201)
                .header("Location", containsString("/api/users/"))
                .body("version", equalTo(1))
                .body("email", equalTo(username + "@waybill.local"))
                .body("facilityLimitations", equalTo(List.of("f1", "f2")))
                .body("assignedRoles[0].ref", equalTo("SUPERVISOR"))
                .body("authenticationProvider.type", equalTo("EMAIL_PASSWORD"))
                .body("password", nullValue());
        String id = created.path("id");

        String token = login(username.toLowerCase(java.util.Locale.ROOT), "the right password");
        as(token)
                .get("/api/users/me/effectivepermissions")
                .then()
                .statusCode(200)
                .body("userId", equalTo(id))
                .body("roles[0].permissions", hasItem("PICKJOB_WRITE"));

        admin().body(Map.of("version", 1, "actions", List.of(Map.of("action", "ModifyUser", "lastname", "King"))))
                .patch("/api/users/" + id)
                .then()
                .statusCode(200)
                .body("lastname", equalTo("King"))
                .body("version", equalTo(2));
        admin().body(Map.of("version", 1, "actions", List.of(Map.of("action", "ModifyUser", "lastname", "X"))))
                .patch("/api/users/" + id)
                .then()
                .statusCode(409)
                .body("[0].version", equalTo(2))
                .body("[0].requestVersion", equalTo(1));

        admin().delete("/api/users/" + id).then().statusCode(200);
        admin().get("/api/users/" + id).then().statusCode(404);
        as(token).get("/api/users/me").then().statusCode(401);
        signIn(username, "the right password").then().statusCode(400);
    }

    @Test
    void a_new_password_ends_the_sessions_of_the_old_one() {
        String username = someone();
        String token = login(username, "the right password");
        as(token)
                .body(Map.of(
                        "action", "ModifyCredentials", "currentPassword", "wrong one", "password", "another password"))
                .post("/api/users/me/actions")
                .then()
                .statusCode(400);
        as(token)
                .body(Map.of(
                        "action", "ModifyCredentials",
                        "currentPassword", "the right password",
                        "password", "another password"))
                .post("/api/users/me/actions")
                .then()
                .statusCode(200);
        as(token).get("/api/users/me").then().statusCode(401);
        login(username, "another password");
    }

    @Test
    void unfit_users_are_refused_with_the_field_that_is_wrong() {
        Map<String, Object> good = Map.of(
                "username", "u" + UUID.randomUUID(),
                "password", "long enough",
                "firstname", "A",
                "lastname", "B",
                "assignedRoles", List.of(Map.of("ref", "FULFILLER")));
        refused(with(good, "password", "short"), 400, "password");
        refused(with(good, "password", "ü".repeat(40)), 400, "password");
        refused(with(good, "username", "with space"), 400, "username");
        refused(with(good, "assignedRoles", List.of()), 400, "assignedRoles");
        refused(with(good, "assignedRoles", List.of(Map.of("ref", "KING"))), 422, "KING");
        refused(
                with(
                        good,
                        "assignedRoles",
                        List.of(Map.of(
                                "ref",
                                "FULFILLER",
                                "context",
                                List.of(Map.of("type", "ZONE", "values", List.of("z")))))),
                422,
                "FACILITY");
        refused(with(good, "username", Api.ADMINISTRATOR), 409, "username");
    }

    @Test
    void the_three_built_in_roles_are_listed() {
        admin().get("/api/roles")
                .then()
                .statusCode(200)
                .body("name", hasItems("ADMINISTRATOR", "FULFILLER", "SUPERVISOR"));
        admin().get("/api/roles/FULFILLER").then().statusCode(200).body("permissions", hasItem("PICKJOB_WRITE"));
        admin().get("/api/roles/KING").then().statusCode(404);
    }

    private static void refused(Map<String, Object> user, int status, String said) {
        admin().body(user).post("/api/users").then().statusCode(status).body("[0].summary", containsString(said));
    }

    private static Map<String, Object> with(Map<String, Object> fields, String field, Object value) {
        Map<String, Object> changed = new java.util.HashMap<>(fields);
        changed.put(field, value);
        return changed;
    }

    static String someone() {
        String username = "someone-" + UUID.randomUUID();
        admin().body(Map.of(
                        "username", username,
                        "password", "the right password",
                        "firstname", "Some",
                        "lastname", "One",
                        "assignedRoles", List.of(Map.of("ref", "FULFILLER"))))
                .post("/api/users")
                .then()
                .statusCode(201);
        return username;
    }

    static Response signIn(String login, String password) {
        return anonymous()
                .body(Map.of("email", login, "password", password, "returnSecureToken", true))
                .post("/v1/accounts:signInWithPassword?key=any");
    }

    static Response refreshByJson(String refreshToken) {
        return anonymous()
                .body(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken))
                .post("/v1/token?key=any");
    }
}
