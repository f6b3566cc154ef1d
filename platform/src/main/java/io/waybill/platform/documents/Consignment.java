package io.waybill.platform.documents;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goods that go from one address to another, as a note tells of them.
 *
 * @param orderNumber empty where none is known
 * @param reference what people call the job or parcel; empty for nothing
 * @param zone of the facility
 * @param back where goods are returned to
 * @param parcels of how many parcels this lists all goods; 1 where it lists just what is in one
 * @param asOf when it was so
 */
record Consignment(
        String orderNumber,
        @Nullable Instant orderDate,
        String reference,
        String carrier,
        String trackingNumber,
        PostalAddress sender,
        PostalAddress recipient,
        PostalAddress back,
        ZoneId zone,
        List<Line> lines,
        int parcels,
        Instant asOf) {

    /**
     * @param units as printed
     * @param substitutes the article that it takes the place of; empty for none
     */
    record Line(String article, String title, String units, String substitutes) {}
}
