package io.waybill.platform.documents;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pick list, ready to be printed.
 *
 * @param shortId by which people call the job
 * @param code of the job's id
 * @param due with the zone of the facility; empty where nobody said
 * @param asOf when the job was as listed
 */
record PickListSheet(
        String language,
        String shortId,
        @Nullable Barcode code,
        String facility,
        String due,
        String orderNumber,
        String recipient,
        boolean collected,
        List<Line> lines,
        String lineCount,
        String units,
        String asOf) {

    /**
     * @param location where to go first; empty where nothing is known
     * @param elsewhere further places; empty for none
     * @param picked units taken already; empty for none
     * @param scanned what {@code code} holds, in letters
     */
    record Line(
            String location,
            String elsewhere,
            String article,
            String title,
            String units,
            String picked,
            String scanned,
            @Nullable Barcode code) {}
}
