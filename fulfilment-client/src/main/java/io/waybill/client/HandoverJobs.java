package io.waybill.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.http.JsonHttp;
import java.util.List;

/** Handover jobs of the platform. */
public final class HandoverJobs {
    private final Api api;

    HandoverJobs(Api api) {
        this.api = api;
    }

    /** One handover job by its id. */
    public HandoverJob get(String id) {
        return HandoverJob.from(api.get(path(id)));
    }

    /** All that match, in the short form of lists. */
    public List<HandoverJob> list(Query query) {
        return api.all("/api/handoverjobs", "handoverjobs", query, HandoverJob::from);
    }

    /** One page of those that match; page with {@code size} and {@code startAfterId}. */
    public List<HandoverJob> page(Query query) {
        return api.get("/api/handoverjobs", query)
                .path("handoverjobs")
                .valueStream()
                .map(HandoverJob::from)
                .toList();
    }

    /**
     * Runs an action.
     *
     * @param parameters what the action needs beside its name and the version
     */
    public HandoverJob act(String id, String action, long version, ObjectNode parameters) {
        ObjectNode body = JsonHttp.JSON.createObjectNode().put("name", action).put("version", version);
        body.setAll(parameters);
        return HandoverJob.from(api.writeGuarded("POST", path(id) + "/actions", body));
    }

    /** Runs an action that needs no more than the version. */
    public HandoverJob act(String id, String action, long version) {
        return act(id, action, version, JsonHttp.JSON.createObjectNode());
    }

    /** Applies patch actions, each with its {@code action} name. */
    public HandoverJob patch(String id, long version, List<? extends JsonNode> actions) {
        ObjectNode body = JsonHttp.JSON.createObjectNode().put("version", version);
        body.putArray("actions").addAll(actions);
        return HandoverJob.from(api.writeGuarded("PATCH", path(id), body));
    }

    private static String path(String id) {
        return "/api/handoverjobs/" + JsonHttp.encode(id);
    }
}
