package io.waybill.platform.events;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The events that can be subscribed to. Spellings are those of the public API, inconsistencies included. */
public final class EventCatalogue {
    private static final Map<String, String> DESCRIPTIONS = new TreeMap<>(Map.ofEntries(
            Map.entry("ORDER_CREATED", "An order was accepted"),
            Map.entry("ORDER_UNLOCKED", "A locked order was unlocked"),
            Map.entry("ORDER_MODIFIED", "An order was changed"),
            Map.entry("ORDER_CANCELLED", "An order was cancelled"),
            Map.entry("ORDER_FORCE_CANCELLED", "An order was cancelled although its work had progressed"),
            Map.entry("ORDER_CANCELLED_BY_EXPIRY", "An order was cancelled because its promise or pickup expired"),
            Map.entry("ROUTING_PLAN_ROUTED", "A facility was found for a routing plan"),
            Map.entry("ROUTING_PLAN_SPLITTED", "A routing plan was split over facilities"),
            Map.entry("ROUTING_PLAN_WAITING", "A routing plan waits to be tried again"),
            Map.entry("ROUTING_PLAN_FALLBACK", "A routing plan went to the fallback facility"),
            Map.entry("ROUTING_PLAN_NOT_ROUTABLE", "No facility can serve a routing plan"),
            Map.entry("ROUTING_PLAN_REROUTEPLAN_CREATED", "A routing plan was made for what another could not serve"),
            Map.entry("ROUTING_PLAN_CANCELLED", "A routing plan was cancelled"),
            Map.entry(
                    "ROUTING_PLAN_FAILED_REROUTE",
                    "Nobody better was found for a routing plan, which stays where it is"),
            Map.entry("UPCOMING_TIME_TRIGGERED_REROUTE", "A pick job will be taken away soon if nobody picks it"),
            Map.entry(
                    "TIME_TRIGGERED_REROUTE_FAILED", "A pick job was due to be taken away, and nobody else was found"),
            Map.entry("PICK_JOB_CREATED", "A pick job was created"),
            Map.entry("PICK_JOB_OPENED", "A pick job can be picked"),
            Map.entry("PICK_JOB_PICKING_COMMENCED", "Picking began"),
            Map.entry("PICK_JOB_PICKING_PAUSED", "Picking was paused"),
            Map.entry("PICK_JOB_PICKING_FINISHED", "Picking was finished"),
            Map.entry("PICK_JOB_PICK_LINE_PICKED", "A line was picked"),
            Map.entry("PICK_JOB_ABORTED", "A pick job was aborted"),
            Map.entry("PICK_JOB_RESET", "A pick job was reset"),
            Map.entry("PICK_JOB_REROUTED", "A pick job was rerouted"),
            Map.entry("PICK_JOB_CANCELED", "A pick job was canceled"),
            Map.entry("PICKING_PICK_JOB_COMPLETE", "A pick job is complete"),
            Map.entry("PACK_JOB_CREATED", "A pack job was created"),
            Map.entry("PACK_JOB_UPDATED", "A pack job changed"),
            Map.entry("PACK_JOB_CLOSED", "A pack job was closed"),
            Map.entry("PACK_JOB_CANCELED", "A pack job was canceled"),
            Map.entry("PACKING_TARGET_CONTAINER_CREATED_EVENT", "A packing target container was created"),
            Map.entry("PACKING_TARGET_CONTAINER_UPDATED_EVENT", "A packing target container changed"),
            Map.entry("PACKING_TARGET_CONTAINER_DELETED_EVENT", "A packing target container was deleted"),
            Map.entry("SHIPMENT_CREATED", "A shipment was created"),
            Map.entry("SHIPMENT_UPDATED", "A shipment changed"),
            Map.entry("PARCEL_CARRIER_REQUESTED", "A label was asked for"),
            Map.entry("PARCEL_CARRIER_CREATED", "A parcel was announced to the carrier"),
            Map.entry("PARCEL_CARRIER_ACKNOWLEDGED", "The carrier acknowledged a parcel"),
            Map.entry("PARCEL_CARRIER_FAILED", "The carrier refused a parcel"),
            Map.entry("PARCEL_TRACK_AND_TRACE_STATUS_UPDATED", "A parcel moved"),
            Map.entry("HANDOVERJOB_CREATED", "A handover job was created"),
            Map.entry("HANDOVERJOB_HANDED_OVER", "The goods were handed over"),
            Map.entry("HANDOVERJOB_REVERTED", "A handover was reverted"),
            Map.entry("HANDOVERJOB_CANCELED", "A handover job was canceled"),
            Map.entry("SERVICE_JOB_CREATED", "A service job was created"),
            Map.entry("SERVICE_JOB_FINISHED", "A service job was finished"),
            Map.entry("ITEM_RETURN_JOB_CREATED", "A return was created"),
            Map.entry("ITEM_RETURN_JOB_UPDATED", "A return changed"),
            Map.entry("REFUND_TRIGGERED", "A refund is due"),
            Map.entry("INVENTORY_FACILITY_STOCK_CHANGED", "The availability of an article at a facility changed"),
            Map.entry("INVENTORY_STOCKS_CREATED", "Stocks were created"),
            Map.entry("INVENTORY_STOCKS_DELETED", "Stocks were deleted"),
            Map.entry("INVENTORY_STOCKS_VALUE_CHANGED", "Quantities of stocks changed"),
            Map.entry("INVENTORY_STOCKS_LOCATION_CHANGED", "Stocks were moved"),
            Map.entry("INVENTORY_RESERVATIONS_CREATED", "Reservations were made"),
            Map.entry("INVENTORY_RESERVATIONS_DELETED", "Reservations were closed"),
            Map.entry("INVENTORY_CATEGORIES_CREATED", "Categories were created"),
            Map.entry("INVENTORY_CATEGORIES_DELETED", "Categories were deleted"),
            Map.entry("INVENTORY_CATEGORIES_INFORMATION_CHANGED", "Categories changed"),
            Map.entry("LISTINGS_CREATED", "Listings were created"),
            Map.entry("LISTINGS_DELETED", "Listings were deleted"),
            Map.entry("LISTINGS_INFORMATION_CHANGED", "Listings changed"),
            Map.entry("LISTINGS_STATUS_CHANGED", "Listings were activated or deactivated"),
            Map.entry("LISTINGS_STOCK_CONFIGURATIONS_CHANGED", "The stock configuration of listings changed"),
            Map.entry("STORAGE_LOCATIONS_CREATED", "Storage locations were created"),
            Map.entry("STORAGE_LOCATIONS_DELETED", "Storage locations were deleted"),
            Map.entry("STORAGE_LOCATIONS_INFORMATION_CHANGED", "Storage locations changed"),
            Map.entry("ZONE_CREATED", "A zone was created"),
            Map.entry("ZONE_DELETED", "A zone was deleted"),
            Map.entry("INBOUND_DELIVERY_RECEIVED", "A receipt was finished"),
            Map.entry("INBOUND_DELIVERY_FINISHED", "Everything that was ordered was received"),
            Map.entry("STOW_JOB_CREATED", "A stow job was created"),
            Map.entry("STOW_JOB_OPENED", "A stow job can be worked on"),
            Map.entry("STOW_JOB_COMMENCED", "Stowing began"),
            Map.entry("STOW_JOB_PAUSED", "Stowing was paused"),
            Map.entry("STOW_JOB_CLOSED", "Stowing was finished"),
            Map.entry("STOW_JOB_CANCELED", "A stow job was canceled"),
            Map.entry("STOW_JOB_LINE_ITEMS_STOWED", "Lines were stowed"),
            Map.entry("FACILITY_CREATED", "A facility was created"),
            Map.entry("FACILITY_UPDATED", "A facility changed"),
            Map.entry("FACILITY_DELETED", "A facility was deleted; the payload is its id"),
            Map.entry("FACILITY_SUSPENDED", "A facility takes no new orders"),
            Map.entry("FACILITY_WENT_ONLINE", "A facility takes orders"),
            Map.entry("FACILITY_WENT_OFFLINE", "A facility does no work"),
            Map.entry("FACILITY_GROUP_CREATED", "A facility group was created"),
            Map.entry("FACILITY_GROUP_UPDATED", "A facility group changed"),
            Map.entry("FACILITY_GROUP_DELETED", "A facility group was deleted; the payload is its id"),
            Map.entry("USER_CREATED", "A user was created"),
            Map.entry("USER_UPDATED", "A user changed"),
            Map.entry("USER_DELETED", "A user was deleted"),
            Map.entry("PROCESS_ANONYMIZED", "The personal data of a process was removed"),
            Map.entry("PROCESS_DELETED", "A process was deleted"),
            Map.entry("EXPIRY_ENTITY_CREATED", "Something was given a date of expiry"),
            Map.entry("EXPIRY_ENTITY_UPDATED", "A date of expiry changed"),
            Map.entry("EXPIRY_ENTITY_EXPIRED", "Something expired"),
            Map.entry("EXTERNAL_ACTION_EXECUTED", "An external action was executed")));

    private EventCatalogue() {}

    /** One event that can be subscribed to. */
    public record SupportedEvent(String event, String description) {}

    /** All of them, by name. */
    public static List<SupportedEvent> all() {
        return DESCRIPTIONS.entrySet().stream()
                .map(entry -> new SupportedEvent(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(SupportedEvent::event))
                .toList();
    }

    static boolean has(String event) {
        return DESCRIPTIONS.containsKey(event);
    }
}
