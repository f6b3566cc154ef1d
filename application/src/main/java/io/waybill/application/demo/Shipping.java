package io.waybill.application.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.FulfilmentClient;
import io.waybill.client.PickJob;
import io.waybill.client.Query;
import io.waybill.client.Shipment;
import io.waybill.client.http.JsonHttp;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * Puts what was picked and packed into a parcel, and plays the carrier's integration: where the facility gets its labels
 * from outside, it adds a label with a tracking number to the parcel.
 */
final class Shipping {
    private static final String TRACKING_PAGE = "https://track.example.com/parcels/";

    private final FulfilmentClient platform;

    Shipping(FulfilmentClient platform) {
        this.platform = platform;
    }

    /** Shipments that have no finished parcel yet. */
    List<Shipment> waiting() {
        return platform.shipments().list(Query.of("status", "INITIAL").with("status", "REQUEST"));
    }

    /** Sees that every shipment of the pick job has its parcel, if the goods are ready for it. */
    void ship(String pickJobId) {
        if (goodsAreReady(pickJobId)) {
            platform.shipments().list(Query.of("pickJobRef", pickJobId)).forEach(this::parcel);
        }
    }

    private boolean goodsAreReady(String pickJobId) {
        PickJob job = platform.pickJobs().get(pickJobId);
        return job.status().equals("CLOSED")
                && platform.packJobs().list(Query.of("pickJobRef", pickJobId)).stream()
                        .allMatch(pack -> pack.json().path("status").asText().equals("CLOSED"));
    }

    private void parcel(Shipment listed) {
        Shipment shipment = platform.shipments().get(listed.id());
        if (shipment.status().equals("CANCELED") || shipment.status().equals("OBSOLETE")) {
            return;
        }
        if (shipment.parcelRefs().isEmpty()) {
            // The carrier is the shipment's.
            label(platform.shipments()
                    .addParcel(shipment.id(), JsonHttp.JSON.createObjectNode())
                    .id());
        } else {
            shipment.parcelRefs().forEach(this::label);
        }
    }

    private void label(String parcelId) {
        JsonNode parcel = platform.parcels().get(parcelId).json();
        if (!parcel.path("status").asText().equals("PROCESSING")) {
            return;
        }
        String number = "PP" + Integer.toUnsignedString(parcelId.hashCode()) + "EU";
        ObjectNode parameters = JsonHttp.JSON.createObjectNode().put("closeParcel", true);
        ObjectNode label = parameters
                .putArray("labels")
                .addObject()
                .put("labelType", "SEND_LABEL")
                .put("trackingNumber", number)
                .put("trackingUrl", TRACKING_PAGE + number);
        label.putObject("labelFile").put("type", "ZPL").put("content", drawn(number));
        platform.parcels()
                .act(parcelId, "ADD_LABELS_TO_PARCEL", parcel.path("version").asLong(), parameters);
    }

    /** A label that a Zebra printer would print. */
    private static String drawn(String number) {
        String zpl = "^XA^FO50,50^BY3^BCN,120,Y,N,N^FD" + number + "^FS^XZ";
        return Base64.getEncoder().encodeToString(zpl.getBytes(StandardCharsets.US_ASCII));
    }
}
