package io.waybill.platform.orders;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.platform.access.CurrentCaller;
import io.waybill.platform.database.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The history of processes, for people to read. Thread-safe; a transaction is not. */
@ApplicationScoped
public class ProcessHistory {
    private final ProcessJournal journal;
    private final CurrentCaller caller;

    ProcessHistory(ProcessJournal journal, CurrentCaller caller) {
        this.journal = journal;
        this.caller = caller;
    }

    /** Notes what happened. All entries of a transaction are written as one set just before it commits. */
    public void record(Transaction transaction, ProcessHistoryEntry entry) {
        journal.tell(transaction, entry);
    }

    /** As {@link #record}, done by whoever sent the request that is being served. */
    public void recordByCaller(Transaction transaction, ProcessHistoryEntry entry) {
        record(transaction, entry.by(caller()));
    }

    /** Who sent the request that this thread serves; null where the platform acts of its own accord. */
    public ProcessHistoryEntry.@Nullable Editor caller() {
        return caller.get()
                .map(known -> new ProcessHistoryEntry.Editor(known.userId(), known.username()))
                .orElse(null);
    }

    /** The latest entries of a process as they are answered (the contract's history log), the latest first. */
    public List<JsonNode> latest(Handle handle, String processId, int most) {
        return handle
                .createQuery("select document::text from process_history where process_id = :process "
                        + "order by created desc, id desc limit :most")
                .bind("process", processId)
                .bind("most", most)
                .mapTo(String.class)
                .stream()
                .map(journal::read)
                .toList();
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
}
