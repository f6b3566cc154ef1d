package io.waybill.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.http.JsonHttp;

/** Parcels of the platform. */
public final class Parcels {
    private final Api api;

    Parcels(Api api) {
        this.api = api;
    }

    /** One parcel by its id. */
    public Parcel get(String id) {
        return Parcel.from(api.get(path(id)));
    }

    /** Runs an action, for example ADD_LABELS_TO_PARCEL. */
    public Parcel act(String id, String action, long version, ObjectNode parameters) {
        ObjectNode body = JsonHttp.JSON.createObjectNode().put("name", action).put("version", version);
        body.setAll(parameters);
        return Parcel.from(api.writeGuarded("POST", path(id) + "/actions", body));
    }

    private static String path(String id) {
        return "/api/parcels/" + JsonHttp.encode(id);
    }
}
