package io.waybill.platform.documents;

import io.waybill.platform.orders.OrderArticle;
import io.waybill.platform.packing.PackJob;
import io.waybill.platform.packing.PackJobStatus;
import io.waybill.platform.packing.PackLineItem;
import io.waybill.platform.picking.PickJob;
import io.waybill.platform.picking.PickJobStatus;
import io.waybill.platform.picking.PickLineItem;
import io.waybill.platform.picking.SubstituteLineItem;
import io.waybill.platform.returns.ItemReturnJob;
import io.waybill.platform.shipping.Parcel;
import io.waybill.platform.shipping.ParcelItem;
import io.waybill.platform.shipping.Shipment;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What lies in a job or a parcel, as a note lists it. Pure. */
final class GoodsLines {
    private final DocumentLanguage language;

    GoodsLines(DocumentLanguage language) {
        this.language = language;
    }

    /** What was taken, once that is known; until then what is to be taken. */
    List<Consignment.Line> of(PickJob job) {
        boolean picked = job.status() == PickJobStatus.PICKED || job.status() == PickJobStatus.CLOSED;
        List<Consignment.Line> lines = new ArrayList<>();
        for (PickLineItem line : job.pickLineItems()) {
            add(lines, line.article(), picked ? line.picked() : line.quantity(), "");
            if (picked && line.substituteLineItems() != null) {
                for (SubstituteLineItem substitute : line.substituteLineItems()) {
                    add(
                            lines,
                            substitute.article(),
                            Objects.requireNonNullElse(substitute.picked(), 0L),
                            title(line.article()));
                }
            }
        }
        return lines;
    }

    /** What was packed, once that is known; until then what is to be packed. */
    List<Consignment.Line> of(PackJob job) {
        boolean packed = job.status() == PackJobStatus.CLOSED;
        List<Consignment.Line> lines = new ArrayList<>();
        for (PackLineItem line : job.lineItems()) {
            Long units = line.packed();
            add(lines, line.article(), packed && units != null ? units : line.quantity(), "");
        }
        return lines;
    }

    List<Consignment.Line> of(Shipment shipment) {
        List<Consignment.Line> lines = new ArrayList<>();
        if (shipment.lineItems() != null) {
            shipment.lineItems().forEach(line -> add(lines, line.article(), line.quantity(), ""));
        }
        return lines;
    }

    /** Without items, nothing is known of what is in it. */
    List<Consignment.Line> of(Parcel parcel) {
        List<Consignment.Line> lines = new ArrayList<>();
        if (parcel.items() != null) {
            for (ParcelItem item : parcel.items()) {
                OrderArticle article = item.article();
                if (article != null) {
                    add(lines, article, item.quantity(), "");
                } else if (item.quantity() > 0) {
                    lines.add(new Consignment.Line("", PrintedText.of(item.description()), units(item.quantity()), ""));
                }
            }
        }
        return lines;
    }

    /** What can still come back. */
    List<Consignment.Line> of(ItemReturnJob job) {
        List<Consignment.Line> lines = new ArrayList<>();
        job.returnableLineItems().forEach(line -> add(lines, line.article(), line.returnable(), ""));
        return lines;
    }

    /** The title in the language of the document, as far as it is there. */
    String title(OrderArticle article) {
        @Nullable String localized = language.best(article.titleLocalized());
        return PrintedText.of(localized == null || localized.isBlank() ? article.title() : localized);
    }

    String units(long units) {
        return NumberFormat.getIntegerInstance(language.spoken()).format(units);
    }

    private void add(List<Consignment.Line> lines, OrderArticle article, long units, String substitutes) {
        if (units > 0) {
            lines.add(new Consignment.Line(
                    PrintedText.of(article.tenantArticleId()), title(article), units(units), substitutes));
        }
    }
}
