package io.waybill.connector.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.client.http.Deadline;
import io.waybill.client.http.JsonHttp;
import io.waybill.connector.commercetools.Commercetools;
import io.waybill.connector.message.ShopNotification;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Looks at every order that changed since the last run, and takes up the Confirmed ones that were not exported and the
 * Cancelled ones that were. Needs no stored messages. Parked orders are left to {@link RetryParked}.
 */
final class SweepOrders implements Step {
    private static final String NAME = "orders";
    private static final int PAGE = 100;

    private final Commercetools shop;
    private final MissedOrders missed;
    private final TakeUpHints hints;
    private final ParkedKeys parked;
    private final Duration lookBack;
    private final Duration lag;
    private final Clock clock;

    SweepOrders(
            Commercetools shop,
            MissedOrders missed,
            TakeUpHints hints,
            ParkedKeys parked,
            Duration lookBack,
            Duration lag,
            Clock clock) {
        this.shop = shop;
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
        Keyset after = Keyset.from(progress.cursor(NAME), clock.instant().minus(lookBack));
        String until = clock.instant().minus(lag).toString();
        Set<String> parkedKeys = parked.all(deadline);
        boolean more = true;
        while (more && progress.enoughTime(NAME, deadline)) {
            List<JsonNode> page = page(after, until, deadline);
            progress.count(NAME, "looked", page.size());
            List<ShopNotification> found = missed.among(page, deadline).stream()
                    .filter(hint -> !parkedKeys.contains("order-" + hint.resourceId()))
                    .toList();
            if (!hints.takeUp(NAME, found, progress, deadline) || page.isEmpty()) {
                return;
            }
            after = Keyset.of(page.get(page.size() - 1), "lastModifiedAt");
            progress.advance(NAME, after.json(), deadline);
            more = page.size() == PAGE;
        }
    }

    private List<JsonNode> page(Keyset after, String until, Deadline deadline) {
        String where = "orderState in (\"Confirmed\", \"Cancelled\") and " + after.predicate("lastModifiedAt")
                + " and lastModifiedAt < :until";
        String path = "/orders?where=" + JsonHttp.encode(where) + after.variables() + "&var.until="
                + JsonHttp.encode(until) + "&sort=" + JsonHttp.encode("lastModifiedAt asc") + "&sort="
                + JsonHttp.encode("id asc") + "&limit=" + PAGE + "&withTotal=false";
        return shop.within(deadline).get(path).path("results").valueStream().toList();
    }
}
