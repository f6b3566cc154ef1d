package io.waybill.connector.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.FulfilmentException;
import io.waybill.client.http.Deadline;
import io.waybill.client.http.JsonHttp;
import io.waybill.client.http.UnansweredException;
import io.waybill.connector.access.SnsSignatures;
import io.waybill.connector.access.WebhookTokens;
import io.waybill.connector.commercetools.CommercetoolsException;
import io.waybill.connector.health.Readiness;
import io.waybill.connector.job.Reconcile;
import io.waybill.connector.longrun.LongRuns;
import io.waybill.connector.message.HandleNotification;
import io.waybill.connector.metrics.ConnectorMetrics;
import io.waybill.connector.parked.ParkedMessages;
import io.waybill.connector.parked.ReplayParked;
import io.waybill.connector.parked.Settlement;
import io.waybill.connector.returns.AlignReturns;
import io.waybill.connector.returns.ReturnEvent;
import io.waybill.connector.settings.ConnectorSettings;
import io.waybill.connector.settings.Setting;
import io.waybill.connector.status.ReflectFulfilment;
import io.waybill.connector.status.StatusEvent;
import io.waybill.connector.stock.StockEvent;
import io.waybill.connector.stock.SyncStock;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Which path does what. Connect sends traffic to the endpoint of each application, so each prefix has its own probes. */
public final class ConnectorPaths {
    private static final Logger LOG = System.getLogger(ConnectorPaths.class.getName());
    private static final String EVENTS = "POST /event";
    private static final Duration JOB_BUDGET = Duration.ofMinutes(25);

    private final Map<String, Function<Request, Response>> routes = new LinkedHashMap<>();
    private final ConnectorSettings settings;
    private final EventToken eventToken;
    private final WebhookTokens tokens;
    private final Settlement settlement;
    private final ConnectorMetrics metrics;
    private final Readiness readiness;
    private final ParkedPaths parkedPaths;

    /** The paths that every application has: status, liveness, metrics, parked messages. */
    public ConnectorPaths(
            ConnectorSettings settings,
            WebhookTokens tokens,
            Settlement settlement,
            ParkedMessages parked,
            ReplayParked replay,
            ConnectorMetrics metrics,
            Readiness readiness) {
        this.settings = settings;
        this.eventToken = new EventToken(settings);
        this.tokens = tokens;
        this.settlement = settlement;
        this.metrics = metrics;
        this.readiness = readiness;
        this.parkedPaths = new ParkedPaths(tokens, parked, replay, metrics);
        probes("");
    }

    /** Adds the messages of the shop. */
    public void withEvents(HandleNotification notifications, SnsSignatures signatures) {
        EventPaths events = new EventPaths(settings, eventToken, notifications, settlement, signatures);
        probes("/event");
        routes.put(EVENTS, events::receive);
        routes.put("OPTIONS /event", events::mayBeSentTo);
    }

    /** Adds the events of the platform. */
    public void withStatus(ReflectFulfilment reflect) {
        PlatformEventPaths paths = new PlatformEventPaths(settings, tokens, settlement);
        probes("/service");
        for (StatusEvent event : StatusEvent.values()) {
            routes.put("POST /service" + event.path(), paths.status(event, reflect));
        }
    }

    /** Adds the platform's events about stock. */
    public void withStock(SyncStock syncStock, LongRuns runs) {
        StockPaths stock = new StockPaths(settings, tokens, syncStock, runs, settlement);
        routes.put("POST /service" + StockEvent.PATH, stock::receive);
        routes.put("POST /service" + StockEvent.FACILITY_PATH, stock::facilityChanged);
    }

    /** Adds the platform's events about returns. */
    public void withReturns(AlignReturns alignReturns) {
        PlatformEventPaths paths = new PlatformEventPaths(settings, tokens, settlement);
        for (ReturnEvent event : ReturnEvent.values()) {
            routes.put("POST /service" + event.path(), paths.returns(event, alignReturns));
        }
    }

    /**
     * Adds the job: {@code POST /job} reconciles, then gives every run over everything a turn that is due.
     * {@code POST /job/{name}} begins one that is not.
     */
    public void withJob(Reconcile reconcile, Map<String, LongRuns.Run> runs) {
        probes("/job");
        Duration every = Duration.ofHours(settings.number(Setting.FULL_RUN_HOURS));
        admitted("POST /job", request -> {
            Deadline deadline = Deadline.within(JOB_BUDGET);
            ObjectNode report = reconcile
                    .run(deadline)
                    .orElseGet(() -> JsonHttp.JSON.createObjectNode().put("message", "Another run is on its way."));
            runs.forEach((name, run) -> turn(name, run, every, deadline).ifPresent(found -> report.set(name, found)));
            return Response.json(200, report);
        });
        runs.forEach((name, run) -> admitted(
                "POST /job/" + name,
                request -> turn(name, run, Duration.ZERO, Deadline.within(JOB_BUDGET))
                        .map(found -> Response.json(200, found))
                        .orElseGet(() -> Response.message(200, "Another run is on its way."))));
    }

    /** Whoever calls the job on Connect throws the answer away, so the log has it too. */
    private static Optional<ObjectNode> turn(String name, LongRuns.Run run, Duration every, Deadline deadline) {
        Optional<ObjectNode> report = run.run(every, deadline);
        report.ifPresent(found -> LOG.log(Logger.Level.INFO, "run over all {0}: {1}", name, found));
        return report;
    }

    /** A path that strangers must not use. */
    private void admitted(String path, Function<Request, Response> route) {
        routes.put(
                path,
                request -> eventToken.admits(request)
                        ? route.apply(request)
                        : Response.message(401, "Missing or invalid token"));
    }

    /** The paths by method and path. A failure of either system is answered as one. */
    public Map<String, Function<Request, Response>> routes() {
        Map<String, Function<Request, Response>> guarded = new LinkedHashMap<>();
        routes.forEach((path, route) -> guarded.put(
                path, request -> request.oversized() && !path.equals(EVENTS) ? tooLarge() : guard(route, request)));
        return guarded;
    }

    /** A queue would bring it again for days, so the path of the events parks what is too large. */
    private Response tooLarge() {
        return Response.message(413, "The body is larger than " + settings.number(Setting.MAX_BODY_MB) + " MB.");
    }

    private static Response guard(Function<Request, Response> route, Request request) {
        try {
            return route.apply(request);
        } catch (CommercetoolsException | FulfilmentException | UnansweredException remote) {
            // Whoever calls may be anybody, so what the other side said stays in the log.
            LOG.log(Logger.Level.WARNING, "{0} {1}: {2}", request.method(), request.path(), remote.getMessage());
            return Response.message(503, "One of the two systems cannot be used now; the log says why.");
        }
    }

    private void probes(String prefix) {
        routes.put("GET " + prefix + "/status", request -> status());
        routes.put(
                "GET " + prefix + "/live",
                request -> Response.json(200, JsonHttp.JSON.createObjectNode().put("status", "UP")));
        routes.put(
                "GET " + prefix + "/metrics",
                request -> new Response(200, ConnectorMetrics.MEDIA_TYPE, metrics.exposition()));
        routes.put("GET " + prefix + "/parked", parkedPaths::list);
        routes.put("GET " + prefix + "/parked/*", parkedPaths::show);
        routes.put("POST " + prefix + "/parked/replay", parkedPaths::replayAll);
        routes.put("POST " + prefix + "/parked/*", parkedPaths::replayOne);
        routes.put("DELETE " + prefix + "/parked/*", parkedPaths::forget);
    }

    private Response status() {
        Readiness.Report report = readiness.report();
        return Response.json(report.status().equals("DOWN") ? 503 : 200, report.json());
    }
}
