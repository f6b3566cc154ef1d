package io.waybill.platform.documents;

import io.waybill.platform.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The return note for goods of a job, a parcel or a shipment: the consumer ticks what comes back and why. Thread-safe. */
@ApplicationScoped
public class PrintReturnNote {
    private static final double EXTRA_CODE = 26;

    private final Database database;
    private final Consignments consignments;
    private final NoteConfigurations configurations;
    private final PrintDocument print;

    PrintReturnNote(
            Database database, Consignments consignments, NoteConfigurations configurations, PrintDocument print) {
        this.database = database;
        this.consignments = consignments;
        this.configurations = configurations;
        this.print = print;
    }

    /** @throws io.waybill.platform.kernel.Rejection 404, or as {@code sight} says */
    public PrintedDocument of(GoodsOwner owner, String id, DocumentLanguage language, Sight sight) {
        record Read(Consignment consignment, @Nullable NoteConfiguration configured) {}
        Read read = database.read(handle -> new Read(
                consignments.get(handle, owner, id, language, sight),
                configurations.find(handle, NoteConfigurations.RETURN_NOTE).orElse(null)));
        return print(read.consignment(), null, read.configured(), language);
    }

    /**
     * A note that tells what a client says.
     *
     * @param qrCode what a QR code on it is to hold; null for none
     */
    PrintedDocument of(Consignment consignment, @Nullable String qrCode, DocumentLanguage language) {
        return print(
                consignment,
                qrCode,
                database.read(handle -> configurations
                        .find(handle, NoteConfigurations.RETURN_NOTE)
                        .orElse(null)),
                language);
    }

    private PrintedDocument print(
            Consignment consignment,
            @Nullable String qrCode,
            @Nullable NoteConfiguration configured,
            DocumentLanguage language) {
        DocumentTexts texts = print.texts(language);
        NoteWords words = NoteWords.ofReturnNote(configured, texts, language);
        PostalAddress company = configured == null || configured.companyAddress() == null
                ? PostalAddress.UNKNOWN
                : configured.companyAddress().printed();
        NoteSheet sheet = new NoteSheet(
                language.spoken().getLanguage(),
                words,
                consignment.orderNumber(),
                Barcode.fitting(consignment.orderNumber(), NoteFacts.CODE_WIDTH, NoteFacts.CODE_HEIGHT),
                Barcode.fitting(qrCode, 0, EXTRA_CODE),
                configured == null ? null : configured.logo(),
                company.or(consignment.back()),
                consignment.recipient(),
                NoteFacts.of(consignment, words, texts, language),
                consignment.lines(),
                "",
                reasons(configured, texts, language));
        return print.print(
                DocumentTemplates.returnNote(sheet),
                language,
                "return-note-" + consignment.orderNumber(),
                consignment.asOf());
    }

    private static List<NoteSheet.Reason> reasons(
            @Nullable NoteConfiguration configured, DocumentTexts texts, DocumentLanguage language) {
        List<String> own = configured == null || configured.reasons() == null
                ? List.of()
                : configured.reasons().stream()
                        .map(language::best)
                        .filter(Objects::nonNull)
                        .map(PrintedText::of)
                        .toList();
        List<String> used = own.isEmpty()
                ? List.of(
                        texts.reason_size(),
                        texts.reason_damaged(),
                        texts.reason_wrong(),
                        texts.reason_dislike(),
                        texts.reason_late(),
                        texts.reason_other())
                : own;
        List<NoteSheet.Reason> reasons = new ArrayList<>();
        used.forEach(text -> reasons.add(new NoteSheet.Reason(reasons.size() + 1, text)));
        return reasons;
    }
}
