package io.waybill.platform.shipping;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.picking.RecordableAttributeUpdate;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /api/parcels/{id}/actions}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "name")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ParcelAction.AddLabels.class, name = "ADD_LABELS_TO_PARCEL"),
    @JsonSubTypes.Type(value = ParcelAction.UpdateTrackingData.class, name = "UPDATE_TRACKING_DATA"),
    @JsonSubTypes.Type(
            value = ParcelAction.UpdateRecordableAttributes.class,
            name = "UPDATE_PARCEL_ITEM_RECORDABLE_ATTRIBUTES")
})
sealed interface ParcelAction {
    /** The version of the parcel that the client saw. */
    Long version();

    /** Labels that were made outside, or why they could not be made. */
    record AddLabels(
            @NotNull @Min(0) Long version,
            @NotNull @Size(max = 2) List<@NotNull @Valid LabelEntry> labels,
            @Nullable Boolean closeParcel,
            @Nullable @Valid CustomsDocument customsDocument,
            @Nullable @Size(min = 1, max = 256) String tenantParcelId)
            implements ParcelAction {}

    /** What the carrier reports. */
    record UpdateTrackingData(
            @NotNull @Min(0) Long version,
            @NotNull @Size(min = 1, max = 2) List<@NotNull @Valid TrackingData> trackingData)
            implements ParcelAction {}

    record UpdateRecordableAttributes(
            @NotNull @Min(0) Long version,
            @NotNull @Size(max = 500) List<@NotNull @Valid RecordableAttributeUpdate> recordableAttributeUpdates)
            implements ParcelAction {}

    /** Whether the parcel goes to the consumer or comes back. */
    enum LabelType {
        SEND_LABEL,
        RETURN_LABEL
    }

    /** What a carrier can report, and the carrier-neutral state it means. */
    enum TrackingReport {
        DELIVERED("delivered"),
        PICKED_UP("picked_up");

        final String tracking;

        TrackingReport(String tracking) {
            this.tracking = tracking;
        }
    }

    /** A label with its tracking, or the error in its place. */
    record LabelEntry(
            @NotNull LabelType labelType,
            @Nullable @Valid LabelFile labelFile,
            @Nullable @Size(min = 1, max = 500) String trackingNumber,
            @Nullable @Size(max = 2000) String trackingUrl,
            @Nullable @Size(max = 500) String errorCode,
            @Nullable @Size(min = 1, max = 2000) String errorDescription) {

        @AssertTrue(message = "must have a labelFile, a trackingNumber and a trackingUrl, or an errorDescription")
        boolean isLabelOrError() {
            return labelFile == null
                    ? errorDescription != null
                    : trackingNumber != null && trackingUrl != null && errorDescription == null;
        }

        LabelFile file() {
            return Objects.requireNonNull(labelFile);
        }
    }

    /** A document for the customs. */
    record CustomsDocument(@NotNull @Valid LabelFile labelFile) {}

    /**
     * @param content base64 of at most 5 MiB
     * @param type PDF or ZPL
     */
    record LabelFile(
            @NotNull @Size(min = 1, max = 7_000_000) String content,

            @NotNull @Pattern(regexp = "PDF|ZPL", message = "must be PDF or ZPL")
            String type) {
        private static final int MAXIMUM_BYTES = 5 * 1024 * 1024;
        private static final byte[] PDF = {'%', 'P', 'D', 'F', '-'};

        /** @throws Rejection 400 when the content is not what it says */
        Parcels.Label label(String kind) {
            byte[] bytes;
            try {
                bytes = Base64.getMimeDecoder().decode(content);
            } catch (IllegalArgumentException unreadable) {
                throw Rejection.invalid("labelFile.content must be base64");
            }
            if (bytes.length == 0 || bytes.length > MAXIMUM_BYTES) {
                throw Rejection.invalid("labelFile.content must be 1 to " + MAXIMUM_BYTES + " bytes");
            }
            if (type.equals("PDF") && !java.util.Arrays.equals(bytes, 0, Math.min(5, bytes.length), PDF, 0, 5)) {
                throw Rejection.invalid("labelFile.content must be a PDF document, as its type says");
            }
            return new Parcels.Label(kind, type, bytes);
        }
    }

    /** One report of the carrier. */
    record TrackingData(
            @NotNull LabelType type,
            @NotNull TrackingReport status,
            @NotNull @Size(min = 1, max = 500) String trackingNumber,
            @Nullable @Size(max = 2000) String carrierStatus) {}
}
