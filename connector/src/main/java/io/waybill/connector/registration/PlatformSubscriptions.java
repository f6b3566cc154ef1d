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
import java.util.Map;

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
            callbacks.add(new Callback(StockEvent.NAME, StockEvent.PATH));
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
        List<String> done = new ArrayList<>();
        for (Callback event : callbacks()) {
            List<Subscription> own = present.stream()
                    .filter(each -> each.event().equals(event.name()) && own(each))
                    .toList();
            List<Subscription> good =
                    own.stream().filter(each -> good(each, event)).toList();
            List<Subscription> surplus = new ArrayList<>(own);
            if (good.isEmpty()) {
                replace(client, event, surplus);
                done.add("platform subscription " + name(event) + (own.isEmpty() ? " created" : " renewed"));
            } else {
                surplus.remove(good.get(0));
                surplus.forEach(each -> client.subscriptions().delete(each.id()));
                done.add("platform subscription " + name(event) + " is as it should be");
            }
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
                            && tokens.accepts(java.util.Optional.ofNullable(
                                    each.headers().get(AUTHORIZATION.toLowerCase(java.util.Locale.ROOT)))));
            if (!subscribed) {
                problems.add("the platform has no subscription of " + event.name() + " with a valid token");
            }
        }
        return problems;
    }

    /** The new one first, so that no event falls between; only where the platform's limit is reached, the other way. */
    private void replace(FulfilmentClient client, Callback event, List<Subscription> old) {
        try {
            create(client, event);
            old.forEach(each -> client.subscriptions().delete(each.id()));
        } catch (FulfilmentRejectedException limit) {
            if (old.isEmpty()) {
                throw limit;
            }
            old.forEach(each -> client.subscriptions().delete(each.id()));
            create(client, event);
        }
    }

    private void create(FulfilmentClient client, Callback event) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(AUTHORIZATION, tokens.newHeader());
        headers.put(MARKER, MARKER_VALUE);
        headers.put(PROJECT, settings.text(Setting.CTP_PROJECT_KEY));
        client.subscriptions().create(name(event), event.name(), address(event), headers);
    }

    private boolean own(Subscription subscription) {
        if (!MARKER_VALUE.equals(subscription.headers().get(MARKER))) {
            return false;
        }
        String project = subscription.headers().get(PROJECT);
        return project != null
                ? project.equals(settings.text(Setting.CTP_PROJECT_KEY))
                : settings.optional(Setting.CONNECT_SERVICE_URL)
                        .map(PlatformSubscriptions::trimmed)
                        .filter(url -> subscription.callbackUrl().startsWith(url + "/"))
                        .isPresent();
    }

    private boolean good(Subscription subscription, Callback event) {
        String authorization = subscription.headers().get(AUTHORIZATION.toLowerCase(java.util.Locale.ROOT));
        return subscription.callbackUrl().equals(address(event))
                && subscription.headers().containsKey(PROJECT)
                && authorization != null
                && tokens.fresh(authorization);
    }

    private String address(Callback event) {
        String url = settings.optional(Setting.CONNECT_SERVICE_URL)
                .orElseThrow(() -> new IllegalStateException(
                        "CONNECT_SERVICE_URL is missing: the platform has to know where to send its events"));
        return trimmed(url) + event.path();
    }

    private static String trimmed(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    private static String name(Callback event) {
        return "CTC_" + event.name();
    }
}
