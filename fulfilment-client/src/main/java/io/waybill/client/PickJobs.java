package io.waybill.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.http.JsonHttp;
import java.util.List;

/** Pick jobs of the platform. */
public final class PickJobs {
    private final Api api;

    PickJobs(Api api) {
        this.api = api;
    }

    /** One pick job by its id. */
    public PickJob get(String id) {
        return PickJob.from(api.get(path(id)));
    }

    /** All that match, in the short form of lists. */
    public List<PickJob> list(Query query) {
        return api.all("/api/pickjobs", "pickjobs", query, PickJob::from);
    }

    /** One page of those that match; page with {@code size} and {@code startAfterId}. */
    public List<PickJob> page(Query query) {
        return api.get("/api/pickjobs", query)
                .path("pickjobs")
                .valueStream()
                .map(PickJob::from)
                .toList();
    }

    /**
     * Runs an action.
     *
     * @param parameters what the action needs beside its name and the version
     */
    public PickJob act(String id, String action, long version, ObjectNode parameters) {
        ObjectNode body = JsonHttp.JSON.createObjectNode().put("name", action).put("version", version);
        body.setAll(parameters);
        return PickJob.from(api.writeGuarded("POST", path(id) + "/actions", body));
    }

    /** Runs an action that needs no more than the version. */
    public PickJob act(String id, String action, long version) {
        return act(id, action, version, JsonHttp.JSON.createObjectNode());
    }

    /** Applies patch actions, each with its {@code action} name. */
    public PickJob patch(String id, long version, List<? extends JsonNode> actions) {
        ObjectNode body = JsonHttp.JSON.createObjectNode().put("version", version);
        body.putArray("actions").addAll(actions);
        return PickJob.from(api.writeGuarded("PATCH", path(id), body));
    }

    private static String path(String id) {
        return "/api/pickjobs/" + JsonHttp.encode(id);
    }
}
