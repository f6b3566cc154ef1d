package io.waybill.platform.picking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.platform.database.Database;
import io.waybill.platform.database.Transaction;
import io.waybill.platform.events.DomainEvent;
import io.waybill.platform.events.Outbox;
import io.waybill.platform.facilities.Facilities;
import io.waybill.platform.inventory.Reservations;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.Stored;
import io.waybill.platform.orders.Order;
import io.waybill.platform.orders.Orders;
import io.waybill.platform.orders.ProcessHistory;
import io.waybill.platform.orders.Processes;
import io.waybill.platform.orders.WorkflowInformation;
import io.waybill.platform.routing.RoutingPlan;
import io.waybill.platform.routing.TargetTime;
import io.waybill.platform.routing.TargetTimes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Creates pick jobs: for routed plans, all of a transaction at once, or one that a client asks for. Thread-safe. */
@ApplicationScoped
class CreatePickJobs {
    private final Database database;
    private final PickJobs jobs;
    private final Orders orders;
    private final Facilities facilities;
    private final TargetTimes targetTimes;
    private final PickingConfigurations configurations;
    private final ReleasePickJobs release;
    private final Reservations reservations;
    private final PickingPlaces places;
    private final Outbox outbox;
    private final Processes processes;
    private final ProcessHistory history;
    private final Event<PickJobsCreated> creations;
    private final Identifiers identifiers;
    private final Clock clock;

    CreatePickJobs(
            Database database,
            PickJobs jobs,
            Orders orders,
            Facilities facilities,
            TargetTimes targetTimes,
            PickingConfigurations configurations,
            ReleasePickJobs release,
            Reservations reservations,
            PickingPlaces places,
            Outbox outbox,
            Processes processes,
            ProcessHistory history,
            Event<PickJobsCreated> creations,
            Identifiers identifiers,
            Clock clock) {
        this.database = database;
        this.jobs = jobs;
        this.orders = orders;
        this.facilities = facilities;
        this.targetTimes = targetTimes;
        this.configurations = configurations;
        this.release = release;
        this.reservations = reservations;
        this.places = places;
        this.outbox = outbox;
        this.processes = processes;
        this.history = history;
        this.creations = creations;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /** One job for each plan. The number of statements does not depend on the number of plans. */
    void forPlans(Transaction transaction, List<RoutingPlan> plans) {
        List<RoutingPlan> assigned =
                plans.stream().filter(plan -> plan.facilityRef() != null).toList();
        if (assigned.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        Map<String, Order> byId = orders.byIds(
                transaction.handle(),
                assigned.stream().map(RoutingPlan::orderRef).collect(Collectors.toSet()));
        PickingSettings settings = configurations.settings(transaction.handle());
        List<PickJob> created = new ArrayList<>();
        Map<String, String> jobsByPlan = new HashMap<>();
        for (RoutingPlan plan : assigned) {
            String id = plan.pickJobRef() == null ? identifiers.next() : plan.pickJobRef();
            Order order = Objects.requireNonNull(byId.get(plan.orderRef()), "the order of a plan exists");
            created.add(release.scheduled(
                    transaction, PickJobFromPlan.create(id, plan, order, now, identifiers), settings, now));
            jobsByPlan.put(plan.id(), id);
        }
        reservations.assignPickJobs(transaction, jobsByPlan);
        store(transaction, places.show(transaction.handle(), created));
    }

    /**
     * The job that a client asks for.
     *
     * @throws Rejection 400 when the request contradicts itself or names no facility
     */
    Stored<PickJob> create(PickJobForCreation request, Editor editor) {
        if (request.processId() != null && request.tags() != null) {
            throw Rejection.invalid("tags must not be given with processId: the job has the tags of its process");
        }
        PickJobStatus status = Objects.requireNonNullElse(request.status(), PickJobStatus.OPEN);
        if (!status.isLive() || status == PickJobStatus.PICKED) {
            throw Rejection.invalid("status must be OPEN, WAITING_FOR_INPUT, IN_PROGRESS or PAUSED for a new pick job");
        }
        requireTimes(request.pickingTimes());
        return database.transaction(transaction -> {
            JobFilters.requireKnown(facilities, transaction.handle(), request.facilityRef());
            Instant now = clock.instant();
            TargetTime time = targetTimes.at(transaction.handle(), request.facilityRef(), now);
            PickJob job = release.scheduled(
                    transaction,
                    job(request, status, editor, now, time.time()),
                    configurations.settings(transaction.handle()),
                    now);
            return store(transaction, List.of(job)).getFirst();
        });
    }

    private List<Stored<PickJob>> store(Transaction transaction, List<PickJob> created) {
        List<Stored<PickJob>> stored = jobs.table().insertAll(transaction.handle(), created);
        for (Stored<PickJob> job : stored) {
            PickJob resource = job.resource();
            outbox.record(
                    transaction,
                    new DomainEvent(
                            "PICK_JOB_CREATED", resource.id(), resource.version(), resource.facilityRef(), job.json()));
            history.recordByCaller(transaction, PickHistory.created(resource));
        }
        processes.record(
                transaction,
                stored.stream()
                        .map(job -> RecordPickDecisions.processChange(job.resource()))
                        .toList());
        creations.fire(new PickJobsCreated(
                transaction, stored.stream().map(Stored::resource).toList()));
        return stored;
    }

    private PickJob job(
            PickJobForCreation request,
            PickJobStatus status,
            Editor editor,
            Instant now,
            @Nullable Instant targetTime) {
        String id = identifiers.next();
        String processId = request.processId() == null ? identifiers.next() : request.processId();
        return PickJobBuilder.builder()
                .id(id)
                .version(1)
                .created(now)
                .lastModified(now)
                .facilityRef(request.facilityRef())
                .orderDate(request.orderDate())
                .status(status)
                .shortId(request.shortId() == null ? ShortIds.of(id) : request.shortId())
                .processId(processId)
                .documentsRef(processId)
                .orderRef(request.orderRef())
                .tenantOrderId(request.tenantOrderId())
                .routingPlanRef(request.routingPlanRef())
                .operativeProcessRef(request.operativeProcessRef())
                .deliveryinformation(deliveryInformation(request.deliveryinformation(), now, targetTime))
                .pickLineItems(request.pickLineItems().stream()
                        .map(line -> line.line(identifiers))
                        .toList())
                .expectedPickLineItems(expected(request.expectedPickLineItems()))
                .customAttributes(request.customAttributes())
                .tags(request.tags())
                .stickers(request.stickers())
                .assignedUsers(AssignedUserForCreation.assigned(request.assignedUsers()))
                .editor(editor)
                .paymentInformation(request.paymentInformation())
                .pickingTimes(request.pickingTimes())
                .preferredPickingMethods(request.preferredPickingMethods())
                .transfers(request.transfers())
                .resetBlocked(false)
                .anonymized(false)
                .workflowInformation(WorkflowInformation.NONE)
                .build();
    }

    private static void requireTimes(@Nullable JsonNode pickingTimes) {
        JsonNode start = pickingTimes == null ? null : pickingTimes.get("startLatestAt");
        if (start == null || start.isNull()) {
            return;
        }
        try {
            Instant.parse(start.asText());
        } catch (DateTimeParseException notATime) {
            throw Rejection.invalid("pickingTimes.startLatestAt must be a time such as 2026-11-24T09:00:00Z");
        }
    }

    private static DeliveryInformation deliveryInformation(
            @Nullable DeliveryInformation given, Instant now, @Nullable Instant targetTime) {
        return new DeliveryInformation(
                given == null || given.channel() == null ? PickChannel.SHIPPING : given.channel(),
                given == null ? null : given.details(),
                given == null || given.targetTime() == null ? targetTime : given.targetTime(),
                given == null || given.targetTimeBaseDate() == null ? now : given.targetTimeBaseDate());
    }

    private @Nullable List<JsonNode> expected(@Nullable List<JsonNode> lines) {
        if (lines == null) {
            return null;
        }
        List<JsonNode> withIds = new ArrayList<>();
        for (JsonNode line : lines) {
            if (!(line instanceof ObjectNode object)
                    || !object.path("transferId").isTextual()
                    || !object.path("quantity").canConvertToLong()
                    || !object.path("article").path("tenantArticleId").isTextual()) {
                throw Rejection.invalid("expectedPickLineItems must have a transferId, a quantity and an article");
            }
            withIds.add(object.deepCopy().put("id", identifiers.next()));
        }
        return List.copyOf(withIds);
    }
}
