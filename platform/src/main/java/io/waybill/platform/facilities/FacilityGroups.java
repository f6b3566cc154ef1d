package io.waybill.platform.facilities;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.platform.kernel.DocumentTable;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.Stored;
import io.waybill.platform.kernel.UniqueConstraint;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The groups of facilities. Thread-safe; every method is one statement. */
@ApplicationScoped
public class FacilityGroups {
    private static final UniqueConstraint TENANT_ID = new UniqueConstraint("facility_group_tenant_id");

    private final DocumentTable<FacilityGroup> table;

    public FacilityGroups(ObjectMapper json, Clock clock) {
        this.table = new DocumentTable<>("facility_group", "Facility group", FacilityGroup.class, json, clock);
    }

    DocumentTable<FacilityGroup> table() {
        return table;
    }

    /** The ids of the facilities of those of the groups that exist, by id of the group. */
    public Map<String, Set<String>> members(Handle handle, Collection<String> groupIds) {
        return groupIds.isEmpty()
                ? Map.of()
                : table.findAll(handle, groupIds).values().stream()
                        .collect(Collectors.toMap(FacilityGroup::id, group -> Set.copyOf(group.facilityRefs())));
    }

    /** The groups that each of the facilities is in, in the order of their creation; in none: not in the map. */
    public Map<String, List<FacilityGroup>> of(Handle handle, Collection<String> facilityIds) {
        Map<String, List<FacilityGroup>> groups = new HashMap<>();
        if (!facilityIds.isEmpty()) {
            handle.createQuery("select w.id, g.document::text from unnest(:ids::text[]) w(id) "
                            + "join facility_group g on g.document -> 'facilityRefs' @> to_jsonb(w.id) order by g.id")
                    .bindArray("ids", String.class, facilityIds.toArray())
                    .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
                    .forEach(entry -> groups.computeIfAbsent(entry.getKey(), id -> new ArrayList<>())
                            .add(table.parse(entry.getValue())));
        }
        return groups;
    }

    /** Those of the facilities that are in as many groups as they may be, not counting this one. */
    List<String> full(Handle handle, String groupId, Collection<String> facilityIds) {
        return handle.createQuery("select w.id from unnest(:ids::text[]) w(id) "
                        + "join facility_group g on g.document -> 'facilityRefs' @> to_jsonb(w.id) "
                        + "where g.id <> :group group by w.id having count(*) >= :most order by w.id")
                .bindArray("ids", String.class, facilityIds.toArray())
                .bind("group", groupId)
                .bind("most", FacilityGroup.MOST_GROUPS_OF_A_FACILITY)
                .mapTo(String.class)
                .list();
    }

    /** The groups that the facility is in, under their row locks. */
    List<FacilityGroup> lockOf(Handle handle, String facilityId) {
        return table.parseAll(handle.createQuery("select document::text from facility_group "
                        + "where document -> 'facilityRefs' @> to_jsonb(:id::text) order by id for update")
                .bind("id", facilityId)
                .mapTo(String.class)
                .list());
    }

    /** @throws Rejection 409 when the tenant's id is taken */
    Stored<FacilityGroup> insert(Handle handle, FacilityGroup group) {
        return unique(group, () -> table.insert(handle, group));
    }

    /** @throws Rejection 409 when the tenant's id is taken, or someone else wrote in between */
    Stored<FacilityGroup> update(Handle handle, FacilityGroup changed) {
        return unique(changed, () -> table.update(handle, changed));
    }

    private static Stored<FacilityGroup> unique(FacilityGroup group, Supplier<Stored<FacilityGroup>> write) {
        return TENANT_ID.guard(
                write,
                () -> Rejection.conflict(
                        "tenantFacilityGroupId " + group.tenantFacilityGroupId() + " is taken by another group"));
    }
}
