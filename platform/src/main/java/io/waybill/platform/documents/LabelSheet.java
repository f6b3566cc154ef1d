package io.waybill.platform.documents;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A label of A6, ready to be printed.
 *
 * @param heading what to read from afar
 * @param code null where no barcode holds the text
 * @param codeText what the code holds, in letters
 * @param notes short remarks, such as the order number
 */
record LabelSheet(
        String language,
        String heading,
        PostalAddress sender,
        PostalAddress recipient,
        @Nullable Barcode code,
        String codeName,
        String codeText,
        List<NoteSheet.Fact> notes) {}
