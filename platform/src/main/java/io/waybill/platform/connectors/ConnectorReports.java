package io.waybill.platform.connectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.platform.kernel.BoundedCount;
import io.waybill.platform.kernel.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The last report of each connector, and which parked messages somebody wants replayed. Thread-safe. */
@ApplicationScoped
public class ConnectorReports {
    /** At most so many connectors are known. */
    public static final int MOST = 50;

    /** A report that is older says little: the job that reports runs every few minutes. */
    public static final Duration STALE_AFTER = Duration.ofMinutes(30);

    private static final int MOST_REPLAYS = 50;

    private final ObjectMapper json;
    private final Clock clock;

    ConnectorReports(ObjectMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    /**
     * What is known of a connector.
     *
     * @param reported when it last said anything
     * @param stale whether that is too long ago to say how things are
     * @param wanted keys of parked messages that somebody wants replayed and that have not been tried since
     */
    public record Known(String name, Instant reported, boolean stale, ConnectorReport report, Set<String> wanted) {}

    /** All, ordered by name. */
    public List<Known> all(Handle handle) {
        return handle.createQuery(SELECT + "order by r.name")
                .map((row, context) -> known(row))
                .list();
    }

    /** @throws Rejection 404 */
    public Known get(Handle handle, String name) {
        return handle.createQuery(SELECT + "where r.name = :name")
                .bind("name", name)
                .map((row, context) -> known(row))
                .findOne()
                .orElseThrow(() -> Rejection.notFound("Connector", name));
    }

    private static final String SELECT = "select r.name, r.reported, r.document::text as document, "
            + "array(select key from connector_replay w where w.connector = r.name order by key) as wanted "
            + "from connector_report r ";

    /** How many messages wait for a person, as far as connectors told. */
    public BoundedCount parked(Handle handle) {
        long told = handle.createQuery(
                        "select coalesce(sum((document->'parked'->>'total')::int), 0) from connector_report")
                .mapTo(Long.class)
                .one();
        boolean more = handle.createQuery("select exists (select from connector_report "
                        + "where (document->'parked'->>'more')::boolean)")
                .mapTo(Boolean.class)
                .one();
        return new BoundedCount(Math.min(told, BoundedCount.BOUND), more || told > BoundedCount.BOUND);
    }

    /**
     * Keeps the report and answers the keys of the messages to replay. A wish ends when the report shows that its message
     * was tried since, or is gone; so one whose answer was lost is answered again.
     *
     * @throws Rejection 422 when there are too many connectors
     */
    List<String> report(Handle handle, String name, ConnectorReport report) {
        int kept = handle.createUpdate("insert into connector_report (name, reported, document) "
                        + "select :name, :now::timestamptz, :document::jsonb where exists ("
                        + "select from connector_report where name = :name) or (select count(*) from connector_report) < :most "
                        + "on conflict (name) do update set reported = excluded.reported, "
                        + "document = connector_report.document || excluded.document")
                .bind("name", name)
                .bind("now", clock.instant().toString())
                .bind("document", written(report))
                .bind("most", MOST)
                .execute();
        if (kept == 0) {
            throw Rejection.ruleBroken("There are " + MOST + " connectors already; delete one that is gone");
        }
        ConnectorReport.ParkedMessages parked = report.parked();
        if (parked != null) {
            endWishes(handle, name, parked);
        }
        return handle.createQuery("select key from connector_replay where connector = :name order by requested, key")
                .bind("name", name)
                .mapTo(String.class)
                .list();
    }

    private static void endWishes(Handle handle, String name, ConnectorReport.ParkedMessages parked) {
        boolean complete = !parked.more() && parked.total() <= parked.messages().size();
        List<ConnectorReport.ParkedMessage> messages = parked.messages();
        handle.createUpdate("delete from connector_replay w where w.connector = :name and ("
                        + "exists (select from unnest(:keys::text[], :tried::timestamptz[]) as m(key, tried) "
                        + "where m.key = w.key and m.tried > w.requested) "
                        + "or (:complete and w.key <> all(:keys::text[])))")
                .bind("name", name)
                .bind("complete", complete)
                .bindArray(
                        "keys",
                        String.class,
                        messages.stream()
                                .map(ConnectorReport.ParkedMessage::key)
                                .toArray())
                .bindArray(
                        "tried",
                        String.class,
                        messages.stream()
                                .map(message -> Objects.requireNonNullElse(message.parkedAt(), Instant.EPOCH)
                                        .toString())
                                .toArray())
                .execute();
    }

    /**
     * Asks the connector to do the work of a parked message again when it reports next.
     *
     * @throws Rejection 404 when it did not report such a message, 422 when it is asked for too many
     */
    void wantReplay(Handle handle, String name, String key) {
        Known known = get(handle, name);
        ConnectorReport.ParkedMessages parked = known.report().parked();
        if (parked == null
                || parked.messages().stream().noneMatch(message -> message.key().equals(key))) {
            throw Rejection.notFound("Parked message", key);
        }
        int wanted = handle.createUpdate("insert into connector_replay (connector, key, requested) "
                        + "select :name, :key, :now::timestamptz "
                        + "where (select count(*) from connector_replay where connector = :name) < :most "
                        + "or exists (select from connector_replay where connector = :name and key = :key) "
                        + "on conflict (connector, key) do nothing")
                .bind("name", name)
                .bind("key", key)
                .bind("now", clock.instant().toString())
                .bind("most", MOST_REPLAYS)
                .execute();
        if (wanted == 0 && !known.wanted().contains(key)) {
            throw Rejection.ruleBroken("The connector is asked for " + MOST_REPLAYS + " replays already");
        }
    }

    /** Forgets a connector that is gone; one that is not comes back with its next report. @throws Rejection 404 */
    void forget(Handle handle, String name) {
        int gone = handle.createUpdate("delete from connector_report where name = :name")
                .bind("name", name)
                .execute();
        if (gone == 0) {
            throw Rejection.notFound("Connector", name);
        }
    }

    private Known known(ResultSet row) throws SQLException {
        Instant reported = row.getTimestamp("reported").toInstant();
        return new Known(
                row.getString("name"),
                reported,
                reported.plus(STALE_AFTER).isBefore(clock.instant()),
                read(row.getString("document")),
                Set.of((String[]) row.getArray("wanted").getArray()));
    }

    private String written(ConnectorReport report) {
        try {
            return json.writeValueAsString(report);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("A report cannot be written as JSON", failure);
        }
    }

    private ConnectorReport read(String document) {
        try {
            return json.readValue(document, ConnectorReport.class);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("A stored report cannot be read", failure);
        }
    }
}
