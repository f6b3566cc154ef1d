package io.waybill.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.http.JsonHttp;
import java.util.List;

/** Item return jobs of the platform. Every write names the version of the job and is answered with the job. */
public final class ItemReturnJobs {
    private static final String PATH = "/api/itemreturnjobs";

    private final Api api;

    ItemReturnJobs(Api api) {
        this.api = api;
    }

    /** One job by its id. */
    public ItemReturnJob get(String id) {
        return ItemReturnJob.from(api.get(path(id)));
    }

    /** All that match. */
    public List<ItemReturnJob> list(Query query) {
        return api.all(PATH, "itemReturnJobsWithSearchPaths", query, ItemReturnJob::from);
    }

    /**
     * Adds an item return.
     *
     * @param itemReturn as the API's ItemReturnForCreation
     */
    public ItemReturnJob add(String id, long version, JsonNode itemReturn) {
        ObjectNode body = JsonHttp.JSON.createObjectNode().put("itemReturnJobVersion", version);
        body.set("itemReturnForCreation", itemReturn);
        return ItemReturnJob.from(api.writeGuarded("POST", path(id) + "/itemreturns", body));
    }

    /** Runs an action of the job that needs no more than the version. */
    public ItemReturnJob act(String id, String action, long version) {
        ObjectNode body = JsonHttp.JSON.createObjectNode().put("name", action).put("version", version);
        return ItemReturnJob.from(api.writeGuarded("POST", path(id) + "/actions", body));
    }

    /** Runs an action of one of its item returns. */
    public ItemReturnJob act(String id, String itemReturnId, String action, long version) {
        ObjectNode body = JsonHttp.JSON.createObjectNode().put("name", action).put("itemReturnJobVersion", version);
        String itemReturn = path(id) + "/itemreturns/" + JsonHttp.encode(itemReturnId);
        return ItemReturnJob.from(api.writeGuarded("POST", itemReturn + "/actions", body));
    }

    private static String path(String id) {
        return PATH + "/" + JsonHttp.encode(id);
    }
}
