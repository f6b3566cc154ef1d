package io.waybill.platform.facilities;

import io.waybill.platform.kernel.LikePattern;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Facilities for people to look through, by name. Reads a page at a time. Thread-safe. */
@ApplicationScoped
public class FacilityList {
    private final Facilities facilities;

    FacilityList(Facilities facilities) {
        this.facilities = facilities;
    }

    /**
     * What to look for; null asks for everything.
     *
     * @param text a part of the name, of the tenant's own id or of the city, in whatever case
     * @param allowed ids of the facilities to show; empty means all
     * @param afterId the page after the facility with this id
     */
    public record Filter(
            @Nullable String text,
            @Nullable FacilityStatus status,
            Set<String> allowed,
            @Nullable String afterId) {}

    /** At most {@code size} facilities. */
    public List<Facility> page(Handle handle, Filter filter, int size) {
        List<String> conditions = new ArrayList<>(List.of("true"));
        Map<String, Object> values = new HashMap<>();
        if (filter.status() != null) {
            conditions.add("status = :status");
            values.put("status", filter.status().name());
        }
        if (filter.text() != null) {
            conditions.add("(name ilike :part or tenant_facility_id ilike :part or city ilike :part)");
            values.put("part", LikePattern.containing(filter.text()));
        }
        if (!filter.allowed().isEmpty()) {
            conditions.add("id = any(:allowed)");
        }
        if (filter.afterId() != null) {
            conditions.add("(name, id) > (select name, id from facility where id = :after)");
            values.put("after", filter.afterId());
        }
        Query query = handle.createQuery("select document::text from facility where " + String.join(" and ", conditions)
                + " order by name, id limit :size");
        values.forEach(query::bind);
        if (!filter.allowed().isEmpty()) {
            query.bindArray("allowed", String.class, filter.allowed().toArray());
        }
        return facilities
                .table()
                .parseAll(query.bind("size", size).mapTo(String.class).list());
    }
}
