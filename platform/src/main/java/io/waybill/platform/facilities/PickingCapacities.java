package io.waybill.platform.facilities;

import io.waybill.platform.database.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * How many pick jobs the slots of picking time at facilities still take, and who took the others. Only facilities with
 * {@code capacityEnabled} have a limit, and of those only slots with a capacity. A routing plan takes one place in the
 * first slot that is not full; a place is a row owned by its plan and is given back by deleting it.
 *
 * <p>Thread-safe. The number of statements does not depend on the number of facilities, slots or plans.
 */
@ApplicationScoped
public class PickingCapacities {

    private final Facilities facilities;
    private final TimeConfigurations configurations;

    PickingCapacities(Facilities facilities, TimeConfigurations configurations) {
        this.facilities = facilities;
        this.configurations = configurations;
    }

    /**
     * A plan that asks for a place.
     *
     * @param evenIfFull take a place in the last slot of the time frame when all are full
     */
    public record PlaceRequest(String routingPlanId, String facilityId, boolean evenIfFull) {}

    /**
     * Places that are free from {@code now} to the end of each facility's planning time frame, with one statement. A
     * facility that is not in the map has no limit.
     */
    public Map<String, Long> free(Handle handle, Collection<Facility> facilities, TimeSettings settings, Instant now) {
        List<Facility> limited =
                facilities.stream().filter(PickingCapacities::isLimited).toList();
        if (limited.isEmpty()) {
            return Map.of();
        }
        Map<String, NavigableMap<Instant, Integer>> taken =
                taken(handle, limited.stream().map(Facility::id).toList(), now);
        Map<String, Long> free = new HashMap<>();
        for (Facility facility : limited) {
            Long places = free(facility, settings, taken.getOrDefault(facility.id(), new TreeMap<>()), now);
            if (places != null) {
                free.put(facility.id(), places);
            }
        }
        return free;
    }

    /**
     * A slot of picking time and what is taken of it.
     *
     * @param taken places that routing plans hold; 0 where the facility has no limit
     */
    public record SlotLoad(PickingSlot slot, int taken) {}

    /** The slots of the facility that are not over at {@code from} and begin before {@code until}. One statement. */
    public List<SlotLoad> load(Handle handle, Facility facility, TimeSettings settings, Instant from, Instant until) {
        NavigableMap<Instant, Integer> taken = isLimited(facility)
                ? taken(handle, List.of(facility.id()), from).getOrDefault(facility.id(), new TreeMap<>())
                : new TreeMap<>();
        return settings.calendar(facility).slots(from, until).stream()
                .map(slot -> new SlotLoad(slot, taken(slot, taken)))
                .toList();
    }

    /**
     * Takes a place for each of the plans, in the order given, under the locks of their facilities. A plan that has a
     * place already keeps none but the new one. Plans at facilities without limit succeed and take nothing.
     *
     * @return the ids of the plans for which no place was free; they hold none
     */
    public Set<String> take(Transaction transaction, Collection<PlaceRequest> requests, Instant now) {
        Handle handle = transaction.handle();
        Map<String, Facility> known = facilities.withCapacity(
                handle, requests.stream().map(PlaceRequest::facilityId).toList());
        List<PlaceRequest> limited = requests.stream()
                .filter(request -> isLimited(known.get(request.facilityId())))
                .toList();
        if (limited.isEmpty()) {
            return Set.of();
        }
        TimeSettings settings = configurations.settings(handle);
        TreeSet<String> places = new TreeSet<>();
        limited.forEach(request -> places.add(request.facilityId()));
        lock(handle, places);
        release(handle, limited.stream().map(PlaceRequest::routingPlanId).toList());
        forgetPast(handle, places, now);
        Map<String, NavigableMap<Instant, Integer>> taken = taken(handle, places, now);
        Map<String, List<PickingSlot>> slots = new HashMap<>();
        Map<PlaceRequest, PickingSlot> booked = new LinkedHashMap<>();
        Set<String> refused = new HashSet<>();
        for (PlaceRequest request : limited) {
            Facility facility = Objects.requireNonNull(known.get(request.facilityId()));
            List<PickingSlot> ofFacility =
                    slots.computeIfAbsent(facility.id(), ignored -> slots(facility, settings, now));
            NavigableMap<Instant, Integer> used = taken.computeIfAbsent(facility.id(), ignored -> new TreeMap<>());
            Optional<PickingSlot> slot =
                    ofFacility.stream().filter(each -> hasRoom(each, used)).findFirst();
            if (slot.isEmpty() && request.evenIfFull() && !ofFacility.isEmpty()) {
                slot = Optional.of(ofFacility.getLast());
            }
            if (slot.isEmpty()) {
                if (!request.evenIfFull()) {
                    refused.add(request.routingPlanId());
                }
                continue;
            }
            used.merge(slot.get().start(), 1, Integer::sum);
            booked.put(request, slot.get());
        }
        insert(handle, booked);
        return refused;
    }

    /**
     * Gives back the places of plans whose work is done, where their slot has not begun yet: a place within a slot that
     * has begun is used up.
     */
    public void finish(Handle handle, Collection<String> routingPlanIds, Instant now) {
        if (!routingPlanIds.isEmpty()) {
            handle.createUpdate("delete from picking_slot_booking where routing_plan_id = any(:plans) "
                            + "and slot_start > :now::timestamptz")
                    .bindArray("plans", String.class, routingPlanIds.toArray())
                    .bind("now", now.toString())
                    .execute();
        }
    }

    /** Gives back the places of the plans. A plan that holds none is left alone. */
    public void release(Handle handle, Collection<String> routingPlanIds) {
        if (!routingPlanIds.isEmpty()) {
            handle.createUpdate("delete from picking_slot_booking where routing_plan_id = any(:plans)")
                    .bindArray("plans", String.class, routingPlanIds.toArray())
                    .execute();
        }
    }

    private static boolean isLimited(@Nullable Facility facility) {
        return facility != null && facility.isManaged() && Boolean.TRUE.equals(facility.capacityEnabled());
    }

    /** Null when a slot without limit lies ahead. */
    private static @Nullable Long free(
            Facility facility, TimeSettings settings, NavigableMap<Instant, Integer> taken, Instant now) {
        long free = 0;
        for (PickingSlot slot : slots(facility, settings, now)) {
            if (slot.capacity() == null) {
                return null;
            }
            free += Math.max(0, slot.capacity() - taken(slot, taken));
        }
        return free;
    }

    private static List<PickingSlot> slots(Facility facility, TimeSettings settings, Instant now) {
        return settings.calendar(facility)
                .slots(now, now.plus(Duration.ofDays(settings.capacityPlanningDays(facility))));
    }

    private static boolean hasRoom(PickingSlot slot, NavigableMap<Instant, Integer> taken) {
        return slot.capacity() == null || taken(slot, taken) < slot.capacity();
    }

    /** Whatever begins within the slot counts, so that places stay taken when the ranges of a day are cut differently. */
    private static int taken(PickingSlot slot, NavigableMap<Instant, Integer> taken) {
        return taken.subMap(slot.start(), true, slot.end(), false).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    /** In one order for everybody, so that no two transactions wait for each other. */
    private static void lock(Handle handle, TreeSet<String> facilityIds) {
        handle.createUpdate("insert into picking_capacity (facility_id) select w.id from unnest(:ids::text[]) as w(id) "
                        + "order by w.id on conflict do nothing")
                .bindArray("ids", String.class, facilityIds.toArray())
                .execute();
        handle.createQuery("select facility_id from picking_capacity where facility_id = any(:ids) "
                        + "order by facility_id for update")
                .bindArray("ids", String.class, facilityIds.toArray())
                .mapTo(String.class)
                .list();
    }

    private static void forgetPast(Handle handle, Collection<String> facilityIds, Instant now) {
        handle.createUpdate("delete from picking_slot_booking where facility_id = any(:ids) "
                        + "and slot_end <= :now::timestamptz")
                .bindArray("ids", String.class, facilityIds.toArray())
                .bind("now", now.toString())
                .execute();
    }

    private static Map<String, NavigableMap<Instant, Integer>> taken(
            Handle handle, Collection<String> facilityIds, Instant now) {
        Map<String, NavigableMap<Instant, Integer>> taken = new HashMap<>();
        handle.createQuery("select facility_id, slot_start, count(*) from picking_slot_booking "
                        + "where facility_id = any(:ids) and slot_end > :now::timestamptz group by 1, 2")
                .bindArray("ids", String.class, facilityIds.toArray())
                .bind("now", now.toString())
                .map((row, context) ->
                        new Taken(row.getString(1), row.getTimestamp(2).toInstant(), row.getInt(3)))
                .forEach(slot -> taken.computeIfAbsent(slot.facilityId, ignored -> new TreeMap<>())
                        .put(slot.start, slot.places));
        return taken;
    }

    private static void insert(Handle handle, Map<PlaceRequest, PickingSlot> booked) {
        if (booked.isEmpty()) {
            return;
        }
        List<PickingSlot> slots = new ArrayList<>(booked.values());
        handle.createUpdate("insert into picking_slot_booking (routing_plan_id, facility_id, slot_start, slot_end) "
                        + "select * from unnest(:plans::text[], :facilities::text[], :starts::timestamptz[], "
                        + ":ends::timestamptz[])")
                .bindArray(
                        "plans",
                        String.class,
                        booked.keySet().stream()
                                .map(PlaceRequest::routingPlanId)
                                .toArray())
                .bindArray(
                        "facilities",
                        String.class,
                        booked.keySet().stream().map(PlaceRequest::facilityId).toArray())
                .bindArray(
                        "starts",
                        String.class,
                        slots.stream().map(slot -> slot.start().toString()).toArray())
                .bindArray(
                        "ends",
                        String.class,
                        slots.stream().map(slot -> slot.end().toString()).toArray())
                .execute();
    }

    private record Taken(String facilityId, Instant start, int places) {}
}
