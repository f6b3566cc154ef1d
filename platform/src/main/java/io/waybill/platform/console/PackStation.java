package io.waybill.platform.console;

import io.waybill.platform.packing.PackJobStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the packing station shows, ready to be read. */
final class PackStation {
    private PackStation() {}

    /**
     * A pack job that is worked on.
     *
     * @param workable whether the viewer may pack now
     * @param takenBy who else is at it; null when nobody is
     * @param boxes load units in which the goods came
     * @param loose units that were packed and lie in no parcel
     * @param sending how the goods leave; null when nothing is sent
     * @param scanned what was scanned last and found no line; empty when it did
     */
    record Pack(
            String id,
            long version,
            String facilityId,
            String facility,
            String shortId,
            PackJobStatus status,
            boolean live,
            boolean workable,
            @Nullable String takenBy,
            String due,
            boolean late,
            String recipient,
            String order,
            List<String> boxes,
            List<Line> lines,
            String packed,
            String wanted,
            boolean complete,
            long loose,
            Sending.@Nullable Shipment sending,
            String scanned) {

        /** Whether parcels are made while packing. */
        public boolean inParcels() {
            return sending != null && sending.takesParcels();
        }
    }

    /** A line of a pack job. */
    record Line(String id, String article, String title, long packed, long quantity, boolean done) {}
}
