package io.waybill.sandbox.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * A request that commercetools would refuse, with the status and the error body it would answer:
 * {@code {statusCode, message, errors: [{code, message, ...}]}}. Carries no stack trace: it is an answer, not a fault.
 */
public final class Rejection extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient ObjectNode error;
    private final transient ObjectNode extra;

    private Rejection(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.error = Json.object().put("code", code).put("message", message);
        this.extra = Json.object();
    }

    public int status() {
        return status;
    }

    /** The code of the (only) error, for instance {@code InvalidInput}. */
    public String code() {
        return error.path("code").asText();
    }

    public ObjectNode body() {
        ObjectNode body = Json.object().put("statusCode", status).put("message", getMessage());
        body.putArray("errors").add(error);
        body.setAll(extra);
        return body;
    }

    private Rejection with(String name, @Nullable String value) {
        if (value != null) {
            error.put(name, value);
        }
        return this;
    }

    /** A body that is not JSON, lacks a required member or has one of the wrong type. */
    public static Rejection invalidJson(String detail) {
        return new Rejection(400, "InvalidJsonInput", "Request body does not contain valid JSON.")
                .with("detailedErrorMessage", detail);
    }

    public static Rejection invalidInput(String message) {
        return new Rejection(400, "InvalidInput", message);
    }

    public static Rejection invalidOperation(String message) {
        return new Rejection(400, "InvalidOperation", message);
    }

    public static Rejection requiredField(String field) {
        return new Rejection(400, "RequiredField", "A value is required for field '" + field + "'.")
                .with("field", field);
    }

    public static Rejection invalidField(String field, JsonNode invalid, String message) {
        Rejection rejection = new Rejection(400, "InvalidField", message).with("field", field);
        rejection.error.set("invalidValue", invalid);
        return rejection;
    }

    public static Rejection duplicateField(String field, String value, @Nullable ObjectNode conflicting) {
        Rejection rejection = new Rejection(
                        400,
                        "DuplicateField",
                        "A duplicate value '\"" + value + "\"' exists for field '" + field + "'.")
                .with("field", field)
                .with("duplicateValue", value);
        if (conflicting != null) {
            rejection.error.set("conflictingResource", conflicting);
        }
        return rejection;
    }

    public static Rejection outOfStock(Collection<String> lineItems, Collection<String> skus) {
        Rejection rejection = new Rejection(
                400, "OutOfStock", "Some line items are out of stock at the time of placing the order: " + skus + ".");
        rejection.error.set("lineItems", Json.texts(lineItems));
        rejection.error.set("skus", Json.texts(skus));
        return rejection;
    }

    public static Rejection matchingPriceNotFound(String sku) {
        return new Rejection(
                        400,
                        "MatchingPriceNotFound",
                        "The variant with SKU '" + sku + "' has no matching price; give an externalPrice.")
                .with("sku", sku);
    }

    public static Rejection referenceExists(String typeId, String referencedBy) {
        return new Rejection(
                        400,
                        "ReferenceExists",
                        "Can not delete a " + typeId + " while it is referenced from at least one '" + referencedBy
                                + "'.")
                .with("referencedBy", referencedBy);
    }

    public static Rejection notFound(String message) {
        return new Rejection(404, "ResourceNotFound", message);
    }

    public static Rejection uriNotFound(String path) {
        return new Rejection(404, "ResourceNotFound", "URI not found: " + path);
    }

    public static Rejection referencedNotFound(String typeId, @Nullable String id, @Nullable String key) {
        String named = id != null ? "identifier '" + id + "'" : "key '" + key + "'";
        return new Rejection(
                        400,
                        "ReferencedResourceNotFound",
                        "The referenced object of type '" + typeId + "' with " + named
                                + " was not found. It either doesn't exist, or it can't be accessed from this endpoint.")
                .with("typeId", typeId)
                .with("id", id)
                .with("key", key);
    }

    public static Rejection concurrentModification(String id, long expected, long actual) {
        Rejection rejection = new Rejection(
                409,
                "ConcurrentModification",
                "Object " + id + " has a different version than expected. Expected: " + expected + " - Actual: "
                        + actual + ".");
        rejection.error.put("currentVersion", actual);
        return rejection;
    }

    public static Rejection methodNotAllowed(String method) {
        return new Rejection(405, "MethodNotAllowed", "The method " + method + " is not supported on this resource.");
    }

    public static Rejection tooLarge(long limitBytes) {
        return new Rejection(413, "ContentTooLarge", "The request body exceeds the limit of " + limitBytes + " bytes.");
    }

    /** A fault of the sandbox's own or one ordered by a test, for instance 502 BadGateway or 503 OverCapacity. */
    public static Rejection fault(int status) {
        return switch (status) {
            case 502 -> new Rejection(502, "BadGateway", "The server was acting as a gateway and got no answer.");
            case 503 -> new Rejection(503, "OverCapacity", "The service is having trouble handling the load.");
            case 504 -> new Rejection(504, "GatewayTimeout", "The request took too long.");
            default -> new Rejection(status, "General", "An unexpected error occurred.");
        };
    }

    /** An OAuth refusal; these carry {@code error} and {@code error_description} beside the usual members. */
    public static Rejection oauth(int status, String error, String message) {
        Rejection rejection = new Rejection(status, error, message);
        rejection.extra.put("error", error).put("error_description", message);
        return rejection;
    }
}
