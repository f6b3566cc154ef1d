package io.waybill.platform.test;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;

/** How tests call the platform: real HTTP, as a client with a role would. */
public final class Api {
    private Api() {}

    /** A request of the administrator. */
    public static RequestSpecification admin() {
        return given().filter(ContractFilter.INSTANCE)
                .contentType(ContentType.JSON)
                .accept(ContentType.JSON);
    }
}
