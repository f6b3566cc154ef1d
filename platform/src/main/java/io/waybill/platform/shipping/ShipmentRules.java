package io.waybill.platform.shipping;

import io.waybill.platform.kernel.Rejection;
import java.util.List;

/** How a shipment follows its parcels, and what a client may change. Pure. */
final class ShipmentRules {
    private ShipmentRules() {}

    /** The shipment in step with its parcels. A shipment that has ended keeps its status. */
    static Shipment inStep(Shipment shipment, List<Parcel> parcels) {
        Shipment listed = shipment.withParcels(parcels.stream()
                .map(parcel -> new ShipmentParcel(
                        parcel.id(),
                        parcel.carrierRef(),
                        parcel.status(),
                        parcel.result() == null ? null : parcel.result().carrierTrackingNumber()))
                .toList());
        return shipment.status().isFinal() ? listed : listed.withStatus(status(parcels));
    }

    private static ShipmentStatus status(List<Parcel> parcels) {
        boolean open = false;
        boolean done = false;
        boolean failed = false;
        for (Parcel parcel : parcels) {
            switch (parcel.status()) {
                case OPEN, WAITING_FOR_INPUT, PROCESSING -> open = true;
                case DONE -> done = true;
                case FAILED -> failed = true;
                case CANCELED, OBSOLETE -> {
                    // Given up: as if it had never been.
                }
            }
        }
        return open
                ? ShipmentStatus.REQUEST
                : failed ? ShipmentStatus.RETRYABLE : done ? ShipmentStatus.CONFIRMED : ShipmentStatus.INITIAL;
    }

    /** @throws Rejection 422 when the shipment has ended */
    static void requireLive(Shipment shipment, String what) {
        if (shipment.status().isFinal()) {
            throw Rejection.ruleBroken(
                    "Shipment " + shipment.id() + " is " + shipment.status() + "; " + what + " only before it ends");
        }
    }
}
