package io.waybill.platform.routing;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.platform.kernel.DocumentTable;
import io.waybill.platform.kernel.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The stored categories of nodes. Thread-safe. */
@ApplicationScoped
class NodeCategories {
    private final DocumentTable<NodeCategory> table;

    NodeCategories(ObjectMapper json, Clock clock) {
        this.table = new DocumentTable<>("routing_node_category", "Node category", NodeCategory.class, json, clock);
    }

    DocumentTable<NodeCategory> table() {
        return table;
    }

    /**
     * Keeps the categories from being deleted until the transaction ends.
     *
     * @throws Rejection 400 when one of them does not exist
     */
    void require(Handle handle, Collection<String> ids) {
        if (ids.isEmpty()) {
            return;
        }
        Set<String> missing = new HashSet<>(ids);
        missing.removeAll(handle.createQuery(
                        "select id from routing_node_category where id = any(:ids) order by id for key share")
                .bindArray("ids", String.class, ids.toArray())
                .mapTo(String.class)
                .list());
        if (!missing.isEmpty()) {
            throw Rejection.invalid(
                    "categoryRef: no node category " + missing.stream().sorted().toList() + " exists");
        }
    }

    /** @throws Rejection 404, or 400 while a node of a strategy names it */
    void delete(Handle handle, String id) {
        NodeCategory category = table.lock(handle, id);
        String user = handle.createQuery("select id from routing_strategy where jsonb_path_exists(document, "
                        + "'$.**.categoryRef ? (@ == $category)', jsonb_build_object('category', :id::text)) "
                        + "order by id limit 1")
                .bind("id", id)
                .mapTo(String.class)
                .findOne()
                .orElse("");
        if (!user.isEmpty()) {
            throw Rejection.invalid("Node category " + id + " cannot be deleted: a node of routing strategy " + user
                    + " belongs to it");
        }
        table.delete(handle, id, category.version());
    }
}
