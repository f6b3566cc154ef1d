package io.waybill.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.client.http.Deadline;
import io.waybill.client.http.JsonHttp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The public fulfilment API. Logs in on first use, renews its token before it expires and once more on a 401, and
 * repeats calls that may be repeated. Thread-safe; close it to release its connections.
 *
 * <p>Every call throws {@link FulfilmentRejectedException} when the platform refuses it and
 * {@link FulfilmentUnavailableException} when the platform cannot now or does not answer.
 */
public final class FulfilmentClient implements AutoCloseable {
    private final Api api;

    private FulfilmentClient(Api api) {
        this.api = api;
    }

    /** A client with those settings. Connects on first use. */
    public static FulfilmentClient of(FulfilmentSettings settings) {
        return new FulfilmentClient(new Api(settings, Clock.systemUTC()));
    }

    /** The same client, bound to finish every call before the deadline. Shares connections and token. */
    public FulfilmentClient within(Deadline deadline) {
        return new FulfilmentClient(api.within(deadline));
    }

    /** Orders. */
    public Orders orders() {
        return new Orders(api);
    }

    /** Facilities. */
    public Facilities facilities() {
        return new Facilities(api);
    }

    /** Routing plans. */
    public RoutingPlans routingPlans() {
        return new RoutingPlans(api);
    }

    /** Pick jobs. */
    public PickJobs pickJobs() {
        return new PickJobs(api);
    }

    /** Pack jobs. */
    public PackJobs packJobs() {
        return new PackJobs(api);
    }

    /** Handover jobs. */
    public HandoverJobs handoverJobs() {
        return new HandoverJobs(api);
    }

    /** Shipments. */
    public Shipments shipments() {
        return new Shipments(api);
    }

    /** Parcels. */
    public Parcels parcels() {
        return new Parcels(api);
    }

    /** Stocks. */
    public Stocks stocks() {
        return new Stocks(api);
    }

    /** Item return jobs. */
    public ItemReturnJobs itemReturnJobs() {
        return new ItemReturnJobs(api);
    }

    /** Subscriptions. */
    public Subscriptions subscriptions() {
        return new Subscriptions(api);
    }

    /** The load units that a pick job's goods lie in; obsolete ones are left out. */
    public List<JsonNode> loadUnitsOf(String pickJobId) {
        return api.all("/api/loadunits", "loadUnits", Query.of("pickJobRef", pickJobId), unit -> unit).stream()
                .filter(unit -> !"OBSOLETE".equals(unit.path("status").asText()))
                .toList();
    }

    /** Creates a carrier. */
    public JsonNode createCarrier(JsonNode carrier) {
        return api.writeOnce("POST", "/api/carriers", carrier, Map.of());
    }

    /** The cross-entity view of an order. */
    public JsonNode processOfOrder(String orderId) {
        return api.get("/api/process", Query.of("orderRef", orderId));
    }

    /** A process by its id. */
    public JsonNode process(String id) {
        return api.get("/api/processes/" + JsonHttp.encode(id));
    }

    /**
     * Tells how a connector is, under {@code /waybill}; platforms other than Waybill's have no such path.
     *
     * @return what the connector is asked to do
     */
    public JsonNode reportConnector(String name, JsonNode report) {
        return api.writeGuarded("PUT", "/waybill/connectors/" + JsonHttp.encode(name), report);
    }

    /** Any read this client has no method for; {@code path} starts with {@code /api}. */
    public JsonNode get(String path, Query query) {
        return api.get(path, query);
    }

    /** Any write this client has no method for; sent again only when the platform did not process it. */
    public JsonNode send(String method, String path, @Nullable JsonNode body) {
        return api.writeOnce(method, path, body, Map.of());
    }

    @Override
    public void close() {
        api.close();
    }
}
