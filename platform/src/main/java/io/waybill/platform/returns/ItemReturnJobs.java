package io.waybill.platform.returns;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.platform.kernel.DocumentTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The stored item return jobs. Thread-safe. */
@ApplicationScoped
public class ItemReturnJobs {
    private final DocumentTable<ItemReturnJob> table;

    ItemReturnJobs(ObjectMapper json, Clock clock) {
        this.table = new DocumentTable<>("item_return_job", "Item return job", ItemReturnJob.class, json, clock);
    }

    /** @throws io.waybill.platform.kernel.Rejection 404 */
    public ItemReturnJob get(Handle handle, String id) {
        return table.get(handle, id);
    }

    /** The id of the job for the goods of the process; empty while nothing of them was handed over. */
    public Optional<String> idOfProcess(Handle handle, String processId) {
        return handle.createQuery("select id from item_return_job where process_ref = :process")
                .bind("process", processId)
                .mapTo(String.class)
                .findOne();
    }

    DocumentTable<ItemReturnJob> table() {
        return table;
    }

    /**
     * The job of the process, locked. Whoever asks in order to make one does so alone: the others who do wait until the transaction
     * ends.
     */
    Optional<ItemReturnJob> lockOfProcess(Handle handle, String processId) {
        handle.createQuery("select pg_advisory_xact_lock(hashtextextended(:process, 9501))::text")
                .bind("process", processId)
                .mapTo(String.class)
                .one();
        return handle.createQuery("select document::text from item_return_job where process_ref = :process for update")
                .bind("process", processId)
                .mapTo(String.class)
                .findOne()
                .map(table::parse);
    }

    /** The ids of the item returns at the facility that are still to be worked on. */
    List<String> liveAtFacility(Handle handle, String facilityId) {
        return handle.createQuery("select r ->> 'id' from item_return_job j "
                        + "cross join lateral jsonb_array_elements(j.document -> 'itemReturns') r "
                        + "where j.facility_refs && array[:facility::text] and r ->> 'returnFacilityRef' = :facility "
                        + "and r ->> 'status' not in ('FINISHED', 'CANCELED', 'OBSOLETE') order by 1")
                .bind("facility", facilityId)
                .mapTo(String.class)
                .list();
    }
}
