package io.waybill.platform.test;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** How tests call the platform: real HTTP, as a client with a role would. Each role logs in once per test JVM. */
public final class Api {
    public static final String ADMINISTRATOR = "admin";
    public static final String ADMINISTRATOR_PASSWORD = "a password for tests";

    private static final ConcurrentHashMap<String, String> TOKENS = new ConcurrentHashMap<>();

    private Api() {}

    /** A request of the administrator. */
    public static RequestSpecification admin() {
        return as(TOKENS.computeIfAbsent("ADMINISTRATOR", role -> login(ADMINISTRATOR, ADMINISTRATOR_PASSWORD)));
    }

    /** A request of a supervisor who is not limited to facilities. */
    public static RequestSpecification supervisor() {
        return withRole("SUPERVISOR");
    }

    /** A request of a fulfiller who is not limited to facilities. */
    public static RequestSpecification fulfiller() {
        return withRole("FULFILLER");
    }

    /** A request of a user with that role, limited to those facilities. */
    public static RequestSpecification withRoleAt(String role, String... facilityIds) {
        return as(newUser(
                Map.of("ref", role, "context", List.of(Map.of("type", "FACILITY", "values", List.of(facilityIds))))));
    }

    /** A request without a token. */
    public static RequestSpecification anonymous() {
        return given().filter(ContractFilter.INSTANCE)
                .contentType(ContentType.JSON)
                .accept(ContentType.JSON);
    }

    /** A request with that ID token. */
    public static RequestSpecification as(String idToken) {
        return anonymous().header("Authorization", "Bearer " + idToken);
    }

    /** Logs in and answers the ID token. */
    public static String login(String username, String password) {
        Response answer = anonymous()
                .body(Map.of("email", username, "password", password, "returnSecureToken", true))
                .post("/v1/accounts:signInWithPassword?key=any");
        return answer.then().statusCode(200).extract().path("idToken");
    }

    private static RequestSpecification withRole(String role) {
        // Made before it is put into the map: computeIfAbsent must not be entered twice by one thread.
        if (!TOKENS.containsKey(role)) {
            TOKENS.putIfAbsent(role, newUser(Map.of("ref", role)));
        }
        return as(TOKENS.get(role));
    }

    private static String newUser(Map<String, Object> assignedRole) {
        String username = "user-" + UUID.randomUUID();
        String password = "password-" + UUID.randomUUID();
        user(username, password, assignedRole);
        return login(username, password);
    }

    /** Creates a user with that role. */
    public static void user(String username, String password, Map<String, Object> assignedRole) {
        admin().body(Map.of(
                        "username",
                        username,
                        "password",
                        password,
                        "firstname",
                        "Some",
                        "lastname",
                        "One",
                        "assignedRoles",
                        List.of(assignedRole)))
                .post("/api/users")
                .then()
                .statusCode(201);
    }
}
