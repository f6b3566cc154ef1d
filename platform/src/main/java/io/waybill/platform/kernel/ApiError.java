package io.waybill.platform.kernel;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One entry of an error answer; the body of every error is a JSON array of these.
 *
 * @param summary names the field and what was expected, or the rule that was broken
 * @param description more detail
 * @param requestVersion on a version conflict, the version the client sent
 * @param version on a version conflict, the version the platform holds
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ApiError(
        String summary,
        @Nullable String description,
        @Nullable Long requestVersion,
        @Nullable Long version) {

    public ApiError(String summary) {
        this(summary, null, null, null);
    }

    /** What whoever asked learns of a fault that is Waybill's own; the log tells the rest under the same reference. */
    static ApiError unexpected(String reference) {
        return new ApiError("An unexpected fault; its reference is " + reference, reference, null, null);
    }
}
