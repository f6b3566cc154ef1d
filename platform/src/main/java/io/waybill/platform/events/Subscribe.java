package io.waybill.platform.events;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.platform.database.Database;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.kernel.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Makes and ends subscriptions. */
@ApplicationScoped
class Subscribe {
    private static final Logger LOG = Logger.getLogger(Subscribe.class);
    private static final int LONGEST_URL = 2_000;
    private static final int LONGEST_HEADER = 8_000;
    private static final int MOST_HEADERS = 50;
    /** Headers that belong to the connection or to the signature. */
    private static final Set<String> RESERVED = Set.of(
            "host",
            "content-length",
            "content-type",
            "transfer-encoding",
            "connection",
            "keep-alive",
            "proxy-connection",
            "te",
            "trailer",
            "upgrade",
            "expect",
            "webhook-id",
            "webhook-timestamp",
            "webhook-signature");

    private final Database database;
    private final Subscriptions subscriptions;
    private final DeliveryWorker worker;
    private final Identifiers identifiers;
    private final Clock clock;

    Subscribe(
            Database database,
            Subscriptions subscriptions,
            DeliveryWorker worker,
            Identifiers identifiers,
            Clock clock) {
        this.database = database;
        this.subscriptions = subscriptions;
        this.worker = worker;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /** A subscription just made: its id, and the stored JSON. */
    record Made(String id, String json) {}

    /** @throws Rejection 400 for an unknown event, an unfit target, or a sixth subscription to one event */
    Made subscribe(SubscriptionForCreation wanted) {
        if (!EventCatalogue.has(wanted.event())) {
            throw Rejection.invalid("event must be one of those that GET /api/supportedevents lists");
        }
        Subscription.Target target = target(wanted);
        List<String> facilities = facilities(wanted.contexts());
        Subscription subscription = new Subscription(
                identifiers.next(),
                wanted.name(),
                wanted.event(),
                clock.instant(),
                target.callbackUrl(),
                target.headers(),
                target,
                wanted.contexts());
        String json = database.transaction(transaction -> {
            transaction.afterCommit(worker::subscriptionsChanged);
            return subscriptions.insert(transaction, subscription, facilities, WebhookSignature.newSecret());
        });
        return new Made(subscription.id(), json);
    }

    /** Ends it; what was still to be delivered to it is forgotten. @throws Rejection 404 */
    String unsubscribe(String id) {
        return database.transaction(transaction -> {
            transaction.afterCommit(worker::subscriptionsChanged);
            return subscriptions.delete(transaction.handle(), id);
        });
    }

    private Subscription.Target target(SubscriptionForCreation wanted) {
        String field = wanted.target() == null ? "callbackUrl" : "target.callbackUrl";
        String url = wanted.callbackUrl();
        List<Subscription.Header> headers = wanted.headers();
        if (wanted.target() != null) {
            if (!wanted.target().isObject()) {
                throw Rejection.invalid("target must be an object");
            }
            String type = text(wanted.target(), "type", "target.type", 100);
            if (!"WEBHOOK".equals(type)) {
                throw Rejection.invalid("target.type must be WEBHOOK; deliveries to " + type + " are not supported");
            }
            String given = text(wanted.target(), "callbackUrl", field, LONGEST_URL);
            if (url != null && !url.equals(given)) {
                throw Rejection.invalid("callbackUrl and target.callbackUrl differ; send only target");
            }
            url = given;
            List<Subscription.Header> ofTarget = headers(wanted.target().get("headers"));
            headers = ofTarget == null ? headers : ofTarget;
        }
        if (url == null) {
            throw Rejection.invalid("target must be given");
        }
        if (headers != null) {
            headers.forEach(Subscribe::check);
        }
        check(field, url);
        return new Subscription.Target("WEBHOOK", url, headers == null || headers.isEmpty() ? null : headers);
    }

    private void check(String field, String url) {
        try {
            worker.targets().check(url);
        } catch (WebhookTargets.Refused refused) {
            throw Rejection.invalid(field + " " + refused.getMessage());
        } catch (UnknownHostException unknown) {
            // Names come and go; each delivery looks the name up again, and checks what it finds.
            LOG.debugf("The host of a new subscription is not known yet");
        }
    }

    private static void check(Subscription.Header header) {
        String name = header.key().toLowerCase(Locale.ROOT);
        if (!name.matches("[!#$%&'*+.^_`|~0-9a-z-]+")) {
            throw Rejection.invalid("headers.key must be the name of an HTTP header");
        }
        if (RESERVED.contains(name)) {
            throw Rejection.invalid("headers.key must not be " + header.key() + ", which Waybill sets itself");
        }
        if (header.value().chars().anyMatch(character -> character < ' ' && character != '\t' || character > 255)) {
            throw Rejection.invalid("headers.value must not hold control characters or line breaks");
        }
    }

    private static @Nullable List<String> facilities(@Nullable List<Subscription.Context> contexts) {
        if (contexts == null || contexts.isEmpty()) {
            return null;
        }
        for (Subscription.Context context : contexts) {
            if (context.type() == Subscription.Context.Type.FACILITY_GROUP) {
                throw Rejection.invalid(
                        "contexts.type must be FACILITY: limits to groups of facilities are not supported by this version");
            }
        }
        if (contexts.size() > 1) {
            throw Rejection.invalid("contexts may hold FACILITY once");
        }
        return contexts.getFirst().values();
    }

    private static @Nullable List<Subscription.Header> headers(@Nullable JsonNode headers) {
        if (headers == null || headers.isNull()) {
            return null;
        }
        if (!headers.isArray() || headers.size() > MOST_HEADERS) {
            throw Rejection.invalid("target.headers must be an array of at most " + MOST_HEADERS);
        }
        List<Subscription.Header> read = new ArrayList<>();
        for (JsonNode header : headers) {
            read.add(new Subscription.Header(
                    text(header, "key", "target.headers.key", 200),
                    text(header, "value", "target.headers.value", LONGEST_HEADER)));
        }
        return read;
    }

    private static String text(JsonNode object, String field, String path, int longest) {
        JsonNode value = object.get(field);
        if (value == null || !value.isTextual() || value.textValue().length() > longest) {
            throw Rejection.invalid(path + " must be a string of at most " + longest + " characters");
        }
        return value.textValue();
    }
}
