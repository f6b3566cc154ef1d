package io.waybill.platform.orders;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.platform.database.Transaction;
import io.waybill.platform.kernel.Identifiers;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Collects what a transaction says about processes, and writes it just before the commit: all new statuses and all
 * entries of the history with one statement. Thread-safe; a transaction is not.
 */
@ApplicationScoped
class ProcessJournal {
    /** Where a payload names a facility; the names are added from the facilities when the entry is written. */
    private static final List<String> FACILITIES = List.of("facility", "targetFacility");

    private final ObjectMapper json;
    private final Identifiers identifiers;
    private final Clock clock;

    ProcessJournal(ObjectMapper json, Identifiers identifiers, Clock clock) {
        this.json = json;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /** The last status of each entity counts. */
    void change(Transaction transaction, List<ProcessChange> changes) {
        if (!changes.isEmpty()) {
            Collected collected = collected(transaction);
            changes.forEach(change -> collected.changes.put(new Key(change), change));
        }
    }

    void tell(Transaction transaction, ProcessHistoryEntry entry) {
        collected(transaction).entries.add(entry);
    }

    private Collected collected(Transaction transaction) {
        Collected collected = transaction.attachment(Collected.class, Collected::new);
        if (collected.changes.isEmpty() && collected.entries.isEmpty()) {
            transaction.beforeCommit(() -> {
                List<ProcessChange> changes = List.copyOf(collected.changes.values());
                List<ProcessHistoryEntry> entries = List.copyOf(collected.entries);
                collected.changes.clear();
                collected.entries.clear();
                write(transaction.handle(), changes, entries);
            });
        }
        return collected;
    }

    private void write(Handle handle, List<ProcessChange> changes, List<ProcessHistoryEntry> entries) {
        Instant now = clock.instant();
        List<ObjectNode> documents =
                entries.stream().map(entry -> document(entry, now)).toList();
        handle.createUpdate("with told as (insert into process_history (id, process_id, created, document) "
                        + "select h.document ->> 'id', h.process_id, :now::timestamptz, "
                        + "case when f.id is null then h.document else jsonb_set(h.document, array['payload', h.place], "
                        + "(h.document #> array['payload', h.place]) "
                        + "|| jsonb_build_object('name', f.name, 'version', f.version)) end "
                        + "from (select u.process_id, u.document::jsonb as document, u.place, u.facility "
                        + "from unnest(:told::text[], :documents::text[], :places::text[], :named::text[]) "
                        + "as u(process_id, document, place, facility)) h "
                        + "left join facility_name f on f.id = h.facility) "
                        + "insert into process_entity as e (process_id, entity, entity_ref, facility_ref, status, "
                        + "created, last_modified, history) "
                        + "select r.process_id, r.entity, r.entity_ref, r.facility_ref, r.status, n.now, n.now, "
                        + "jsonb_build_array(jsonb_build_object('status', r.status, 'created', :now::text)) "
                        + "from unnest(:processes::text[], :entities::text[], :refs::text[], :facilities::text[], "
                        + ":statuses::text[]) as r(process_id, entity, entity_ref, facility_ref, status), "
                        + "(select :now::timestamptz as now) n "
                        + "order by r.process_id, r.entity, r.entity_ref "
                        + "on conflict (process_id, entity, entity_ref) do update set status = excluded.status, "
                        + "facility_ref = coalesce(excluded.facility_ref, e.facility_ref), "
                        + "last_modified = excluded.last_modified, "
                        + "history = case when e.status = excluded.status then e.history "
                        + "else e.history || excluded.history end")
                .bind("now", now.toString())
                .bindArray("told", String.class, column(entries, ProcessHistoryEntry::processId))
                .bindArray("documents", String.class, column(documents, ObjectNode::toString))
                .bindArray("places", String.class, column(documents, ProcessJournal::place))
                .bindArray("named", String.class, column(documents, ProcessJournal::facility))
                .bindArray("processes", String.class, column(changes, ProcessChange::processId))
                .bindArray(
                        "entities",
                        String.class,
                        column(changes, change -> change.entity().name()))
                .bindArray("refs", String.class, column(changes, ProcessChange::entityRef))
                .bindArray("facilities", String.class, column(changes, ProcessChange::facilityRef))
                .bindArray(
                        "statuses",
                        String.class,
                        column(changes, change -> change.status().name()))
                .execute();
    }

    private static <T> Object[] column(List<T> rows, Function<T, @Nullable Object> value) {
        return rows.stream().map(value).toArray();
    }

    private static @Nullable String place(ObjectNode document) {
        return FACILITIES.stream()
                .filter(place -> facilityAt(document, place).isTextual())
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String facility(ObjectNode document) {
        String place = place(document);
        return place == null ? null : facilityAt(document, place).textValue();
    }

    private static JsonNode facilityAt(ObjectNode document, String place) {
        return document.path("payload").path(place).path("facilityRef");
    }

    private ObjectNode document(ProcessHistoryEntry entry, Instant now) {
        ObjectNode document = json.createObjectNode()
                .put("id", identifiers.next())
                .put("type", entry.type())
                .put("eventType", entry.eventType())
                .put("domain", entry.domain())
                .put("domainRef", entry.domainRef())
                .put("status", entry.status())
                .put("version", entry.version())
                .put("timestamp", now.toString());
        if (entry.cause() != null) {
            document.put("eventCause", entry.cause());
        }
        ObjectNode user = document.putObject("user");
        if (entry.editor() == null) {
            user.put("userRef", "SYSTEM").put("username", "SYSTEM");
        } else {
            user.put("userRef", entry.editor().userId());
            if (entry.editor().username() != null) {
                user.put("username", entry.editor().username());
            }
        }
        if (entry.payload() != null) {
            document.set("payload", entry.payload());
        }
        return document;
    }

    /** An entry as it was written. */
    JsonNode read(String document) {
        try {
            return json.readTree(document);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("An entry of a process history cannot be read", failure);
        }
    }

    private record Key(String processId, ModuleEntity entity, String entityRef) {
        Key(ProcessChange change) {
            this(change.processId(), change.entity(), change.entityRef());
        }
    }

    private static final class Collected {
        final Map<Key, ProcessChange> changes = new LinkedHashMap<>();
        final List<ProcessHistoryEntry> entries = new ArrayList<>();
    }
}
