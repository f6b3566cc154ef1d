package io.waybill.connector.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.client.http.Deadline;
import io.waybill.client.http.JsonHttp;
import io.waybill.connector.commercetools.Commercetools;
import io.waybill.connector.commercetools.CommercetoolsRejectedException;
import io.waybill.connector.message.ShopNotification;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reads the shop's stored messages since the last run and takes up those that nothing came of. An order's creation,
 * state and deletion are compared with what was exported; any other message is done again, which changes nothing where
 * it was done already.
 */
final class SweepMessages implements Step {
    private static final String NAME = "messages";
    private static final int PAGE = 500;
    private static final int ORDERS_AT_ONCE = 50;

    private final Commercetools shop;
    private final Supplier<List<String>> types;
    private final MissedOrders missed;
    private final TakeUpHints hints;
    private final ParkedKeys parked;
    private final Duration lookBack;
    private final Duration lag;
    private final Clock clock;

    /** @param types the order messages that the connector is subscribed to */
    SweepMessages(
            Commercetools shop,
            Supplier<List<String>> types,
            MissedOrders missed,
            TakeUpHints hints,
            ParkedKeys parked,
            Duration lookBack,
            Duration lag,
            Clock clock) {
        this.shop = shop;
        this.types = types;
        this.missed = missed;
        this.hints = hints;
        this.parked = parked;
        this.lookBack = lookBack;
        this.lag = lag;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run(Progress progress, Deadline deadline) {
        Optional<String> unusable = unusable(deadline);
        if (unusable.isPresent()) {
            progress.finding(unusable.get() + ": only orders are swept");
            return;
        }
        Keyset after = Keyset.from(progress.cursor(NAME), clock.instant().minus(lookBack));
        String until = clock.instant().minus(lag).toString();
        Set<String> parkedKeys = parked.all(deadline);
        boolean more = true;
        while (more && progress.enoughTime(NAME, deadline)) {
            List<JsonNode> page = page(after, until, deadline);
            progress.count(NAME, "read", page.size());
            List<ShopNotification> found = needed(page, deadline).stream()
                    .filter(hint -> !parkedKeys.contains(hint.subject()))
                    .toList();
            if (!hints.takeUp(NAME, found, progress, deadline) || page.isEmpty()) {
                return;
            }
            after = Keyset.of(page.get(page.size() - 1), "createdAt");
            progress.advance(NAME, after.json(), deadline);
            more = page.size() == PAGE;
        }
    }

    private Optional<String> unusable(Deadline deadline) {
        try {
            JsonNode enabled = shop.within(deadline).get("").path("messages").path("enabled");
            if (enabled.isBoolean() && !enabled.booleanValue()) {
                return Optional.of("the project does not keep messages (messages.enabled is false)");
            }
            shop.within(deadline).get("/messages?limit=1&withTotal=false");
            return Optional.empty();
        } catch (CommercetoolsRejectedException refused) {
            if (refused.accessDenied()) {
                return Optional.of("messages cannot be read, the API client lacks view_messages");
            }
            throw refused;
        }
    }

    private List<JsonNode> page(Keyset after, String until, Deadline deadline) {
        String where = "resource(typeId = \"order\") and type in :types and " + after.predicate("createdAt")
                + " and createdAt < :until";
        StringBuilder path = new StringBuilder("/messages?where=" + JsonHttp.encode(where) + after.variables()
                + "&var.until=" + JsonHttp.encode(until) + "&sort=" + JsonHttp.encode("createdAt asc") + "&sort="
                + JsonHttp.encode("id asc") + "&limit=" + PAGE + "&withTotal=false");
        types.get().forEach(type -> path.append("&var.types=").append(JsonHttp.encode(type)));
        return shop.within(deadline)
                .get(path.toString())
                .path("results")
                .valueStream()
                .toList();
    }

    /** One hint for each order and kind of work, however many messages there are. */
    private List<ShopNotification> needed(List<JsonNode> messages, Deadline deadline) {
        Map<String, Optional<String>> numberByOrder = new LinkedHashMap<>();
        Set<ShopNotification> others = new LinkedHashSet<>();
        for (JsonNode message : messages) {
            ShopNotification.readMessage(message).ifPresent(read -> {
                if (read.aboutStateOfOrder()) {
                    numberByOrder.merge(read.resourceId(), read.orderNumber(), (a, b) -> b.or(() -> a));
                } else {
                    others.add(read);
                }
            });
        }
        List<ShopNotification> needed = new ArrayList<>(missed(numberByOrder, deadline));
        needed.addAll(others);
        return needed;
    }

    private List<ShopNotification> missed(Map<String, Optional<String>> numberByOrder, Deadline deadline) {
        List<ShopNotification> found = new ArrayList<>();
        List<String> ids = List.copyOf(numberByOrder.keySet());
        for (int from = 0; from < ids.size(); from += ORDERS_AT_ONCE) {
            List<String> some = ids.subList(from, Math.min(ids.size(), from + ORDERS_AT_ONCE));
            List<JsonNode> orders = orders(some, deadline);
            found.addAll(missed.among(orders, deadline));
            Set<String> gone = new LinkedHashSet<>(some);
            orders.forEach(order -> gone.remove(order.path("id").asText()));
            for (String id : missed.exportedAmong(gone, deadline)) {
                found.add(MissedOrders.hint(id, "OrderDeleted", numberByOrder.getOrDefault(id, Optional.empty())));
            }
        }
        return found;
    }

    private List<JsonNode> orders(List<String> ids, Deadline deadline) {
        StringBuilder path = new StringBuilder(
                "/orders?where=" + JsonHttp.encode("id in :ids") + "&limit=" + ORDERS_AT_ONCE + "&withTotal=false");
        ids.forEach(id -> path.append("&var.ids=").append(JsonHttp.encode(id)));
        return shop.within(deadline)
                .get(path.toString())
                .path("results")
                .valueStream()
                .toList();
    }
}
