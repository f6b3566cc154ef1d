package io.waybill.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.http.JsonHttp;
import java.util.List;

/** Pack jobs of the platform. */
public final class PackJobs {
    private final Api api;

    PackJobs(Api api) {
        this.api = api;
    }

    /** One pack job by its id. */
    public PackJob get(String id) {
        return PackJob.from(api.get(path(id)));
    }

    /** All that match, in the short form of lists. */
    public List<PackJob> list(Query query) {
        return api.all("/api/packjobs", "packJobs", query, PackJob::from);
    }

    /** One page of those that match; page with {@code size} and {@code startAfterId}. */
    public List<PackJob> page(Query query) {
        return api.get("/api/packjobs", query)
                .path("packJobs")
                .valueStream()
                .map(PackJob::from)
                .toList();
    }

    /**
     * Runs an action.
     *
     * @param parameters what the action needs beside its name and the version
     */
    public PackJob act(String id, String action, long version, ObjectNode parameters) {
        ObjectNode body = JsonHttp.JSON.createObjectNode().put("name", action).put("version", version);
        body.setAll(parameters);
        return PackJob.from(api.writeGuarded("POST", path(id) + "/actions", body));
    }

    /** Runs an action that needs no more than the version. */
    public PackJob act(String id, String action, long version) {
        return act(id, action, version, JsonHttp.JSON.createObjectNode());
    }

    /** Applies patch actions, each with its {@code action} name. */
    public PackJob patch(String id, long version, List<? extends JsonNode> actions) {
        ObjectNode body = JsonHttp.JSON.createObjectNode().put("version", version);
        body.putArray("actions").addAll(actions);
        return PackJob.from(api.writeGuarded("PATCH", path(id), body));
    }

    private static String path(String id) {
        return "/api/packjobs/" + JsonHttp.encode(id);
    }
}
