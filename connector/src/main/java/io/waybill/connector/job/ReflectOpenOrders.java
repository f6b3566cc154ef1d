package io.waybill.connector.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.http.Deadline;
import io.waybill.client.http.JsonHttp;
import io.waybill.connector.commercetools.Commercetools;
import io.waybill.connector.longrun.LongRuns;
import io.waybill.connector.longrun.Turn;
import io.waybill.connector.order.ExportRecords;
import io.waybill.connector.outcome.Outcome;
import io.waybill.connector.parked.ParkedMessages.Origin;
import io.waybill.connector.parked.Settlement;
import io.waybill.connector.status.ReflectFulfilment;
import io.waybill.connector.status.StatusEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Goes over the exported orders whose fulfilment is not at its end, and shows on each how far it is: finds the events of
 * the platform that never came. The platform cannot say which orders changed, so the shop's open ones are looked at.
 */
public final class ReflectOpenOrders implements LongRuns.Run {
    private static final String NAME = "status";
    private static final int PAGE = 100;
    private static final Duration OPEN_FOR = Duration.ofDays(60);
    private static final Duration SHIPPED_FOR = Duration.ofDays(3);
    private static final Duration ONE = Duration.ofSeconds(30);
    private static final Duration ENOUGH = Duration.ofSeconds(45);
    private static final String WHERE = "createdAt > :since and id > :id and orderState != \"Open\""
            + " and (shipmentState is not defined or shipmentState not in (\"Shipped\", \"Delivered\", \"Canceled\")"
            + " or (shipmentState = \"Shipped\" and lastModifiedAt > :shipped))";

    private final Commercetools shop;
    private final ExportRecords records;
    private final ReflectFulfilment reflect;
    private final Settlement settlement;
    private final LongRuns runs;
    private final Duration interval;
    private final Clock clock;

    /** @param interval how long a finished run holds, where the caller does not ask for a shorter time */
    public ReflectOpenOrders(
            Commercetools shop,
            ExportRecords records,
            ReflectFulfilment reflect,
            Settlement settlement,
            LongRuns runs,
            Duration interval,
            Clock clock) {
        this.shop = shop;
        this.records = records;
        this.reflect = reflect;
        this.settlement = settlement;
        this.runs = runs;
        this.interval = interval;
        this.clock = clock;
    }

    @Override
    public Optional<ObjectNode> run(Duration every, Deadline deadline) {
        Duration due = every.compareTo(interval) < 0 ? every : interval;
        return runs.take(NAME, due, deadline).map(turn -> {
            boolean complete = turn.work(() -> all(turn, deadline));
            return turn.counts().put("complete", complete);
        });
    }

    private boolean all(Turn turn, Deadline deadline) {
        String last = turn.cursor().path("id").asText("00000000-0000-0000-0000-000000000000");
        List<JsonNode> page;
        do {
            page = page(last, deadline);
            List<String> ids =
                    page.stream().map(order -> order.path("id").asText()).toList();
            Map<String, List<String>> exported = records.exports(ids, deadline);
            for (String id : ids) {
                if (exported.containsKey(id) && !show(exported.getOrDefault(id, List.of()), turn, deadline)) {
                    return false;
                }
            }
            if (!ids.isEmpty()) {
                last = ids.get(ids.size() - 1);
                turn.advance(JsonHttp.JSON.createObjectNode().put("id", last), deadline);
            }
        } while (page.size() == PAGE);
        return true;
    }

    /** Any of the platform's orders leads to all of them. */
    private boolean show(List<String> platformOrders, Turn turn, Deadline deadline) {
        if (deadline.remaining().compareTo(ENOUGH) < 0) {
            return false;
        }
        ObjectNode payload = JsonHttp.JSON.createObjectNode().put("id", platformOrders.get(0));
        StatusEvent event = StatusEvent.ORDER_MODIFIED;
        ObjectNode content = payload.deepCopy().put("event", event.name());
        Deadline one = Deadline.within(deadline.atMost(ONE));
        Outcome outcome = settlement.settle(
                Origin.PLATFORM,
                event.name() + "-" + platformOrders.get(0),
                content,
                one,
                () -> reflect.reflect(event, payload, one));
        turn.count(outcome.name(), 1);
        return !(outcome instanceof Outcome.Later);
    }

    private List<JsonNode> page(String last, Deadline deadline) {
        return shop.within(deadline)
                .get("/orders?where=" + JsonHttp.encode(WHERE) + "&var.id=" + JsonHttp.encode(last) + "&var.since="
                        + JsonHttp.encode(clock.instant().minus(OPEN_FOR).toString()) + "&var.shipped="
                        + JsonHttp.encode(clock.instant().minus(SHIPPED_FOR).toString()) + "&sort="
                        + JsonHttp.encode("id asc") + "&limit=" + PAGE + "&withTotal=false")
                .path("results")
                .valueStream()
                .toList();
    }
}
