package io.waybill.platform.services;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.platform.database.Database;
import io.waybill.platform.database.Transaction;
import io.waybill.platform.facilities.CustomService;
import io.waybill.platform.facilities.CustomServices;
import io.waybill.platform.facilities.Facilities;
import io.waybill.platform.facilities.FacilityCustomServices;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.Stored;
import io.waybill.platform.orders.Order;
import io.waybill.platform.orders.OrderedService;
import io.waybill.platform.orders.Orders;
import io.waybill.platform.picking.AssignedUserForCreation;
import io.waybill.platform.picking.Editor;
import io.waybill.platform.picking.JobFilters;
import io.waybill.platform.picking.PickJob;
import io.waybill.platform.picking.ShortIds;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Creates service jobs: for what was picked, or as a client asks. Thread-safe. */
@ApplicationScoped
class CreateServiceJobs {
    private final Database database;
    private final ServiceJobs jobs;
    private final KeepServiceJobs keep;
    private final Orders orders;
    private final CustomServices services;
    private final FacilityCustomServices connections;
    private final Facilities facilities;
    private final Identifiers identifiers;
    private final Clock clock;

    CreateServiceJobs(
            Database database,
            ServiceJobs jobs,
            KeepServiceJobs keep,
            Orders orders,
            CustomServices services,
            FacilityCustomServices connections,
            Facilities facilities,
            Identifiers identifiers,
            Clock clock) {
        this.database = database;
        this.jobs = jobs;
        this.keep = keep;
        this.orders = orders;
        this.services = services;
        this.connections = connections;
        this.facilities = facilities;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /** The jobs for what was picked: none where the order asks for nothing that concerns it. */
    void forPickJob(Transaction transaction, PickJob picked) {
        Handle handle = transaction.handle();
        Order order = picked.orderRef() == null
                ? null
                : orders.withCustomServices(handle, picked.orderRef()).orElse(null);
        if (order == null) {
            return;
        }
        List<ServiceWork.Task> tasks = ServiceWork.of(order, picked, jobs.madeOfOrder(handle, order.id()), identifiers);
        if (tasks.isEmpty()) {
            return;
        }
        Set<String> ids = tasks.stream()
                .map(ServiceWork.Task::service)
                .map(OrderedService::customServiceDefinition)
                .map(definition -> Objects.requireNonNull(definition.customServiceRef()))
                .collect(Collectors.toSet());
        Map<String, CustomService> definitions = services.named(handle, ids, Set.of()).stream()
                .collect(Collectors.toMap(CustomService::id, Function.identity()));
        Instant now = clock.instant();
        List<FloorServiceJob> created = ServiceJobsOfPickJob.create(
                picked,
                order.id(),
                tasks,
                definitions,
                connections.minutes(handle, picked.facilityRef(), ids),
                identifiers,
                now);
        keep.insert(transaction, LinkServiceJobs.link(created, identifiers, now), picked);
    }

    /**
     * The job that a client asks for; it holds no goods.
     *
     * @throws Rejection 400 when the request contradicts itself or names what does not exist
     */
    Stored<ServiceJob> create(ServiceJobForCreation request, Editor editor) {
        refuse("serviceJobLinkRef", request.serviceJobLinkRef(), "links follow from the services of an order");
        refuse("requiredLineItems", request.requiredLineItems(), "a service job has the lineItems it is given");
        return database.transaction(transaction -> {
            Handle handle = transaction.handle();
            JobFilters.requireKnown(facilities, handle, request.facilityRef());
            CustomService service = service(handle, request);
            Instant now = clock.instant();
            Integer minutes = connections
                    .minutes(handle, request.facilityRef(), Set.of(service.id()))
                    .get(service.id());
            ServiceJob job = job(request, service, minutes, editor, now);
            FloorServiceJob created = new FloorServiceJob(job, null);
            return keep.insert(transaction, LinkServiceJobs.link(List.of(created), identifiers, now), null)
                    .getFirst();
        });
    }

    private static void refuse(String field, @Nullable JsonNode value, String why) {
        if (value != null && !value.isNull() && !(value.isArray() && value.isEmpty())) {
            throw Rejection.invalid(field + " must not be set: " + why);
        }
    }

    private CustomService service(Handle handle, ServiceJobForCreation request) {
        String id = request.customServiceRef();
        String tenantId = request.tenantCustomServiceId();
        if (id == null && tenantId == null) {
            throw Rejection.invalid("customServiceRef or tenantCustomServiceId must be set");
        }
        CustomService service = services
                .named(handle, id == null ? Set.of() : Set.of(id), tenantId == null ? Set.of() : Set.of(tenantId))
                .stream()
                .filter(each -> id == null || each.id().equals(id))
                .filter(each -> tenantId == null || tenantId.equals(each.tenantCustomServiceId()))
                .findFirst()
                .orElseThrow(() ->
                        Rejection.invalid((id == null ? "tenantCustomServiceId " + tenantId : "customServiceRef " + id)
                                + " is not that of a custom service"));
        if (!service.isActive()) {
            throw Rejection.invalid("Custom service " + service.id() + " is not active");
        }
        if (service.itemsRequired() == CustomService.ItemsRequired.MANDATORY
                && (request.lineItems() == null || request.lineItems().isEmpty())) {
            throw Rejection.invalid(
                    "lineItems must not be empty: custom service " + service.id() + " is done to goods");
        }
        return service;
    }

    private ServiceJob job(
            ServiceJobForCreation request,
            CustomService service,
            @Nullable Integer minutes,
            Editor editor,
            Instant now) {
        String id = identifiers.next();
        ServiceJob job = ServiceJobsOfPickJob.described(ServiceJobBuilder.builder(), service)
                .id(id)
                .version(1)
                .created(now)
                .lastModified(now)
                .facilityRef(request.facilityRef())
                .status(ServiceJobStatus.OPEN)
                .additionalInformation(service.additionalInformation().stream()
                        .map(question -> ServiceJob.Information.of(question, null))
                        .toList())
                .executionTimeInMin(minutes == null ? service.executionTimeInMin() : minutes)
                .lineItems(
                        request.lineItems() == null
                                ? List.of()
                                : request.lineItems().stream()
                                        .map(line -> line.line(identifiers))
                                        .toList())
                .processRef(request.processRef() == null ? identifiers.next() : request.processRef())
                .operativeProcessRef(request.operativeProcessRef())
                .shortId(request.shortId() == null ? ShortIds.of(id) : request.shortId())
                .tenantOrderId(request.tenantOrderId())
                .targetTime(request.targetTime())
                .assignedUsers(AssignedUserForCreation.assigned(request.assignedUsers()))
                .editor(editor)
                .customAttributes(request.customAttributes())
                .anonymized(false)
                .build();
        return ServiceJobLifecycle.answered(job, request.additionalInformation());
    }
}
