package io.waybill.connector.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.http.Deadline;
import io.waybill.client.http.JsonHttp;
import io.waybill.connector.longrun.Turn;
import io.waybill.connector.outcome.Outcome;
import io.waybill.connector.registration.SubscriptionHealth;
import io.waybill.connector.report.ReportToPlatform;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How far one run came and what it found. The cursors of the steps stand in the run's custom object, so the next run goes
 * on from there, whichever instance it runs on. Used by one thread.
 */
final class Progress {
    private static final Duration ENOUGH = Duration.ofSeconds(30);
    private static final Duration RENEW_AFTER = Duration.ofMinutes(2);

    private final Turn turn;
    private final Instant begin;
    private final List<ReportToPlatform.Side> subscriptions = new ArrayList<>();
    private final ObjectNode report = JsonHttp.JSON.createObjectNode();
    private long keptAt = System.nanoTime();

    Progress(Turn turn, Instant begin) {
        this.turn = turn;
        this.begin = begin;
    }

    /** When the run began. */
    Instant begin() {
        return begin;
    }

    /** How the subscriptions of a side stand. */
    void subscriptions(String side, List<SubscriptionHealth> health) {
        health.forEach(each -> subscriptions.add(new ReportToPlatform.Side(side, each)));
    }

    List<ReportToPlatform.Side> subscriptions() {
        return List.copyOf(subscriptions);
    }

    /** Where a step was left; without fields at its very first run. */
    ObjectNode cursor(String step) {
        JsonNode cursor = turn.cursor().path(step);
        return cursor.isObject() ? ((ObjectNode) cursor).deepCopy() : JsonHttp.JSON.createObjectNode();
    }

    /**
     * Remembers how far a step came.
     *
     * @throws io.waybill.connector.commercetools.CommercetoolsRejectedException with a version conflict when another
     *     instance has taken the run over
     */
    void advance(String step, ObjectNode cursor, Deadline deadline) {
        ObjectNode all = turn.cursor();
        all.set(step, cursor);
        turn.advance(all, deadline);
        keptAt = System.nanoTime();
    }

    /** Keeps the lease while one page takes long. */
    void stillAtWork(Deadline deadline) {
        if (System.nanoTime() - keptAt > RENEW_AFTER.toNanos()) {
            turn.advance(turn.cursor(), deadline);
            keptAt = System.nanoTime();
        }
    }

    /** Whether there is time for one more piece of work. */
    boolean enoughTime(String step, Deadline deadline) {
        boolean enough = deadline.remaining().compareTo(ENOUGH) > 0;
        if (!enough) {
            of(step).put("complete", false);
        }
        return enough;
    }

    void count(String step, String what, long more) {
        ObjectNode counts = of(step);
        counts.put(what, counts.path(what).asLong() + more);
    }

    void settled(String step, Outcome outcome) {
        count(step, outcome.name(), 1);
    }

    /** Something a person should know of; said once. */
    void finding(String text) {
        if (list("findings").valueStream().noneMatch(known -> known.asText().equals(text))) {
            list("findings").add(text);
        }
    }

    /** Something that was put right. */
    void healed(String text) {
        list("healed").add(text);
    }

    private ArrayNode list(String name) {
        return report.withArrayProperty(name);
    }

    private ObjectNode of(String step) {
        return report.withObjectProperty(step);
    }

    ObjectNode report() {
        return report;
    }
}
