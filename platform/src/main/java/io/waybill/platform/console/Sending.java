package io.waybill.platform.console;

import io.waybill.platform.shipping.ParcelStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What leaves with a carrier, ready to be read. */
final class Sending {
    private Sending() {}

    /**
     * A shipment with its parcels.
     *
     * @param carrier null when none collects at the facility
     * @param takesParcels whether a parcel can be made now, as far as the shipment is concerned
     * @param packing whether its goods are still to be picked or packed
     * @param parcelsMade all parcels there ever were: a form names it, so that pressed twice it makes one
     */
    record Shipment(
            String id,
            String facilityId,
            String facility,
            String shortId,
            String order,
            List<String> address,
            @Nullable String carrier,
            boolean takesParcels,
            boolean packing,
            List<Parcel> parcels,
            int parcelsMade) {

        /** Whether what is to be sent is in no parcel yet. */
        public boolean withoutParcel() {
            return parcels.isEmpty();
        }
    }

    /**
     * A parcel that counts, or whose label failed.
     *
     * @param tracking number the carrier gave; null while there is none
     * @param failure what the carrier said; null where nothing failed
     * @param size weight and measures; empty when nobody gave them
     * @param labelled whether the carrier's label is here, to be printed
     * @param contents empty when the parcel holds all that is sent
     */
    record Parcel(
            String id,
            long version,
            String shortId,
            ParcelStatus status,
            @Nullable String tracking,
            @Nullable String failure,
            String size,
            boolean labelled,
            List<String> contents) {

        public boolean failed() {
            return status == ParcelStatus.FAILED;
        }

        public boolean done() {
            return status == ParcelStatus.DONE;
        }
    }
}
