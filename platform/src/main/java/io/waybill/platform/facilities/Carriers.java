package io.waybill.platform.facilities;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.platform.kernel.DocumentTable;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.Stored;
import io.waybill.platform.kernel.UniqueConstraint;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The carriers of the tenant. Thread-safe; every method is one statement. */
@ApplicationScoped
public class Carriers {
    private static final UniqueConstraint KEY = new UniqueConstraint("carrier_key");

    private final DocumentTable<Carrier> table;

    public Carriers(ObjectMapper json, Clock clock) {
        this.table = new DocumentTable<>("carrier", "Carrier", Carrier.class, json, clock);
    }

    DocumentTable<Carrier> table() {
        return table;
    }

    /** @throws Rejection 404 */
    public Carrier get(Handle handle, String id) {
        return table.get(handle, id);
    }

    public Optional<Carrier> find(Handle handle, String id) {
        return table.find(handle, id);
    }

    /** Those of the ids that exist, by id. */
    public Map<String, Carrier> byIds(Handle handle, Collection<String> ids) {
        return ids.isEmpty() ? Map.of() : table.findAll(handle, ids);
    }

    /** Those of the keys that exist, by key. */
    public Map<String, Carrier> byKeys(Handle handle, Collection<String> keys) {
        if (keys.isEmpty()) {
            return Map.of();
        }
        return handle.createQuery("select document::text from carrier where key = any(:keys)")
                .bindArray("keys", String.class, keys.toArray())
                .mapTo(String.class)
                .map(table::parse)
                .collect(Collectors.toMap(Carrier::key, carrier -> carrier));
    }

    /** All carriers, active or not, in the order of their creation. */
    public List<Carrier> all(Handle handle) {
        return table.parseAll(handle.createQuery("select document::text from carrier order by id")
                .mapTo(String.class)
                .list());
    }

    /** @throws Rejection 409 when there is a carrier with that key */
    Stored<Carrier> insert(Handle handle, Carrier carrier) {
        return KEY.guard(
                () -> table.insert(handle, carrier),
                () -> Rejection.conflict("key " + carrier.key() + " is taken; every carrier exists once, own ones are"
                        + " told apart by CUSTOM_ and a name"));
    }
}
