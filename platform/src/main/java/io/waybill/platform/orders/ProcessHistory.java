package io.waybill.platform.orders;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.platform.database.Transaction;
import io.waybill.platform.kernel.Identifiers;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The history of processes, for people to read. Thread-safe; a transaction is not. */
@ApplicationScoped
public class ProcessHistory {
    private final ObjectMapper json;
    private final Identifiers identifiers;
    private final Clock clock;

    ProcessHistory(ObjectMapper json, Identifiers identifiers, Clock clock) {
        this.json = json;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /** Notes what happened. All entries of a transaction are written as one set just before it commits. */
    public void record(Transaction transaction, ProcessHistoryEntry entry) {
        Collected collected = transaction.attachment(Collected.class, Collected::new);
        if (collected.entries.isEmpty()) {
            transaction.beforeCommit(() -> {
                List<ProcessHistoryEntry> noted = List.copyOf(collected.entries);
                collected.entries.clear();
                write(transaction.handle(), noted);
            });
        }
        collected.entries.add(entry);
    }

    /** What a page of the history is asked for. */
    record Filter(
            @Nullable String type,
            @Nullable String username,
            @Nullable String facilityName,
            @Nullable String startAfterId,
            int size,
            Sort sort,
            boolean withoutDuplicates) {}

    /** Orders of a history, by their names on the wire. */
    enum Sort {
        TIMESTAMP_DESC("created desc, id desc"),
        TIMESTAMP_ASC("created, id"),
        INFO_DESC("document ->> 'info' desc nulls last, id desc"),
        INFO_ASC("document ->> 'info' nulls last, id"),
        TYPE_ASC("document ->> 'type', id"),
        TYPE_DESC("document ->> 'type' desc, id desc"),
        USERNAME_DESC("document #>> '{user,username}' desc nulls last, id desc"),
        USERNAME_ASC("document #>> '{user,username}' nulls last, id"),
        FACILITY_NAME_DESC("facility_name desc nulls last, id desc"),
        FACILITY_NAME_ASC("facility_name nulls last, id");

        private final String columns;

        Sort(String columns) {
            this.columns = columns;
        }
    }

    /** A page, as JSON. */
    String page(Handle handle, String processId, Filter filter) {
        String found = "with entry as (select id, created, document, coalesce(document #>> '{payload,facility,name}', "
                + "document #>> '{payload,targetFacility,name}') as facility_name, "
                + "lag(document ->> 'eventType') over w as before_type, lag(document ->> 'domainRef') over w as before_ref, "
                + "lag(document ->> 'status') over w as before_status from process_history where process_id = :process "
                + "window w as (order by created, id)), kept as (select *, row_number() over (order by "
                + filter.sort().columns
                + ") as place from entry where (:type::text is null or document ->> 'type' = :type) "
                + "and (:username::text is null or document #>> '{user,username}' = :username) "
                + "and (:facility::text is null or facility_name = :facility) and (not :distinct or "
                + "(before_type, before_ref, before_status) is distinct from "
                + "(document ->> 'eventType', document ->> 'domainRef', document ->> 'status'))) "
                + "select json_build_object('historyLogs', coalesce((select json_agg(p.document order by p.place) from "
                + "(select document, place from kept where place > coalesce((select place from kept where id = :after), 0) "
                + "order by place limit :size) p), '[]'::json), 'total', (select count(*) from kept))::text";
        return handle.createQuery(found)
                .bind("process", processId)
                .bind("type", filter.type())
                .bind("username", filter.username())
                .bind("facility", filter.facilityName())
                .bind("distinct", filter.withoutDuplicates())
                .bind("after", filter.startAfterId() == null ? "" : filter.startAfterId())
                .bind("size", filter.size())
                .mapTo(String.class)
                .one();
    }

    private void write(Handle handle, List<ProcessHistoryEntry> entries) {
        Instant now = clock.instant();
        String[] ids = new String[entries.size()];
        String[] processes = new String[entries.size()];
        String[] documents = new String[entries.size()];
        for (int row = 0; row < entries.size(); row++) {
            ids[row] = identifiers.next();
            processes[row] = entries.get(row).processId();
            documents[row] = document(ids[row], entries.get(row), now).toString();
        }
        handle.createUpdate(
                        "insert into process_history (id, process_id, created, document) "
                                + "select r.id, r.process_id, :now::timestamptz, r.document::jsonb "
                                + "from unnest(:ids::text[], :processes::text[], :documents::text[]) as r(id, process_id, document)")
                .bind("now", now.toString())
                .bindArray("ids", String.class, (Object[]) ids)
                .bindArray("processes", String.class, (Object[]) processes)
                .bindArray("documents", String.class, (Object[]) documents)
                .execute();
    }

    private ObjectNode document(String id, ProcessHistoryEntry entry, Instant now) {
        ObjectNode document = json.createObjectNode()
                .put("id", id)
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

    private static final class Collected {
        final List<ProcessHistoryEntry> entries = new ArrayList<>();
    }
}
