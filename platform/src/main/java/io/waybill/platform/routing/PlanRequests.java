package io.waybill.platform.routing;

import io.waybill.platform.facilities.Facility;
import io.waybill.platform.facilities.Geocoder;
import io.waybill.platform.orders.ConsumerAddress;
import io.waybill.platform.orders.DeliveryPreferences;
import io.waybill.sourcing.Coordinates;
import io.waybill.sourcing.SourcingFacility;
import io.waybill.sourcing.SourcingRequest;
import io.waybill.sourcing.SourcingRequest.Destination;
import io.waybill.sourcing.SourcingRequest.ServiceLevel;
import io.waybill.sourcing.SourcingRequest.Wishes;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says in the words of the sourcing engine what a plan needs and what a facility is. Thread-safe. */
@ApplicationScoped
class PlanRequests {
    private final Geocoder geocoder;

    PlanRequests(Geocoder geocoder) {
        this.geocoder = geocoder;
    }

    /** The plan with its target located, if it can be. */
    RoutingPlan located(RoutingPlan plan) {
        TargetAddress target = plan.targetAddress();
        if (target == null || target.coordinates() != null) {
            return plan;
        }
        return geocoder.locate(target.country(), target.postalCode(), target.city())
                .map(place -> plan.change()
                        .targetAddress(target.at(new ConsumerAddress.Coordinates(
                                place.coordinates().lat(), place.coordinates().lon())))
                        .build())
                .orElse(plan);
    }

    /** @param maximumParts how many facilities may serve the plan, at least 1 */
    static SourcingRequest request(RoutingPlan plan, int maximumParts, Instant now) {
        List<SourcingRequest.Line> lines = plan.orderLineItems().stream()
                .map(line -> SourcingRequest.Line.of(line.id(), line.article().tenantArticleId(), line.quantity()))
                .toList();
        return new SourcingRequest(
                lines,
                destination(plan.targetAddress()),
                wishes(plan.deliveryPreferences()),
                plan.facilityBlackList() == null ? Set.of() : Set.copyOf(plan.facilityBlackList()),
                Set.of(),
                maximumParts,
                now);
    }

    private static Destination destination(@Nullable TargetAddress target) {
        if (target == null) {
            return new Destination(null, null, null);
        }
        ConsumerAddress.Coordinates coordinates = target.coordinates();
        return new Destination(
                coordinates == null ? null : new Coordinates(coordinates.lat(), coordinates.lon()),
                target.country(),
                target.postalCode());
    }

    private static Wishes wishes(@Nullable DeliveryPreferences preferences) {
        if (preferences == null) {
            return Wishes.shipping();
        }
        DeliveryPreferences.Collect collection = preferences.collection();
        if (collection != null) {
            return Wishes.collectAt(Objects.requireNonNull(collection.facilityRef(), "resolved at intake"));
        }
        DeliveryPreferences.Shipping shipping = preferences.shipping();
        if (shipping == null) {
            return Wishes.shipping();
        }
        Set<String> preselected = new HashSet<>();
        if (shipping.preselectedFacilities() != null) {
            shipping.preselectedFacilities()
                    .forEach(selector ->
                            preselected.add(Objects.requireNonNull(selector.facilityRef(), "resolved at intake")));
        }
        return new Wishes(
                SourcingRequest.Channel.SHIPPING,
                null,
                preselected,
                shipping.serviceLevel() == DeliveryPreferences.ServiceLevel.SAMEDAY
                        ? ServiceLevel.SAMEDAY
                        : ServiceLevel.DELIVERY,
                carriers(shipping),
                products(shipping),
                shipping.carrierProductCategory() == null
                        ? null
                        : shipping.carrierProductCategory().name());
    }

    /** Of several products of one carrier the first one counts. */
    private static Map<String, String> products(DeliveryPreferences.Shipping shipping) {
        Map<String, String> products = new HashMap<>();
        if (shipping.preferredCarriersWithProduct() != null) {
            shipping.preferredCarriersWithProduct().stream()
                    .filter(carrier -> carrier.carrierProduct() != null)
                    .forEach(carrier -> products.putIfAbsent(carrier.carrierKey(), carrier.carrierProduct()));
        }
        return products;
    }

    /** The ids of the facilities that an order names: where it is collected, or those it may come from. */
    static Set<String> namedFacilities(RoutingPlan plan) {
        Wishes wishes = wishes(plan.deliveryPreferences());
        return wishes.collectFacility() == null ? wishes.preselectedFacilities() : Set.of(wishes.collectFacility());
    }

    /** The keys of the carriers that an order prefers, the most preferred first. */
    static List<String> carriers(DeliveryPreferences.@Nullable Shipping shipping) {
        List<String> carriers = new ArrayList<>();
        if (shipping == null) {
            return carriers;
        }
        if (shipping.preferredCarriers() != null) {
            carriers.addAll(shipping.preferredCarriers());
        }
        if (shipping.preferredCarriersWithProduct() != null) {
            shipping.preferredCarriersWithProduct().forEach(carrier -> carriers.add(carrier.carrierKey()));
        }
        return carriers;
    }

    static SourcingFacility facility(Facility facility) {
        Set<SourcingFacility.Service> services = EnumSet.noneOf(SourcingFacility.Service.class);
        if (facility.services() != null) {
            facility.services()
                    .forEach(service -> services.add(
                            SourcingFacility.Service.valueOf(service.type().name())));
        }
        io.waybill.platform.facilities.Coordinates coordinates = facility.coordinates();
        return new SourcingFacility(
                facility.id(),
                facility.tenantFacilityId(),
                SourcingFacility.Status.valueOf(facility.status().name()),
                SourcingFacility.Type.valueOf(facility.type().name()),
                facility.locationType() == null
                        ? null
                        : SourcingFacility.LocationType.valueOf(
                                facility.locationType().name()),
                services,
                coordinates == null ? null : new Coordinates(coordinates.lat(), coordinates.lon()),
                facility.address() == null ? null : facility.address().country());
    }
}
