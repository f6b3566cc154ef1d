package io.waybill.platform.documents;

import io.waybill.platform.database.Database;
import io.waybill.platform.packing.PackJobs;
import io.waybill.platform.picking.PickJobs;
import io.waybill.platform.picking.Transfer;
import io.waybill.platform.shipping.Parcel;
import io.waybill.platform.shipping.ParcelResult;
import io.waybill.platform.shipping.Parcels;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Labels of A6 across. The one for parcels stands in for a carrier's label while there is none, and says so; the one for
 * transfers goes with goods that are moved on the tenant's own ways. Thread-safe.
 */
@ApplicationScoped
public class PrintLabel {
    private static final double CODE_WIDTH = 136;
    private static final double CODE_HEIGHT = 24;

    private final Database database;
    private final Consignments consignments;
    private final PickJobs pickJobs;
    private final PackJobs packJobs;
    private final Parcels parcels;
    private final PrintDocument print;

    PrintLabel(
            Database database,
            Consignments consignments,
            PickJobs pickJobs,
            PackJobs packJobs,
            Parcels parcels,
            PrintDocument print) {
        this.database = database;
        this.consignments = consignments;
        this.pickJobs = pickJobs;
        this.packJobs = packJobs;
        this.parcels = parcels;
        this.print = print;
    }

    private record Read(Consignment consignment, Parcel parcel) {}

    /**
     * What is stuck to a parcel as long as there is no label of a carrier. No carrier takes it for one.
     *
     * @throws io.waybill.platform.kernel.Rejection 404, or as {@code sight} says
     */
    public PrintedDocument placeholder(String parcelId, DocumentLanguage language, Sight sight) {
        Read read = database.read(handle -> new Read(
                consignments.get(handle, GoodsOwner.PARCEL, parcelId, language, sight), parcels.get(handle, parcelId)));
        DocumentTexts texts = print.texts(language);
        ParcelResult result = read.parcel().result();
        String tracking = result == null ? null : result.carrierTrackingNumber();
        Barcode tracked = Barcode.fitting(tracking, CODE_WIDTH, CODE_HEIGHT);
        String text = tracked == null ? parcelId : tracked.text();
        Consignment consignment = read.consignment();
        List<NoteSheet.Fact> notes = notes(consignment, texts);
        LabelSheet sheet = new LabelSheet(
                language.spoken().getLanguage(),
                consignment.carrier(),
                consignment.sender(),
                consignment.recipient(),
                tracked == null ? Barcode.fitting(parcelId, CODE_WIDTH, CODE_HEIGHT) : tracked,
                tracked == null ? texts.parcel() : texts.tracking_number(),
                PrintedText.of(text),
                notes);
        return print.print(
                DocumentTemplates.parcelLabel(sheet), language, "placeholder-" + parcelId, consignment.asOf());
    }

    /**
     * The label of goods that are moved between stations or facilities; its code holds the id of the job or parcel.
     *
     * @param owner a pick job, a pack job or a parcel
     * @throws io.waybill.platform.kernel.Rejection 404, or as {@code sight} says
     */
    public PrintedDocument transfer(GoodsOwner owner, String id, DocumentLanguage language, Sight sight) {
        record Moved(Consignment consignment, @Nullable List<Transfer> transfers) {}
        Moved moved = database.read(handle ->
                new Moved(consignments.get(handle, owner, id, language, sight), transfers(handle, owner, id)));
        DocumentTexts texts = print.texts(language);
        Consignment consignment = moved.consignment();
        List<NoteSheet.Fact> notes = notes(consignment, texts);
        for (Transfer transfer : Objects.requireNonNullElse(moved.transfers(), List.<Transfer>of())) {
            NoteFacts.add(
                    notes,
                    transfer.type().equals("RECEIVER") ? texts.receiver() : texts.supplier(),
                    PrintedText.of(transfer.id()));
        }
        LabelSheet sheet = new LabelSheet(
                language.spoken().getLanguage(),
                consignment.reference(),
                consignment.sender(),
                consignment.recipient(),
                Barcode.fitting(id, CODE_WIDTH, CODE_HEIGHT),
                texts.transfer_label(),
                PrintedText.of(id),
                notes);
        return print.print(DocumentTemplates.transferLabel(sheet), language, "transfer-" + id, consignment.asOf());
    }

    private @Nullable List<Transfer> transfers(Handle handle, GoodsOwner owner, String id) {
        return switch (owner) {
            case PICK_JOB -> pickJobs.get(handle, id).transfers();
            case PACK_JOB -> packJobs.get(handle, id).transfers();
            case PARCEL -> parcels.get(handle, id).transfers();
            case SHIPMENT, ITEM_RETURN_JOB -> List.of();
        };
    }

    private static List<NoteSheet.Fact> notes(Consignment consignment, DocumentTexts texts) {
        List<NoteSheet.Fact> notes = new ArrayList<>();
        NoteFacts.add(notes, texts.order_number(), consignment.orderNumber());
        NoteFacts.add(notes, texts.reference(), consignment.reference());
        return notes;
    }
}
