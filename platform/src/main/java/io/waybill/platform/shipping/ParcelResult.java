package io.waybill.platform.shipping;

import com.fasterxml.jackson.databind.JsonNode;
import io.soabase.recordbuilder.core.RecordBuilder;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What came of the request to the carrier: labels, tracking, errors.
 *
 * @param summary in words
 * @param trackingStatus one of the carrier-neutral states, for example {@code delivered}
 */
@RecordBuilder
@RecordBuilder.Options(addStaticBuilder = false)
public record ParcelResult(
        @NotNull @Size(max = 2000) String summary,
        @Nullable @Size(min = 1, max = 120) String carrierParcelRef,
        @Nullable @Size(max = 500) String carrierTrackingNumber,
        @Nullable JsonNode carrierTrackingStatus,
        @Nullable @Size(max = 2000) String trackingUrl,
        @Nullable @Size(max = 100) String trackingStatus,
        @Nullable @Size(max = 2000) String returnTrackingUrl,
        @Nullable @Size(max = 2000) String labelUrl,
        @Nullable @Size(max = 2000) String sendLabelUrl,
        @Nullable @Size(max = 2000) String returnLabelUrl,
        @Nullable @Size(max = 500) String returnLabelId,
        @Nullable @Size(max = 2000) String customsDocumentUrl,
        @Nullable @Size(max = 500) String customsDocumentId,
        @Nullable @Size(max = 500) String proxyId,
        @Nullable LabelErrors errors)
        implements ParcelResultBuilder.With {

    static ParcelResult of(String summary) {
        return ParcelResultBuilder.builder().summary(summary).build();
    }

    /** Why a label could not be made. */
    public record LabelErrors(
            @Nullable @Size(max = 2000) String labelError,
            @Nullable @Size(max = 2000) String returnLabelError) {}
}
