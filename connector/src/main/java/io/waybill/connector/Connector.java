package io.waybill.connector;

import io.waybill.client.FulfilmentClient;
import io.waybill.client.http.Deadline;
import io.waybill.connector.access.AmazonPages;
import io.waybill.connector.access.SnsSignatures;
import io.waybill.connector.access.WebhookTokens;
import io.waybill.connector.commercetools.Commercetools;
import io.waybill.connector.commercetools.CustomObjects;
import io.waybill.connector.commercetools.ShopOrders;
import io.waybill.connector.facility.FacilityDirectory;
import io.waybill.connector.facility.SyncFacility;
import io.waybill.connector.fields.CustomTypes;
import io.waybill.connector.fields.FieldNames;
import io.waybill.connector.fields.OrderType;
import io.waybill.connector.health.CheckSetup;
import io.waybill.connector.health.Readiness;
import io.waybill.connector.job.Reconcile;
import io.waybill.connector.job.ReflectOpenOrders;
import io.waybill.connector.job.SyncChannels;
import io.waybill.connector.longrun.LongRuns;
import io.waybill.connector.message.HandleNotification;
import io.waybill.connector.metrics.ConnectorMetrics;
import io.waybill.connector.order.AlignOrder;
import io.waybill.connector.order.CancelOnPlatform;
import io.waybill.connector.order.ChangeOnPlatform;
import io.waybill.connector.order.ExportRecords;
import io.waybill.connector.order.ReportRefusal;
import io.waybill.connector.parked.ParkedMessages;
import io.waybill.connector.parked.ReplayParked;
import io.waybill.connector.parked.Settlement;
import io.waybill.connector.registration.PlatformSubscriptions;
import io.waybill.connector.registration.ShopSubscriptions;
import io.waybill.connector.report.ReportToPlatform;
import io.waybill.connector.returns.AlignReturns;
import io.waybill.connector.server.ConnectorPaths;
import io.waybill.connector.server.WebServer;
import io.waybill.connector.settings.ConnectorSettings;
import io.waybill.connector.settings.RunTimeConfigurations;
import io.waybill.connector.settings.Setting;
import io.waybill.connector.settings.Tenant;
import io.waybill.connector.status.ReflectFulfilment;
import io.waybill.connector.status.ShopSetup;
import io.waybill.connector.stock.StockRule;
import io.waybill.connector.stock.SupplyPlaces;
import io.waybill.connector.stock.SyncAllStock;
import io.waybill.connector.stock.SyncStock;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The connector: its parts, put together. Start it to serve, or use it without a server for registration. Several may
 * run in one process and any number against the same shop and platform. Close it to stop.
 */
public final class Connector implements AutoCloseable {
    /** What a process serves; Connect runs each as an application of its own. */
    public enum Application {
        EVENT,
        SERVICE,
        JOB
    }

    private static final Duration REGISTRATION = Duration.ofMinutes(2);

    private final ConnectorSettings settings;
    private final Clock clock;
    private final SnsSignatures signatures;
    private final Commercetools shop;
    private final FulfilmentClient platform;
    private final CustomObjects objects;
    private final RunTimeConfigurations configurations;
    private final WebhookTokens tokens;
    private final OrderType orderType;
    private final ShopSetup setup;
    private final ParkedMessages parked;
    private final ReplayParked replay;
    private final HandleNotification notifications;
    private final ReflectFulfilment reflect;
    private final AlignReturns alignReturns;
    private final ConnectorMetrics metrics = new ConnectorMetrics();
    private final Optional<ReportToPlatform> report;
    private final Settlement settlement;
    private final ExportRecords records;
    private final SyncFacility syncFacility;
    private final LongRuns longRuns;
    private final SupplyPlaces places;
    private final SyncStock syncStock;
    private final ShopSubscriptions shopSubscriptions;
    private final PlatformSubscriptions platformSubscriptions;

    private Connector(ConnectorSettings settings, AmazonPages amazon, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.signatures = new SnsSignatures(settings.optional(Setting.CONNECT_AWS_TOPIC_ARN), amazon, clock);
        this.shop = new Commercetools(access(settings), clock);
        this.platform = FulfilmentClient.of(settings.fulfilment());
        Tenant tenant = Tenant.from(settings);
        this.objects = new CustomObjects(shop, tenant::ownNameOf);
        this.configurations = new RunTimeConfigurations(
                new CustomObjects(shop), settings.millis(Setting.CONFIGURATION_CACHE_MS), clock);
        this.tokens = new WebhookTokens(settings, clock);
        FieldNames names = FieldNames.from(settings);
        CustomTypes types = new CustomTypes(shop, clock);
        this.orderType = new OrderType(types, names);
        this.setup = new ShopSetup(settings, shop, names, types, orderType, clock);
        this.parked = new ParkedMessages(objects, clock);
        this.records = new ExportRecords(objects, settings.millis(Setting.EVENT_BUDGET_MS), clock);
        this.syncFacility = new SyncFacility(shop, platform, configurations, tenant);
        this.alignReturns = new AlignReturns(
                shop,
                platform,
                settings.optional(Setting.RETURN_UNUSABLE_CONDITIONS).orElse(""));
        this.notifications = new HandleNotification(
                alignOrder(names, tenant),
                syncFacility,
                alignReturns,
                settings.active(Setting.FEAT_ORDERSYNC_ACTIVE),
                settings.active(Setting.FEAT_CHANNELSYNC_ACTIVE),
                settings.active(Setting.FEAT_RETURNSYNC_ACTIVE));
        this.reflect = new ReflectFulfilment(shop, platform, configurations, setup, names, settings);
        this.longRuns = new LongRuns(objects, clock);
        this.places = new SupplyPlaces(shop, platform, clock);
        this.syncStock = new SyncStock(shop, platform, places, StockRule.valueOf(settings.text(Setting.STOCK_RULE)));
        this.replay = new ReplayParked(parked, notifications, reflect, alignReturns, syncStock, platform);
        this.report = settings.active(Setting.FEAT_PLATFORMREPORT_ACTIVE)
                ? Optional.of(new ReportToPlatform(
                        platform,
                        parked,
                        replay,
                        new ReportToPlatform.Identity(
                                settings.text(Setting.CTP_PROJECT_KEY), settings.optional(Setting.TENANT)),
                        clock))
                : Optional.empty();
        this.settlement = new Settlement(
                parked,
                metrics,
                report.<Runnable>map(each -> each::parkedSomething).orElse(() -> {}));
        this.shopSubscriptions = new ShopSubscriptions(shop, settings);
        this.platformSubscriptions = new PlatformSubscriptions(platform, settings, tokens);
    }

    private static AmazonPages overHttps(ConnectorSettings settings) {
        return AmazonPages.overHttps(
                settings.millis(Setting.HTTP_CONNECT_TIMEOUT_MS), settings.millis(Setting.HTTP_REQUEST_TIMEOUT_MS));
    }

    private AlignOrder alignOrder(FieldNames names, Tenant tenant) {
        ReportRefusal report = new ReportRefusal(
                new ShopOrders(shop), configurations, orderType, settings.active(Setting.FEAT_REFUSALS_ACTIVE));
        return new AlignOrder(
                shop,
                platform,
                new FacilityDirectory(platform, clock),
                records,
                configurations,
                new CancelOnPlatform(
                        platform, report, names.cancelRejected(), settings.optional(Setting.CANCEL_REJECTED_STATE)),
                new ChangeOnPlatform(platform, report, names.changeRejected()),
                new AlignOrder.Switches(
                        settings.active(Setting.FEAT_EXPORTGATE_ACTIVE),
                        settings.active(Setting.FEAT_ORDERCHANGES_ACTIVE)),
                tenant);
    }

    private static Commercetools.Access access(ConnectorSettings settings) {
        return new Commercetools.Access(
                settings.commercetoolsApi(),
                settings.commercetoolsAuth(),
                settings.text(Setting.CTP_PROJECT_KEY),
                settings.text(Setting.CTP_CLIENT_ID),
                settings.text(Setting.CTP_CLIENT_SECRET),
                settings.optional(Setting.CTP_SCOPE),
                settings.millis(Setting.HTTP_CONNECT_TIMEOUT_MS),
                settings.millis(Setting.HTTP_REQUEST_TIMEOUT_MS),
                settings.millis(Setting.EVENT_BUDGET_MS));
    }

    /** A running connector. */
    public static final class Running implements AutoCloseable {
        private final Connector connector;
        private final WebServer server;

        private Running(Connector connector, WebServer server) {
            this.connector = connector;
            this.server = server;
        }

        /** Where it listens. */
        public URI baseUri() {
            return server.baseUri();
        }

        /** The connector behind it, for registration. */
        public Connector connector() {
            return connector;
        }

        /** Finishes what is in work, then stops. */
        @Override
        public void close() {
            server.close();
            connector.close();
        }
    }

    /** A connector without a server, for registration and operation. */
    public static Connector of(ConnectorSettings settings) {
        return new Connector(settings, overHttps(settings), Clock.systemUTC());
    }

    /** Starts everything on one port. Neither the shop nor the platform has to be reachable yet. */
    public static Running start(ConnectorSettings settings) {
        return start(settings, EnumSet.allOf(Application.class));
    }

    /**
     * Starts those applications on one port.
     *
     * @throws java.io.UncheckedIOException when the port is taken
     */
    public static Running start(ConnectorSettings settings, Set<Application> applications) {
        return start(settings, applications, overHttps(settings));
    }

    /** As above, with what SNS points to read from elsewhere. */
    static Running start(ConnectorSettings settings, Set<Application> applications, AmazonPages amazon) {
        return start(settings, applications, amazon, Clock.systemUTC());
    }

    /** As above, at another time. */
    static Running start(ConnectorSettings settings, Set<Application> applications, AmazonPages amazon, Clock clock) {
        Connector connector = new Connector(settings, amazon, clock);
        try {
            return new Running(connector, connector.listen(applications));
        } catch (RuntimeException failure) {
            connector.close();
            throw failure;
        }
    }

    private WebServer listen(Set<Application> applications) {
        boolean event = applications.contains(Application.EVENT);
        boolean service = applications.contains(Application.SERVICE);
        Readiness readiness = new Readiness(
                shop,
                platform,
                shopSubscriptions,
                platformSubscriptions,
                orderType,
                setup,
                configurations,
                parked,
                metrics,
                event,
                service
                        && (settings.active(Setting.FEAT_STATUSUPDATES_ACTIVE)
                                || settings.active(Setting.FEAT_STOCKSYNC_ACTIVE)
                                || settings.active(Setting.FEAT_RETURNSYNC_ACTIVE)),
                clock);
        ConnectorPaths paths = new ConnectorPaths(settings, tokens, settlement, parked, replay, metrics, readiness);
        if (event) {
            paths.withEvents(notifications, signatures);
        }
        if (service) {
            paths.withStatus(reflect);
            paths.withStock(syncStock, longRuns);
            paths.withReturns(alignReturns);
        }
        if (applications.contains(Application.JOB)) {
            paths.withJob(reconcile(), runs());
        }
        int mostBytes = settings.number(Setting.MAX_BODY_MB) * 1024 * 1024;
        return WebServer.start(settings.bindAddress(), settings.number(Setting.PORT), mostBytes, paths.routes());
    }

    private Reconcile reconcile() {
        Reconcile.Parts parts = new Reconcile.Parts(
                shop,
                objects,
                records,
                notifications,
                settlement,
                parked,
                replay,
                shopSubscriptions,
                platformSubscriptions,
                report);
        return Reconcile.of(parts, new LongRuns(objects, clock), settings, metrics, clock);
    }

    private Map<String, LongRuns.Run> runs() {
        Map<String, LongRuns.Run> runs = new LinkedHashMap<>();
        if (settings.active(Setting.FEAT_CHANNELSYNC_ACTIVE)) {
            SyncChannels channels = new SyncChannels(shop, platform, syncFacility, settlement, parked, longRuns);
            runs.put("channels", channels);
        }
        if (settings.active(Setting.FEAT_STOCKSYNC_ACTIVE)) {
            runs.put("stock", new SyncAllStock(shop, platform, places, syncStock, longRuns));
        }
        if (settings.active(Setting.FEAT_STATUSUPDATES_ACTIVE)) {
            Duration interval = Duration.ofMinutes(settings.number(Setting.STATUS_RUN_MINUTES));
            runs.put("status", new ReflectOpenOrders(shop, records, reflect, settlement, longRuns, interval, clock));
        }
        return runs;
    }

    /** Verifies everything those applications need, and changes nothing. */
    public List<CheckSetup.Line> check(Set<Application> applications) {
        Deadline deadline = Deadline.within(REGISTRATION);
        List<CheckSetup.Line> lines = new ArrayList<>(setupCheck().prerequisites(deadline));
        lines.addAll(setupCheck()
                .registrations(
                        applications.contains(Application.EVENT),
                        applications.contains(Application.SERVICE)
                                && settings.active(Setting.FEAT_STATUSUPDATES_ACTIVE),
                        deadline));
        return lines;
    }

    /** Verifies what has to be there before anything is registered. */
    public List<CheckSetup.Line> prerequisites() {
        return setupCheck().prerequisites(Deadline.within(REGISTRATION));
    }

    private CheckSetup setupCheck() {
        return new CheckSetup(
                settings, shop, platform, configurations, orderType, shopSubscriptions, platformSubscriptions);
    }

    /**
     * Registers what those applications need: subscriptions on both sides, types and states. May be repeated.
     *
     * @return what was done, a line each
     */
    public List<String> register(Set<Application> applications) {
        Deadline deadline = Deadline.within(REGISTRATION);
        List<String> done = new ArrayList<>();
        if (applications.contains(Application.EVENT)) {
            done.addAll(shopSubscriptions.register(deadline));
        }
        if (applications.contains(Application.SERVICE)) {
            done.addAll(setup.register(configurations.current(deadline), deadline));
            done.addAll(platformSubscriptions.register(deadline));
        }
        return done;
    }

    /** Takes back the subscriptions of those applications; types and states stay, orders use them. */
    public List<String> unregister(Set<Application> applications) {
        Deadline deadline = Deadline.within(REGISTRATION);
        List<String> done = new ArrayList<>();
        if (applications.contains(Application.EVENT)) {
            done.addAll(shopSubscriptions.unregister(deadline));
        }
        if (applications.contains(Application.SERVICE)) {
            done.addAll(platformSubscriptions.unregister(deadline));
        }
        return done;
    }

    /** The parked messages. */
    public ParkedMessages parked() {
        return parked;
    }

    /** Replays parked messages. */
    public ReplayParked replay() {
        return replay;
    }

    /** A token for the protected paths, valid that long. */
    public String token(Duration lifetime) {
        return tokens.issue(lifetime);
    }

    @Override
    public void close() {
        platform.close();
        shop.close();
    }
}
