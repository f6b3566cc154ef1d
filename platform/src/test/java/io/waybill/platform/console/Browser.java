package io.waybill.platform.console;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.waybill.platform.test.Api;

/** A browser as the server sees it: a cookie, forms, and no token. */
final class Browser {
    private final String cookie;

    private Browser(String cookie) {
        this.cookie = cookie;
    }

    static Browser ofAdministrator() {
        return signedIn(Api.ADMINISTRATOR, Api.ADMINISTRATOR_PASSWORD);
    }

    static Browser signedIn(String username, String password) {
        Response answer = signIn(username, password, "/console");
        answer.then().statusCode(303);
        return new Browser(answer.getCookie("waybill_session"));
    }

    static Response signIn(String username, String password, String then) {
        return anonymous()
                .formParam("username", username)
                .formParam("password", password)
                .formParam("then", then)
                .post("/console/sign-in");
    }

    /** A request of somebody who is not signed in, that follows no redirect. */
    static RequestSpecification anonymous() {
        return anonymous("en");
    }

    static RequestSpecification anonymous(String languages) {
        return given().redirects().follow(false).header("Accept-Language", languages);
    }

    /** Value of the cookie that proves who it is. */
    String cookie() {
        return cookie;
    }

    /** A request of whoever is signed in. */
    RequestSpecification request() {
        return anonymous().cookie("waybill_session", cookie);
    }

    /** The page at that address, as it stands in a link; it has to be one. */
    String page(String address) {
        return request()
                .urlEncodingEnabled(false)
                .get(address)
                .then()
                .statusCode(200)
                .contentType("text/html")
                .extract()
                .asString();
    }
}
