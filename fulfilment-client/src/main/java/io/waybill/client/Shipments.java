package io.waybill.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.client.http.JsonHttp;
import java.util.List;
import java.util.Map;

/** Shipments of the platform. */
public final class Shipments {
    private final Api api;

    Shipments(Api api) {
        this.api = api;
    }

    /** One shipment by its id. */
    public Shipment get(String id) {
        return Shipment.from(api.get("/api/shipments/" + JsonHttp.encode(id)));
    }

    /** All that match, in the short form of lists. */
    public List<Shipment> list(Query query) {
        return api.all("/api/shipments", "shipments", query, Shipment::from);
    }

    /** Creates a parcel of the shipment. */
    public Parcel addParcel(String shipmentId, JsonNode parcel) {
        return Parcel.from(
                api.writeOnce("POST", "/api/shipments/" + JsonHttp.encode(shipmentId) + "/parcels", parcel, Map.of()));
    }
}
