package io.waybill.platform.documents;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A delivery note or return note, ready to be printed. Texts are bounded, not escaped: the template does that.
 *
 * @param logo data address of the tenant's image; null for none
 * @param orderCode null where the order number is unknown, or no barcode can hold it
 * @param extraCode a QR code that the tenant asked for
 * @param facts what stands beside the recipient
 * @param remark about what is listed; empty for none
 * @param reasons of return notes, to be ticked by number
 */
record NoteSheet(
        String language,
        NoteWords words,
        String orderNumber,
        @Nullable Barcode orderCode,
        @Nullable Barcode extraCode,
        @Nullable String logo,
        PostalAddress sender,
        PostalAddress recipient,
        List<Fact> facts,
        List<Consignment.Line> lines,
        String remark,
        List<Reason> reasons) {

    /** Something worth knowing, and its name. */
    record Fact(String name, String value) {}

    /** Why something comes back. */
    record Reason(int number, String text) {}
}
