package io.waybill.platform.orders;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.waybill.platform.orders.ProcessStatuses.Domain;
import io.waybill.platform.orders.ProcessStatuses.Module;
import io.waybill.platform.orders.ProcessStatuses.ModuleStatus;
import io.waybill.platform.orders.ProcessStatuses.ProcessStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A process as answered: what is stored of it, and what follows from its entities. */
record ProcessView(
        String id,
        long version,
        Instant created,
        Instant lastModified,
        String orderRef,
        @Nullable String tenantOrderId,
        @Nullable List<TagReference> tags,
        Instant gdprCleanupDate,
        @Nullable Instant deletionDate,
        @JsonProperty("isAnonymized") boolean isAnonymized,
        List<String> routingPlanRefs,
        List<String> pickJobRefs,
        List<String> packJobRefs,
        List<String> shipmentRefs,
        List<String> handoverJobRefs,
        List<String> serviceJobRefs,
        List<String> itemReturnJobsRef,
        List<String> facilityRefs,
        List<String> flatRefs,
        List<EntityEntry> lastModuleEntityStatuses,
        List<HistoryEntry> moduleEntityStatusesHistory,
        List<ModuleEntry> moduleStatuses,
        StatusDetail statuses,
        StatusDetail domsStatuses,
        StatusDetail operativeStatuses,
        StatusDetail inventoryStatuses,
        StatusDetail carrierManagementStatuses,
        StatusDetail returnStatuses,
        ProcessStatus status,
        ProcessStatus domsStatus,
        ProcessStatus operativeStatus,
        ProcessStatus inventoryStatus,
        ProcessStatus returnStatus) {

    record StatusDetail(ProcessStatus status) {}

    record EntityEntry(
            ModuleEntity moduleEntity,
            String entityRef,
            @Nullable String facilityRef,
            EntityStatus status) {}

    record HistoryEntry(
            ModuleEntity moduleEntity,
            String entityRef,
            @Nullable String facilityRef,
            EntityStatus status,
            Instant created) {}

    record ModuleEntry(Module module, ModuleStatus status) {}

    /** A row of what belongs to a process. */
    record Entity(
            String processId,
            ModuleEntity entity,
            String entityRef,
            @Nullable String facilityRef,
            EntityStatus status,
            Instant created,
            Instant lastModified,
            List<Step> history) {}

    /** When an entity came into a status. */
    record Step(EntityStatus status, Instant created) {}

    /** @param entities all of the process, oldest first */
    static ProcessView of(StoredProcess process, List<Entity> entities) {
        StatusDetail all = detail(entities, Domain.ALL);
        StatusDetail doms = detail(entities, Domain.DOMS);
        StatusDetail operative = detail(entities, Domain.OPERATIVE);
        StatusDetail inventory = detail(entities, Domain.INVENTORY);
        StatusDetail returns = detail(entities, Domain.RETURN);
        return new ProcessView(
                process.id(),
                process.version(),
                process.created(),
                lastModified(process, entities),
                process.orderRef(),
                process.tenantOrderId(),
                process.tags(),
                process.gdprCleanupDate(),
                process.deletionDate(),
                false,
                refs(entities, ModuleEntity.ROUTING_PLAN),
                refs(entities, ModuleEntity.PICK_JOB),
                refs(entities, ModuleEntity.PACK_JOB),
                refs(entities, ModuleEntity.SHIPMENT),
                refs(entities, ModuleEntity.HANDOVER_JOB),
                refs(entities, ModuleEntity.SERVICE_JOB),
                refs(entities, ModuleEntity.ITEM_RETURN_JOB),
                facilityRefs(entities),
                entities.stream().map(Entity::entityRef).toList(),
                entities.stream()
                        .map(entity -> new EntityEntry(
                                entity.entity(), entity.entityRef(), entity.facilityRef(), entity.status()))
                        .toList(),
                history(entities),
                modules(entities),
                all,
                doms,
                operative,
                inventory,
                detail(entities, Domain.CARRIER_MANAGEMENT),
                returns,
                all.status(),
                doms.status(),
                operative.status(),
                inventory.status(),
                returns.status());
    }

    private static Instant lastModified(StoredProcess process, List<Entity> entities) {
        return Stream.concat(
                        Stream.of(process.lastModified()), entities.stream().map(Entity::lastModified))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static StatusDetail detail(List<Entity> entities, Domain domain) {
        return new StatusDetail(ProcessStatuses.domain(entities.stream()
                .filter(entity -> domain.holds(entity.entity()))
                .map(Entity::status)
                .toList()));
    }

    private static List<String> refs(List<Entity> entities, ModuleEntity kind) {
        return entities.stream()
                .filter(entity -> entity.entity() == kind)
                .map(Entity::entityRef)
                .toList();
    }

    private static List<String> facilityRefs(List<Entity> entities) {
        LinkedHashSet<String> refs = new LinkedHashSet<>();
        entities.forEach(entity -> {
            if (entity.facilityRef() != null) {
                refs.add(entity.facilityRef());
            }
        });
        return List.copyOf(refs);
    }

    private static List<HistoryEntry> history(List<Entity> entities) {
        return entities.stream()
                .flatMap(entity -> entity.history().stream()
                        .map(step -> new HistoryEntry(
                                entity.entity(),
                                entity.entityRef(),
                                entity.facilityRef(),
                                step.status(),
                                step.created())))
                .sorted(Comparator.comparing(HistoryEntry::created))
                .toList();
    }

    private static List<ModuleEntry> modules(List<Entity> entities) {
        List<ModuleEntry> modules = new ArrayList<>();
        for (Module module : Module.values()) {
            List<EntityStatus> statuses = entities.stream()
                    .filter(entity -> module.holds(entity.entity()))
                    .map(Entity::status)
                    .toList();
            if (!statuses.isEmpty()) {
                modules.add(new ModuleEntry(module, ProcessStatuses.module(statuses)));
            }
        }
        return modules;
    }
}
