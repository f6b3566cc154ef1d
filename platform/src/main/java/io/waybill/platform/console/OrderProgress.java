package io.waybill.platform.console;

import io.waybill.platform.orders.EntityStatus;
import io.waybill.platform.orders.ModuleEntity;
import io.waybill.platform.orders.OrderStatus;
import io.waybill.platform.orders.ProcessEntities.Entity;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** How far an order is, in the one word that people ask for. */
enum OrderProgress {
    CANCELLED,
    /** A part found no facility and was given up. */
    UNROUTABLE,
    WAITING_FOR_FACILITY,
    TO_PICK,
    PICKING,
    /** Picked, and not yet ready to leave. */
    TO_PACK,
    TO_HAND_OVER,
    /** A part has left the facility, another has not. */
    PARTLY_HANDED_OVER,
    HANDED_OVER;

    private static final Set<EntityStatus> GONE = EnumSet.of(EntityStatus.OBSOLETE, EntityStatus.CANCELED);

    /** @param entities of the order's process */
    static OrderProgress of(OrderStatus status, Collection<Entity> entities) {
        if (status == OrderStatus.CANCELLED || status == OrderStatus.OBSOLETE) {
            return CANCELLED;
        }
        if (has(entities, ModuleEntity.ROUTING_PLAN, EnumSet.of(EntityStatus.STUCK))) {
            return UNROUTABLE;
        }
        List<EntityStatus> handovers = live(entities, ModuleEntity.HANDOVER_JOB);
        List<EntityStatus> picks = live(entities, ModuleEntity.PICK_JOB);
        boolean left = handovers.contains(EntityStatus.FINISHED);
        boolean allPicked = !picks.isEmpty() && picks.stream().allMatch(EntityStatus.FINISHED::equals);
        boolean allLeft = left && handovers.stream().allMatch(EntityStatus.FINISHED::equals);
        if (allLeft && allPicked && handovers.size() >= picks.size()) {
            return HANDED_OVER;
        }
        if (left) {
            return PARTLY_HANDED_OVER;
        }
        if (picks.isEmpty()) {
            return WAITING_FOR_FACILITY;
        }
        if (!allPicked) {
            boolean begun = picks.contains(EntityStatus.IN_PROGRESS) || picks.contains(EntityStatus.FINISHED);
            return begun ? PICKING : TO_PICK;
        }
        boolean packed = live(entities, ModuleEntity.PACK_JOB).stream().allMatch(EntityStatus.FINISHED::equals);
        return packed && !handovers.isEmpty() ? TO_HAND_OVER : TO_PACK;
    }

    private static boolean has(Collection<Entity> entities, ModuleEntity kind, Set<EntityStatus> statuses) {
        return entities.stream().anyMatch(each -> each.kind() == kind && statuses.contains(each.status()));
    }

    private static List<EntityStatus> live(Collection<Entity> entities, ModuleEntity kind) {
        return entities.stream()
                .filter(each -> each.kind() == kind && !GONE.contains(each.status()))
                .map(Entity::status)
                .toList();
    }
}
