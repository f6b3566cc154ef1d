package io.waybill.platform.documents;

import io.waybill.platform.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The delivery note of a job, a parcel or a shipment: what is in it and for whom, without prices. Thread-safe. */
@ApplicationScoped
public class PrintDeliveryNote {
    private final Database database;
    private final Consignments consignments;
    private final NoteConfigurations configurations;
    private final PrintDocument print;

    PrintDeliveryNote(
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
                configurations.find(handle, NoteConfigurations.DELIVERY_NOTE).orElse(null)));
        return print(read.consignment(), read.configured(), language);
    }

    /** A note that tells what a client says. */
    PrintedDocument of(Consignment consignment, DocumentLanguage language) {
        return print(
                consignment,
                database.read(handle -> configurations
                        .find(handle, NoteConfigurations.DELIVERY_NOTE)
                        .orElse(null)),
                language);
    }

    private PrintedDocument print(
            Consignment consignment, @Nullable NoteConfiguration configured, DocumentLanguage language) {
        DocumentTexts texts = print.texts(language);
        NoteWords words = NoteWords.ofDeliveryNote(configured, texts, language);
        PostalAddress company = configured == null || configured.companyAddress() == null
                ? PostalAddress.UNKNOWN
                : configured.companyAddress().printed();
        NoteSheet sheet = new NoteSheet(
                language.spoken().getLanguage(),
                words,
                consignment.orderNumber(),
                Barcode.fitting(consignment.orderNumber(), NoteFacts.CODE_WIDTH, NoteFacts.CODE_HEIGHT),
                null,
                configured == null ? null : configured.logo(),
                company.or(consignment.sender()),
                consignment.recipient(),
                facts(consignment, words, texts, language),
                consignment.lines(),
                consignment.parcels() > 1 ? texts.part_of_parcels(String.valueOf(consignment.parcels())) : "",
                List.of());
        return print.print(
                DocumentTemplates.deliveryNote(sheet),
                language,
                "delivery-note-" + consignment.orderNumber(),
                consignment.asOf());
    }

    private static List<NoteSheet.Fact> facts(
            Consignment consignment, NoteWords words, DocumentTexts texts, DocumentLanguage language) {
        List<NoteSheet.Fact> facts = new ArrayList<>(NoteFacts.of(consignment, words, texts, language));
        NoteFacts.add(facts, texts.carrier(), consignment.carrier());
        NoteFacts.add(facts, texts.tracking_number(), consignment.trackingNumber());
        return facts;
    }
}
