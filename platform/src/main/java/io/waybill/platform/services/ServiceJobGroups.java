package io.waybill.platform.services;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.platform.kernel.DocumentTable;
import io.waybill.platform.orders.ConsumerAddress;
import io.waybill.platform.picking.DeliveryInformation;
import io.waybill.platform.picking.PickJob;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The stored groups of linked service jobs. Thread-safe; no method takes more than two statements. */
@ApplicationScoped
class ServiceJobGroups {
    private final DocumentTable<LinkedServiceJobs> table;

    ServiceJobGroups(ObjectMapper json, Clock clock) {
        this.table =
                new DocumentTable<>("linked_service_jobs", "Linked service jobs", LinkedServiceJobs.class, json, clock);
    }

    DocumentTable<LinkedServiceJobs> table() {
        return table;
    }

    List<LinkedServiceJobs> lock(Handle handle, Collection<String> ids) {
        return table.parseAll(handle.createQuery(
                        "select document::text from linked_service_jobs where id = any(:ids) order by id for update")
                .bindArray("ids", String.class, ids.toArray())
                .mapTo(String.class)
                .list());
    }

    /** @param pickJob whose goods the groups are about, by which people look for them; null for what a client created */
    void insertAll(
            Handle handle, List<LinkedServiceJobs> groups, @Nullable PickJob pickJob, @Nullable String tenantOrderId) {
        table.insertAll(handle, groups);
        DeliveryInformation.Shipping shipping =
                pickJob == null ? null : pickJob.deliveryinformation().shipping();
        handle.createUpdate("update linked_service_jobs set channel = :channel::text, "
                        + "tenant_order_id = :tenantOrder::text, shipping_address = :shipping::text, "
                        + "invoice_address = :invoice::text where id = any(:ids)")
                .bind("channel", pickJob == null ? null : pickJob.channel().name())
                .bind("tenantOrder", tenantOrderId)
                .bind("shipping", shipping == null ? null : text(shipping.recipientaddress()))
                .bind("invoice", shipping == null ? null : text(shipping.invoiceAddress()))
                .bindArray(
                        "ids",
                        String.class,
                        groups.stream().map(LinkedServiceJobs::id).toArray())
                .execute();
    }

    private static @Nullable String text(@Nullable ConsumerAddress address) {
        return address == null
                ? null
                : Stream.of(
                                address.fullName(),
                                address.street(),
                                address.houseNumber(),
                                address.postalCode(),
                                address.city(),
                                address.country())
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining(" "));
    }
}
