package io.waybill.platform.orders;

import io.waybill.platform.facilities.Facilities;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Finds the facilities that orders name, with at most two statements for any number of orders. Thread-safe. */
@ApplicationScoped
class FacilityReferences {
    private final Facilities facilities;

    FacilityReferences(Facilities facilities) {
        this.facilities = facilities;
    }

    FacilityLookup named(Handle handle, Collection<OrderForCreation> orders) {
        Named named = new Named();
        orders.forEach(order -> {
            named.add(order.consumer());
            if (order.deliveryPreferences() != null) {
                named.add(order.deliveryPreferences());
            }
        });
        return lookup(handle, named);
    }

    FacilityLookup named(Handle handle, @Nullable Consumer consumer) {
        Named named = new Named();
        if (consumer != null) {
            named.add(consumer);
        }
        return lookup(handle, named);
    }

    private FacilityLookup lookup(Handle handle, Named named) {
        Map<String, String> byTenantId = new HashMap<>();
        facilities
                .byTenantFacilityIds(handle, named.tenantFacilityIds)
                .forEach((tenantFacilityId, facility) -> byTenantId.put(tenantFacilityId, facility.id()));
        return new FacilityLookup(facilities.byIds(handle, named.ids).keySet(), byTenantId);
    }

    private static final class Named {
        final Set<String> ids = new HashSet<>();
        final Set<String> tenantFacilityIds = new HashSet<>();

        void add(Consumer consumer) {
            add(consumer.facilityRef(), consumer.tenantFacilityId());
        }

        void add(DeliveryPreferences preferences) {
            addAll(preferences.supplyingFacilities());
            if (preferences.shipping() != null && preferences.shipping().preselectedFacilities() != null) {
                preferences
                        .shipping()
                        .preselectedFacilities()
                        .forEach(selector -> add(selector.facilityRef(), selector.tenantFacilityId()));
            }
            DeliveryPreferences.Collect collection = preferences.collection();
            if (collection != null) {
                add(collection.facilityRef(), collection.tenantFacilityId());
                addAll(collection.supplyingFacilities());
                List<DeliveryPreferences.SupplyingFacility> supplying = collection.supplyingFacilitiesConfigurations();
                if (supplying != null) {
                    supplying.forEach(facility -> add(facility.facilityRef(), facility.tenantFacilityId()));
                }
            }
        }

        private void add(@Nullable String id, @Nullable String tenantFacilityId) {
            if (id != null) {
                ids.add(id);
            }
            if (tenantFacilityId != null) {
                tenantFacilityIds.add(tenantFacilityId);
            }
        }

        private void addAll(@Nullable List<String> facilityIds) {
            if (facilityIds != null) {
                ids.addAll(facilityIds);
            }
        }
    }
}
