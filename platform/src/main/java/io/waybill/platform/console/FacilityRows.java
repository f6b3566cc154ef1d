package io.waybill.platform.console;

import io.waybill.platform.facilities.FacilityStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the list of facilities, ready to be read.
 *
 * @param text what was typed
 * @param status what was chosen; null for all
 * @param tooLong whether too much was typed to search for
 * @param next address of the following page; null on the last
 */
record FacilityRows(
        String text,
        @Nullable FacilityStatus status,
        boolean tooLong,
        List<Row> rows,
        @Nullable String next) {

    /** The statuses to choose from. */
    public List<FacilityStatus> statuses() {
        return List.of(FacilityStatus.values());
    }

    /** A facility and its work. */
    record Row(
            String id,
            String name,
            String tenantId,
            FacilityKind kind,
            FacilityStatus status,
            String city,
            String waiting,
            String late,
            boolean isLate,
            String ready) {}
}
