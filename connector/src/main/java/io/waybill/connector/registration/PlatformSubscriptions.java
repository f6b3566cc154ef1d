package io.waybill.connector.registration;

import io.waybill.client.FulfilmentClient;
import io.waybill.client.FulfilmentRejectedException;
import io.waybill.client.Subscription;
import io.waybill.client.http.Deadline;
import io.waybill.connector.access.WebhookTokens;
import io.waybill.connector.returns.ReturnEvent;
import io.waybill.connector.settings.ConnectorSettings;
import io.waybill.connector.settings.Setting;
import io.waybill.connector.status.StatusEvent;
import io.waybill.connector.stock.StockEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The connector's webhook subscriptions at the platform, one per event. Its own are known by the marker header together
 * with the project header or, where an earlier connector left that out, with its own address. Nothing else is touched:
 * another shop may share the platform.
 */
public final class PlatformSubscriptions {
    private static final String MARKER = "x-ocff-subscriber";
    private static final String MARKER_VALUE = "ctc-app";
    private static final String PROJECT = "x-waybill-project";
    private static final String AUTHORIZATION = "Authorization";

    private final FulfilmentClient platform;
    private final ConnectorSettings settings;
    private final WebhookTokens tokens;

    /** Subscriptions at that platform. */
    public PlatformSubscriptions(FulfilmentClient platform, ConnectorSettings settings, WebhookTokens tokens) {
        this.platform = platform;
        this.settings = settings;
        this.tokens = tokens;
    }

    /** An event and where it is to be sent, below the service application. */
    private record Callback(String name, String path) {}

    private List<Callback> callbacks() {
        List<Callback> callbacks = new ArrayList<>();
        for (StatusEvent event : StatusEvent.values()) {
            callbacks.add(new Callback(event.name(), event.path()));
        }
        if (settings.active(Setting.FEAT_STOCKSYNC_ACTIVE)) {
            StockEvent.NAMES.forEach(name -> callbacks.add(new Callback(name, StockEvent.PATH)));
            StockEvent.FACILITY_NAMES.forEach(name -> callbacks.add(new Callback(name, StockEvent.FACILITY_PATH)));
        }
        if (settings.active(Setting.FEAT_RETURNSYNC_ACTIVE)) {
            for (ReturnEvent event : ReturnEvent.values()) {
                callbacks.add(new Callback(event.name(), event.path()));
            }
        }
        return callbacks;
    }

    /** Sees that every event is subscribed once, at the right address and with a fresh token; says what was done. */
    public List<String> register(Deadline deadline) {
        FulfilmentClient client = platform.within(deadline);
        List<Subscription> present = client.subscriptions().all();
        String base = configuredBase()
                .orElseThrow(() -> new IllegalStateException(
                        "CONNECT_SERVICE_URL is missing: the platform has to know where to send its events"));
        List<String> done = new ArrayList<>();
        for (Callback event : callbacks()) {
            done.add("platform subscription " + name(event) + " "
                    + align(client, present, event, base).orElse("is as it should be"));
        }
        done.addAll(deleteUnwanted(client, present));
        return done;
    }

    /** An event whose feature was switched off would otherwise come for ever. */
    private List<String> deleteUnwanted(FulfilmentClient client, List<Subscription> present) {
        List<String> done = new ArrayList<>();
        List<String> wanted = callbacks().stream().map(Callback::name).toList();
        for (Subscription each : present) {
            if (own(each) && !wanted.contains(each.event())) {
                client.subscriptions().delete(each.id());
                done.add("platform subscription " + each.name() + " deleted");
            }
        }
        return done;
    }

    /**
     * Puts right what it may: an event that is not subscribed, or with a token past half of its life. Where the address
     * is not configured, as in the job of Connect, it is that of the connector's other subscriptions.
     */
    public List<SubscriptionHealth> tend(Deadline deadline) {
        FulfilmentClient client = platform.within(deadline);
        List<Subscription> present = client.subscriptions().all();
        Optional<String> base = configuredBase().or(() -> presentBase(present));
        List<SubscriptionHealth> health = new ArrayList<>();
        for (Callback event : callbacks()) {
            health.add(base.map(known -> align(client, present, event, known)
                            .map(done -> SubscriptionHealth.healed(
                                    name(event), "platform subscription " + name(event) + " " + done))
                            .orElseGet(() -> SubscriptionHealth.good(name(event))))
                    .orElseGet(() -> SubscriptionHealth.bad(
                            name(event),
                            "the platform has no subscription of the connector and their address is not known: run"
                                    + " post-deploy of the service application")));
        }
        return health;
    }

    /** What had to be done for the event; empty when it stood as it should. */
    private Optional<String> align(FulfilmentClient client, List<Subscription> present, Callback event, String base) {
        List<Subscription> own = present.stream()
                .filter(each -> each.event().equals(event.name()) && own(each))
                .toList();
        List<Subscription> good =
                own.stream().filter(each -> good(each, base + event.path())).toList();
        List<Subscription> surplus = new ArrayList<>(own);
        if (good.isEmpty()) {
            replace(client, event, base, surplus);
            return Optional.of(own.isEmpty() ? "created" : "renewed");
        }
        surplus.remove(good.get(0));
        surplus.forEach(each -> client.subscriptions().delete(each.id()));
        return Optional.empty();
    }

    private Optional<String> configuredBase() {
        return settings.optional(Setting.CONNECT_SERVICE_URL).map(PlatformSubscriptions::trimmed);
    }

    private Optional<String> presentBase(List<Subscription> present) {
        return present.stream()
                .filter(this::own)
                .flatMap(each -> callbacks().stream()
                        .filter(event -> event.name().equals(each.event())
                                && each.callbackUrl().endsWith(event.path()))
                        .map(event -> each.callbackUrl()
                                .substring(
                                        0,
                                        each.callbackUrl().length()
                                                - event.path().length())))
                .findFirst();
    }

    /** Deletes the connector's own subscriptions; says what was done. */
    public List<String> unregister(Deadline deadline) {
        FulfilmentClient client = platform.within(deadline);
        List<String> done = new ArrayList<>();
        for (Subscription each : client.subscriptions().all()) {
            if (own(each)) {
                client.subscriptions().delete(each.id());
                done.add("platform subscription " + each.name() + " deleted");
            }
        }
        return done;
    }

    /** The events that are not subscribed as they should be. */
    public List<String> problems(Deadline deadline) {
        List<Subscription> present = platform.within(deadline).subscriptions().all();
        List<String> problems = new ArrayList<>();
        for (Callback event : callbacks()) {
            boolean subscribed = present.stream()
                    .anyMatch(each -> each.event().equals(event.name())
                            && own(each)
                            && tokens.accepts(
                                    Optional.ofNullable(each.headers().get(AUTHORIZATION.toLowerCase(Locale.ROOT)))));
            if (!subscribed) {
                problems.add("the platform has no subscription of " + event.name() + " with a valid token");
            }
        }
        return problems;
    }

    /** The new one first, so that no event falls between; only where the platform's limit is reached, the other way. */
    private void replace(FulfilmentClient client, Callback event, String base, List<Subscription> old) {
        try {
            create(client, event, base);
            old.forEach(each -> client.subscriptions().delete(each.id()));
        } catch (FulfilmentRejectedException limit) {
            if (old.isEmpty()) {
                throw limit;
            }
            old.forEach(each -> client.subscriptions().delete(each.id()));
            create(client, event, base);
        }
    }

    private void create(FulfilmentClient client, Callback event, String base) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(AUTHORIZATION, tokens.newHeader());
        headers.put(MARKER, MARKER_VALUE);
        headers.put(PROJECT, settings.text(Setting.CTP_PROJECT_KEY));
        client.subscriptions().create(name(event), event.name(), base + event.path(), headers);
    }

    private boolean own(Subscription subscription) {
        if (!MARKER_VALUE.equals(subscription.headers().get(MARKER))) {
            return false;
        }
        String project = subscription.headers().get(PROJECT);
        return project != null
                ? project.equals(settings.text(Setting.CTP_PROJECT_KEY))
                : configuredBase()
                        .filter(url -> subscription.callbackUrl().startsWith(url + "/"))
                        .isPresent();
    }

    private boolean good(Subscription subscription, String address) {
        String authorization = subscription.headers().get(AUTHORIZATION.toLowerCase(Locale.ROOT));
        return subscription.callbackUrl().equals(address)
                && subscription.headers().containsKey(PROJECT)
                && authorization != null
                && tokens.fresh(authorization);
    }

    private static String trimmed(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    private static String name(Callback event) {
        return "CTC_" + event.name();
    }
}
