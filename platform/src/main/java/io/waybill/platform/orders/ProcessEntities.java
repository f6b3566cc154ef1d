package io.waybill.platform.orders;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What belongs to processes, and how far it is. Thread-safe. */
@ApplicationScoped
public class ProcessEntities {
    ProcessEntities() {}

    /** Something that belongs to a process. */
    public record Entity(
            ModuleEntity kind, String ref, @Nullable String facilityRef, EntityStatus status) {}

    /** Of each of the processes, the oldest first; a process without any is left out. */
    public Map<String, List<Entity>> of(Handle handle, Collection<String> processIds) {
        Map<String, List<Entity>> found = new HashMap<>();
        handle.createQuery("select process_id, entity, entity_ref, facility_ref, status from process_entity "
                        + "where process_id = any(:processes) order by created, entity_ref")
                .bindArray("processes", String.class, processIds.toArray())
                .map((row, context) -> Map.entry(
                        row.getString(1),
                        new Entity(
                                ModuleEntity.valueOf(row.getString(2)),
                                row.getString(3),
                                row.getString(4),
                                EntityStatus.valueOf(row.getString(5)))))
                .forEach(entry -> found.computeIfAbsent(entry.getKey(), id -> new ArrayList<>())
                        .add(entry.getValue()));
        return found;
    }
}
