package io.waybill.connector.job;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.http.Deadline;
import io.waybill.client.http.JsonHttp;
import io.waybill.connector.message.HandleNotification;
import io.waybill.connector.message.ShopNotification;
import io.waybill.connector.outcome.Outcome;
import io.waybill.connector.parked.ParkedMessages;
import io.waybill.connector.parked.ParkedMessages.Origin;
import io.waybill.connector.parked.Settlement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Does the work of hints that a sweep found, as if their message had just come. What cannot be done now is kept and
 * done first in the next run, so that one order that waits holds nothing else up.
 */
final class TakeUpHints implements Step {
    private static final String NAME = "again";
    private static final String HINTS = "hints";
    private static final Duration ONE = Duration.ofSeconds(30);
    private static final int MOST_KEPT = 200;
    private static final int MOST_IN_A_ROW = 3;

    private final HandleNotification notifications;
    private final Settlement settlement;
    private final ParkedMessages parked;

    TakeUpHints(HandleNotification notifications, Settlement settlement, ParkedMessages parked) {
        this.notifications = notifications;
        this.settlement = settlement;
        this.parked = parked;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Takes up what earlier runs had to leave. */
    @Override
    public void run(Progress progress, Deadline deadline) {
        List<ShopNotification> kept = progress.cursor(NAME)
                .path(HINTS)
                .valueStream()
                .map(ShopNotification::read)
                .flatMap(Optional::stream)
                .toList();
        if (!kept.isEmpty()) {
            progress.advance(NAME, JsonHttp.JSON.createObjectNode(), deadline);
            takeUp(NAME, kept, progress, deadline);
        }
    }

    /**
     * Takes the hints up.
     *
     * @return whether the sweep may go past them; not when a side seems to be away or time is short
     */
    boolean takeUp(String step, List<ShopNotification> hints, Progress progress, Deadline deadline) {
        ArrayNode waiting = JsonHttp.JSON.createArrayNode();
        int inARow = 0;
        int done = 0;
        for (ShopNotification hint : hints) {
            if (inARow == MOST_IN_A_ROW || !progress.enoughTime(step, deadline)) {
                break;
            }
            progress.stillAtWork(deadline);
            Outcome outcome = settle(hint, deadline);
            progress.settled(step, outcome);
            boolean later = outcome instanceof Outcome.Later;
            inARow = later ? inARow + 1 : 0;
            if (later) {
                waiting.add(hint.hint());
            }
            done++;
        }
        boolean all = done == hints.size() && inARow < MOST_IN_A_ROW;
        // A sweep comes by again what it does not go past; what was kept before has no other memory.
        if (!all && step.equals(NAME)) {
            hints.subList(done, hints.size()).forEach(hint -> waiting.add(hint.hint()));
        }
        if (!all) {
            progress.finding(step + " stopped: one of the two systems is away or time is short; the next run goes on");
        }
        return keep(waiting, all || step.equals(NAME), progress, deadline) && all;
    }

    private boolean keep(ArrayNode waiting, boolean needed, Progress progress, Deadline deadline) {
        if (!needed || waiting.isEmpty()) {
            return true;
        }
        ObjectNode cursor = progress.cursor(NAME);
        ArrayNode hints = cursor.withArrayProperty(HINTS);
        if (hints.size() + waiting.size() > MOST_KEPT) {
            return false;
        }
        waiting.forEach(hint -> {
            if (hints.valueStream().noneMatch(hint::equals)) {
                hints.add(hint);
            }
        });
        progress.advance(NAME, cursor, deadline);
        return true;
    }

    private Outcome settle(ShopNotification hint, Deadline deadline) {
        String key = hint.subject();
        Deadline one = Deadline.within(deadline.atMost(ONE));
        Outcome outcome = settlement.settle(Origin.SHOP, key, hint.hint(), one, () -> notifications.handle(hint, one));
        // Somebody repaired the order meanwhile: what is parked about it is out of date.
        if (outcome instanceof Outcome.Done) {
            parked.remove(key, deadline);
        }
        return outcome;
    }
}
