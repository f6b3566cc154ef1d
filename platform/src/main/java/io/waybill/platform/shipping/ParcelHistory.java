package io.waybill.platform.shipping;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.platform.orders.ProcessHistoryEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the history of a process tells of its parcels. Pure. */
final class ParcelHistory {
    private ParcelHistory() {}

    /** @param before null when the parcel is new */
    static List<ProcessHistoryEntry> of(@Nullable Parcel before, Parcel after) {
        List<ProcessHistoryEntry> entries = new ArrayList<>();
        if (before == null) {
            entries.add(entry(after, "PARCEL_CREATED"));
        }
        if (after.status() == ParcelStatus.PROCESSING) {
            entries.add(entry(after, "PARCEL_LABEL_REQUESTED"));
        } else if (after.status() == ParcelStatus.FAILED) {
            ProcessHistoryEntry failed = entry(after, "PARCEL_LABEL_CREATION_FAILED");
            if (failed.payload() instanceof ObjectNode payload) {
                payload.put("errorMessage", error(after));
            }
            entries.add(failed);
        }
        return entries;
    }

    private static String error(Parcel parcel) {
        ParcelResult result = parcel.result();
        return result == null || result.errors() == null
                ? "The label could not be made"
                : Objects.requireNonNullElse(result.errors().labelError(), result.summary());
    }

    private static ProcessHistoryEntry entry(Parcel parcel, String type) {
        return ProcessHistoryEntry.at(
                Objects.requireNonNullElse(parcel.facilityRef(), ""),
                parcel.shortId(),
                parcel.processRef(),
                type,
                "PARCEL",
                parcel.id(),
                parcel.status().name(),
                parcel.version());
    }
}
