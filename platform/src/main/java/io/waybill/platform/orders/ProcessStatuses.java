package io.waybill.platform.orders;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * How the statuses of a process follow from those of its entities (platform.md 5.6). Pure. What is obsolete does not
 * count; the product does not document the derivation, so it is Waybill's.
 */
final class ProcessStatuses {
    private ProcessStatuses() {}

    /** A group of entities of one kind of work. */
    enum Module {
        ORDER(ModuleEntity.ORDER),
        ROUTING(ModuleEntity.ROUTING_PLAN),
        RESERVATION(ModuleEntity.RESERVATION),
        PICKING(ModuleEntity.PICK_JOB),
        PACKING(ModuleEntity.PACK_JOB),
        SERVICE_JOB(ModuleEntity.SERVICE_JOB),
        SHIPMENT(ModuleEntity.SHIPMENT),
        SHIPPING(
                ModuleEntity.PARCEL,
                ModuleEntity.PARCEL_INFORMATION,
                ModuleEntity.LABEL,
                ModuleEntity.TRACKING_INFORMATION),
        HANDOVER(ModuleEntity.HANDOVER_JOB),
        RETURN(ModuleEntity.ITEM_RETURN_JOB);

        private final List<ModuleEntity> entities;

        Module(ModuleEntity... entities) {
            this.entities = List.of(entities);
        }

        boolean holds(ModuleEntity entity) {
            return entities.contains(entity);
        }
    }

    /** A group of modules; {@link #ALL} is the process itself. */
    enum Domain {
        DOMS(Module.ORDER, Module.ROUTING),
        INVENTORY(Module.RESERVATION),
        OPERATIVE(Module.PICKING, Module.PACKING, Module.SERVICE_JOB, Module.SHIPMENT, Module.HANDOVER),
        CARRIER_MANAGEMENT(Module.SHIPPING),
        RETURN(Module.RETURN),
        ALL(Module.values());

        private final List<Module> modules;

        Domain(Module... modules) {
            this.modules = List.of(modules);
        }

        boolean holds(ModuleEntity entity) {
            return modules.stream().anyMatch(module -> module.holds(entity));
        }
    }

    /** Status of a module; INCOMPLETE means that some of it is finished and the rest was canceled. */
    enum ModuleStatus {
        PENDING,
        CREATED,
        IN_PROGRESS,
        STUCK,
        FINISHED,
        INCOMPLETE,
        CANCELED,
        OBSOLETE
    }

    /** Status of a domain and of the process. */
    enum ProcessStatus {
        CREATED,
        IN_PROGRESS,
        FINISHED,
        CANCELED,
        ERROR,
        NOT_AVAILABLE
    }

    /** @param statuses of the entities of the module, at least one */
    static ModuleStatus module(Collection<EntityStatus> statuses) {
        Set<EntityStatus> counted = counted(statuses);
        if (counted.isEmpty()) {
            return ModuleStatus.OBSOLETE;
        }
        if (counted.contains(EntityStatus.STUCK)) {
            return ModuleStatus.STUCK;
        }
        if (counted.equals(EnumSet.of(EntityStatus.CANCELED))) {
            return ModuleStatus.CANCELED;
        }
        if (isDone(counted)) {
            return counted.contains(EntityStatus.CANCELED) ? ModuleStatus.INCOMPLETE : ModuleStatus.FINISHED;
        }
        if (isBegun(counted)) {
            return ModuleStatus.IN_PROGRESS;
        }
        return counted.contains(EntityStatus.CREATED) ? ModuleStatus.CREATED : ModuleStatus.PENDING;
    }

    /** @param statuses of the entities of the domain; with none it is not available */
    static ProcessStatus domain(Collection<EntityStatus> statuses) {
        Set<EntityStatus> counted = counted(statuses);
        if (counted.isEmpty()) {
            return ProcessStatus.NOT_AVAILABLE;
        }
        if (counted.contains(EntityStatus.STUCK)) {
            return ProcessStatus.ERROR;
        }
        if (counted.equals(EnumSet.of(EntityStatus.CANCELED))) {
            return ProcessStatus.CANCELED;
        }
        if (isDone(counted)) {
            return ProcessStatus.FINISHED;
        }
        return isBegun(counted) ? ProcessStatus.IN_PROGRESS : ProcessStatus.CREATED;
    }

    private static Set<EntityStatus> counted(Collection<EntityStatus> statuses) {
        Set<EntityStatus> counted = EnumSet.noneOf(EntityStatus.class);
        counted.addAll(statuses);
        counted.remove(EntityStatus.OBSOLETE);
        return counted;
    }

    private static boolean isDone(Set<EntityStatus> counted) {
        return EnumSet.of(EntityStatus.FINISHED, EntityStatus.CANCELED).containsAll(counted);
    }

    private static boolean isBegun(Set<EntityStatus> counted) {
        return counted.contains(EntityStatus.IN_PROGRESS) || counted.contains(EntityStatus.FINISHED);
    }
}
