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
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/** The custom services of the tenant. Thread-safe; every method is one statement. */
@ApplicationScoped
public class CustomServices {
    private static final UniqueConstraint TENANT_ID = new UniqueConstraint("custom_service_tenant_id");

    private final DocumentTable<CustomService> table;

    public CustomServices(ObjectMapper json, Clock clock) {
        this.table = new DocumentTable<>("custom_service", "Custom service", CustomService.class, json, clock);
    }

    DocumentTable<CustomService> table() {
        return table;
    }

    /** Those that have one of the ids, or one of the tenant's ids. */
    public List<CustomService> named(Handle handle, Collection<String> ids, Collection<String> tenantIds) {
        return table.parseAll(handle.createQuery("select document::text from custom_service "
                        + "where id = any(:ids) or tenant_custom_service_id = any(:tenantIds)")
                .bindArray("ids", String.class, ids.toArray())
                .bindArray("tenantIds", String.class, tenantIds.toArray())
                .mapTo(String.class)
                .list());
    }

    /** @throws Rejection 409 when the tenant's id is taken */
    Stored<CustomService> insert(Handle handle, CustomService service) {
        return unique(service, () -> table.insert(handle, service));
    }

    /** @throws Rejection 409 when the tenant's id is taken, or someone else wrote in between */
    Stored<CustomService> update(Handle handle, CustomService changed) {
        return unique(changed, () -> table.update(handle, changed));
    }

    private static Stored<CustomService> unique(CustomService service, Supplier<Stored<CustomService>> write) {
        return TENANT_ID.guard(
                write,
                () -> Rejection.conflict("tenantCustomServiceId " + service.tenantCustomServiceId()
                        + " is taken by another custom service"));
    }
}
