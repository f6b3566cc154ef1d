package io.waybill.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.sandbox.access.Tokens;
import io.waybill.sandbox.delivery.Deliveries;
import io.waybill.sandbox.delivery.DeliverySettings;
import io.waybill.sandbox.delivery.Subscriptions;
import io.waybill.sandbox.orders.Carts;
import io.waybill.sandbox.orders.Orders;
import io.waybill.sandbox.project.Project;
import io.waybill.sandbox.resources.Channels;
import io.waybill.sandbox.resources.CustomObjects;
import io.waybill.sandbox.resources.InventoryEntries;
import io.waybill.sandbox.resources.Payments;
import io.waybill.sandbox.resources.ShippingMethods;
import io.waybill.sandbox.resources.States;
import io.waybill.sandbox.resources.Stores;
import io.waybill.sandbox.resources.TaxCategories;
import io.waybill.sandbox.resources.Types;
import io.waybill.sandbox.resources.Zones;
import io.waybill.sandbox.wire.ApiServer;
import io.waybill.sandbox.wire.Rejection;
import io.waybill.sandbox.wire.Reply;
import io.waybill.sandbox.wire.Request;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;

/**
 * A running commercetools stand-in with one project, in memory. One host serves the API ({@code /{projectKey}/...}), the
 * token endpoint ({@code /oauth/token}) and the sandbox's own paths ({@code /sandbox/...}). Thread-safe.
 */
public final class Sandbox implements AutoCloseable {

    private final SandboxConfiguration configuration;
    private final Tokens tokens;
    private final Project project;
    private final Deliveries deliveries;
    private final Faults faults = new Faults();
    private final ProjectApi projectApi;
    private final AdminApi adminApi;
    private final ApiServer server;

    private Sandbox(SandboxConfiguration configuration, InstantSource clock) {
        this.configuration = configuration;
        tokens = new Tokens(
                configuration.projectKey(),
                configuration.clientId(),
                configuration.clientSecret(),
                configuration.allowedScopes(),
                clock);
        deliveries = new Deliveries(
                configuration.projectKey(), clock, configuration.pushEndpoints(), configuration.delivery());
        States states = new States();
        InventoryEntries inventory = new InventoryEntries();
        CustomObjects customObjects = new CustomObjects();
        Carts carts = new Carts();
        Orders orders = new Orders(carts, inventory);
        project = new Project(
                configuration.projectKey(),
                clock,
                List.of(
                        orders,
                        carts,
                        new Types(),
                        customObjects,
                        new Channels(),
                        new Stores(),
                        states,
                        new ShippingMethods(),
                        new TaxCategories(),
                        new Zones(),
                        new Payments(),
                        inventory,
                        new Subscriptions()),
                states::seed,
                deliveries::accept);
        projectApi = new ProjectApi(
                configuration,
                tokens,
                project,
                deliveries,
                customObjects,
                clock.instant().toString());
        adminApi = new AdminApi(project, deliveries, orders, faults, this::requests, this::reset);
        server = ApiServer.start(configuration.host(), configuration.port(), this::answer);
    }

    /**
     * Starts a sandbox.
     *
     * @throws IllegalStateException if the port is in use, with a message fit for a person
     */
    public static Sandbox start(SandboxConfiguration configuration) {
        return new Sandbox(configuration, InstantSource.system());
    }

    /** The API's root; the project is under {@code /{projectKey}}. No trailing slash. */
    public URI baseUri() {
        String host = configuration.host().contains(":") ? "[" + configuration.host() + "]" : configuration.host();
        return URI.create("http://" + host + ":" + server.port());
    }

    /** The authorization service's root, the same host; tokens are at {@code /oauth/token}. No trailing slash. */
    public URI authUri() {
        return baseUri();
    }

    public SandboxConfiguration configuration() {
        return configuration;
    }

    /** Sends the notifications of a topic to an endpoint from now on, those that wait included. */
    public void pushTo(String topic, URI endpoint) {
        deliveries.pushTo(topic, endpoint);
    }

    /** Changes how notifications are delivered from now on. */
    public void deliver(DeliverySettings settings) {
        deliveries.change(settings);
    }

    /** The notifications nobody has acknowledged yet, oldest first: messageId, topic, subject, attempts, lastFailure. */
    public List<ObjectNode> undelivered() {
        return deliveries.undelivered();
    }

    /** The next {@code times} API requests whose path contains {@code path} are answered with this status, 500 to 599. */
    public void fail(String method, String path, int status, int times) {
        faults.add(method, path, status, times);
    }

    /** Whether {@code GET /messages} finds any; projects of commercetools keep them only when told to. */
    public void keepMessages(boolean kept) {
        projectApi.keepMessages(kept);
    }

    /** Makes every access token issued so far invalid, as if it had expired. */
    public void revokeTokens() {
        tokens.revokeAll();
    }

    /** Forgets all resources, messages, notifications and ordered faults; tokens and endpoints stay. */
    public void reset() {
        faults.clear();
        project.reset();
        deliveries.forgetAll();
    }

    @Override
    public void close() {
        server.close();
        deliveries.close();
    }

    private long requests() {
        return server.served();
    }

    private Reply answer(Request request) {
        List<String> segments = request.segments();
        if (segments.isEmpty()) {
            throw Rejection.uriNotFound(request.path());
        }
        if (segments.getFirst().equals("sandbox")) {
            return adminApi.answer(request, segments.subList(1, segments.size()));
        }
        faults.strike(request);
        if (segments.getFirst().equals("oauth")) {
            if (segments.size() != 2 || !segments.get(1).equals("token")) {
                throw Rejection.uriNotFound(request.path());
            }
            if (!request.is("POST")) {
                throw Rejection.methodNotAllowed(request.method());
            }
            return tokens.issue(request);
        }
        return projectApi.answer(request);
    }
}
