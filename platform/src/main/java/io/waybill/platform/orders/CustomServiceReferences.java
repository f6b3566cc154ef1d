package io.waybill.platform.orders;

import io.waybill.platform.facilities.CustomServices;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Finds the custom services that orders name: one statement for any number of orders, none where none does. Thread-safe. */
@ApplicationScoped
class CustomServiceReferences {
    private final CustomServices services;

    CustomServiceReferences(CustomServices services) {
        this.services = services;
    }

    CustomServiceLookup named(Handle handle, Collection<OrderForCreation> orders) {
        Set<String> ids = new HashSet<>();
        Set<String> tenantIds = new HashSet<>();
        orders.stream()
                .filter(order -> order.customServices() != null)
                .flatMap(order -> order.customServices().stream())
                .flatMap(OrderedService.ForCreation::all)
                .map(OrderedService.ForCreation::customServiceDefinition)
                .forEach(definition -> {
                    if (definition.customServiceRef() != null) {
                        ids.add(definition.customServiceRef());
                    }
                    if (definition.tenantCustomServiceId() != null) {
                        tenantIds.add(definition.tenantCustomServiceId());
                    }
                });
        return ids.isEmpty() && tenantIds.isEmpty()
                ? CustomServiceLookup.EMPTY
                : new CustomServiceLookup(services.named(handle, ids, tenantIds));
    }
}
