package io.waybill.platform.picking;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.platform.kernel.DocumentTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** The stored load units. Thread-safe. */
@ApplicationScoped
public class LoadUnits {
    private final DocumentTable<LoadUnit> table;

    LoadUnits(ObjectMapper json, Clock clock) {
        this.table = new DocumentTable<>("load_unit", "Load unit", LoadUnit.class, json, clock);
    }

    /** The units in use that carry goods of the pick job, oldest first. */
    public List<LoadUnit> ofPickJob(Handle handle, String pickJobId) {
        return table.parseAll(handle.createQuery("select document::text from load_unit "
                        + "where jsonb_exists(pick_job_refs, :job) and status = 'AVAILABLE' order by id")
                .bind("job", pickJobId)
                .mapTo(String.class)
                .list());
    }

    /** Those of the ids that exist, by id. */
    public Map<String, LoadUnit> byIds(Handle handle, Collection<String> ids) {
        return table.findAll(handle, ids);
    }

    /** Those of the ids that exist, locked, oldest first. */
    List<LoadUnit> lock(Handle handle, Collection<String> ids) {
        return table.parseAll(
                handle.createQuery("select document::text from load_unit where id = any(:ids) order by id for update")
                        .bindArray("ids", String.class, ids.toArray())
                        .mapTo(String.class)
                        .list());
    }

    DocumentTable<LoadUnit> table() {
        return table;
    }
}
