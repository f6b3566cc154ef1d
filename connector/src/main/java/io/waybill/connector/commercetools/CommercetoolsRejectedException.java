package io.waybill.connector.commercetools;

import com.fasterxml.jackson.databind.JsonNode;

/** commercetools understood the call and refused it. */
public final class CommercetoolsRejectedException extends CommercetoolsException {
    private static final long serialVersionUID = 1L;

    private static final int LONGEST_REMARK = 300;

    private final int status;
    private final String code;
    private final String answer;
    private final String remark;

    CommercetoolsRejectedException(String call, int status, JsonNode body, String correlationId) {
        super(answer(call, status, code(body), correlationId) + (remark(body).isEmpty() ? "" : ": " + remark(body)));
        this.status = status;
        this.code = code(body);
        this.answer = answer(call, status, code, correlationId);
        this.remark = remark(body);
    }

    private static String answer(String call, int status, String code, String correlationId) {
        return call + " answered " + status + (code.isEmpty() ? "" : " " + code) + " (correlation " + correlationId
                + ")";
    }

    private static String code(JsonNode body) {
        return body.path("errors").path(0).path("code").asText("");
    }

    private static String remark(JsonNode body) {
        String message = body.path("errors")
                .path(0)
                .path("message")
                .asText(body.path("message").asText(""));
        return message.length() > LONGEST_REMARK ? message.substring(0, LONGEST_REMARK) + "…" : message;
    }

    /** The call and the status, code and correlation id of its answer; no personal data. */
    public String answer() {
        return answer;
    }

    /** The first message of the answer, which names the field at fault and may repeat its value; may be empty. */
    public String remark() {
        return remark;
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

    /** Whether something with that key is there already. */
    public boolean duplicate() {
        return code.equals("DuplicateField");
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
