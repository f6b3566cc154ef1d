package io.waybill.connector.commercetools;

import com.fasterxml.jackson.databind.JsonNode;

/** commercetools understood the call and refused it. */
public final class CommercetoolsRejectedException extends CommercetoolsException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    CommercetoolsRejectedException(String call, int status, JsonNode body) {
        super(call + " answered " + status + explanation(body));
        this.status = status;
        this.code = body.path("errors").path(0).path("code").asText("");
    }

    // The first message names the field at fault; the whole body could repeat personal data of the request.
    private static String explanation(JsonNode body) {
        String message = body.path("errors")
                .path(0)
                .path("message")
                .asText(body.path("message").asText(""));
        return message.isEmpty() ? "" : ": " + (message.length() > 300 ? message.substring(0, 300) + "…" : message);
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The code of the first error, for example {@code InvalidField}; empty when there was none. */
    public String code() {
        return code;
    }

    /** Whether somebody else changed the resource first. */
    public boolean versionConflict() {
        return status == 409;
    }

    /** Whether the resource does not exist. */
    public boolean notFound() {
        return status == 404;
    }

    /** Whether the credentials or scopes are at fault, not the call. */
    public boolean accessDenied() {
        return status == 401 || status == 403;
    }
}
