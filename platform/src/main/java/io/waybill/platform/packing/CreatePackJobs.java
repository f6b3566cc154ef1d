package io.waybill.platform.packing;

import io.waybill.platform.database.Database;
import io.waybill.platform.database.Transaction;
import io.waybill.platform.events.DomainEvent;
import io.waybill.platform.events.Outbox;
import io.waybill.platform.facilities.Facilities;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.Stored;
import io.waybill.platform.kernel.UniqueConstraint;
import io.waybill.platform.orders.ProcessHistory;
import io.waybill.platform.orders.Processes;
import io.waybill.platform.orders.WorkflowInformation;
import io.waybill.platform.picking.AssignedUserForCreation;
import io.waybill.platform.picking.DeliveryInformation;
import io.waybill.platform.picking.Editor;
import io.waybill.platform.picking.JobFilters;
import io.waybill.platform.picking.PickJob;
import io.waybill.platform.picking.PickLineItem;
import io.waybill.platform.picking.ShortIds;
import io.waybill.platform.picking.SubstituteLineItem;
import io.waybill.platform.services.ServiceHolds;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Creates pack jobs: for what was picked, or as a client asks. Thread-safe. */
@ApplicationScoped
class CreatePackJobs {
    private static final UniqueConstraint ONE_PER_PICK_JOB = new UniqueConstraint("pack_job_of_pick_job");

    private final Database database;
    private final PackJobs jobs;
    private final Facilities facilities;
    private final ServiceHolds services;
    private final Outbox outbox;
    private final Processes processes;
    private final ProcessHistory history;
    private final Identifiers identifiers;
    private final Clock clock;

    CreatePackJobs(
            Database database,
            PackJobs jobs,
            Facilities facilities,
            ServiceHolds services,
            Outbox outbox,
            Processes processes,
            ProcessHistory history,
            Identifiers identifiers,
            Clock clock) {
        this.database = database;
        this.jobs = jobs;
        this.facilities = facilities;
        this.services = services;
        this.outbox = outbox;
        this.processes = processes;
        this.history = history;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /** A job for what was picked, substitutes included. */
    void forPickJob(Transaction transaction, PickJob picked) {
        Instant now = clock.instant();
        String id = identifiers.next();
        DeliveryInformation delivery = picked.deliveryinformation();
        DeliveryInformation.Shipping shipping = delivery.shipping();
        store(
                transaction,
                PackJobBuilder.builder()
                        .id(id)
                        .version(1)
                        .created(now)
                        .lastModified(now)
                        .facilityRef(picked.facilityRef())
                        .status(PackJobStatus.OPEN)
                        .processId(picked.processId())
                        .documentsRef(picked.documentsRef())
                        .shortId(picked.shortId())
                        .pickJobRef(picked.id())
                        .orderRef(picked.orderRef())
                        .tenantOrderId(picked.tenantOrderId())
                        .operativeProcessRef(picked.operativeProcessRef())
                        .orderDate(picked.orderDate())
                        .targetTime(delivery.targetTime())
                        .deliveryChannel(picked.channel())
                        .recipient(shipping == null ? null : shipping.recipientaddress())
                        .recipientName(delivery.recipientName())
                        .invoice(shipping == null ? null : shipping.invoiceAddress())
                        .lineItems(lines(picked))
                        .customAttributes(picked.customAttributes())
                        .tags(picked.tags())
                        .stickers(picked.stickers())
                        .transfers(picked.transfers())
                        .anonymized(picked.anonymized())
                        .workflowInformation(WorkflowInformation.NONE)
                        .build());
    }

    /**
     * The job that a client asks for.
     *
     * @throws Rejection 400 when the request contradicts itself, 409 when the goods of the pick job are packed already,
     *     422 when custom services hold them
     */
    Stored<PackJob> create(PackJobForCreation request, Editor editor) {
        if (request.processId() != null && request.tags() != null) {
            throw Rejection.invalid("tags must not be given with processId: the job has the tags of its process");
        }
        PackJobStatus status = Objects.requireNonNullElse(request.status(), PackJobStatus.OPEN);
        if (!status.isLive()) {
            throw Rejection.invalid("status must be OPEN, IN_PROGRESS or PAUSED for a new pack job");
        }
        return database.transaction(transaction -> {
            JobFilters.requireKnown(facilities, transaction.handle(), request.facilityRef());
            services.requireNone(
                    transaction.handle(), request.pickJobRef(), request.processId(), request.facilityRef());
            return store(transaction, job(request, status, editor));
        });
    }

    private Stored<PackJob> store(Transaction transaction, PackJob job) {
        Stored<PackJob> stored = ONE_PER_PICK_JOB.guard(
                () -> jobs.table().insert(transaction.handle(), job),
                () -> Rejection.conflict("Pick job " + job.pickJobRef() + " has a pack job already"));
        outbox.record(
                transaction,
                new DomainEvent("PACK_JOB_CREATED", job.id(), job.version(), job.facilityRef(), stored.json()));
        processes.record(transaction, ChangePackJob.processChange(job));
        history.recordByCaller(transaction, ChangePackJob.entry(job, "PACKING_CREATED"));
        return stored;
    }

    private PackJob job(PackJobForCreation request, PackJobStatus status, Editor editor) {
        Instant now = clock.instant();
        String id = identifiers.next();
        String processId = request.processId() == null ? identifiers.next() : request.processId();
        return PackJobBuilder.builder()
                .id(id)
                .version(1)
                .created(now)
                .lastModified(now)
                .facilityRef(request.facilityRef())
                .status(status)
                .processId(processId)
                .documentsRef(processId)
                .shortId(request.shortId() == null ? ShortIds.of(id) : request.shortId())
                .pickJobRef(request.pickJobRef())
                .orderRef(request.orderRef())
                .tenantOrderId(request.tenantOrderId())
                .operativeProcessRef(request.operativeProcessRef())
                .orderDate(request.orderDate())
                .targetTime(request.targetTime())
                .deliveryChannel(request.deliveryChannel())
                .recipient(request.recipient())
                .recipientName(
                        request.recipientName() == null && request.recipient() != null
                                ? request.recipient().fullName()
                                : request.recipientName())
                .invoice(request.invoice())
                .lineItems(request.lineItems().stream()
                        .map(line -> line.line(identifiers))
                        .toList())
                .assignedUsers(AssignedUserForCreation.assigned(request.assignedUsers()))
                .editor(editor)
                .customAttributes(request.customAttributes())
                .tags(request.tags())
                .transfers(request.transfers())
                .anonymized(false)
                .workflowInformation(WorkflowInformation.NONE)
                .build();
    }

    private List<PackLineItem> lines(PickJob picked) {
        List<PackLineItem> lines = new ArrayList<>();
        for (PickLineItem line : picked.pickLineItems()) {
            if (line.picked() > 0) {
                lines.add(PackLineItemBuilder.builder()
                        .id(identifiers.next())
                        .article(line.article())
                        .quantity(line.picked())
                        .packed(0L)
                        .globalLineItemId(line.globalLineItemId())
                        .measurementUnitKey(line.measurementUnitKey())
                        .scannableCodes(line.scannableCodes())
                        .recordableAttributes(line.recordableAttributes())
                        .stickers(line.stickers())
                        .tags(line.tags())
                        .customAttributes(line.customAttributes())
                        .build());
            }
            List<SubstituteLineItem> substitutes =
                    line.substituteLineItems() == null ? List.of() : line.substituteLineItems();
            for (SubstituteLineItem substitute : substitutes) {
                if (substitute.picked() != null && substitute.picked() > 0) {
                    lines.add(PackLineItemBuilder.builder()
                            .id(identifiers.next())
                            .article(substitute.article())
                            .quantity(substitute.picked())
                            .packed(0L)
                            .globalLineItemId(line.globalLineItemId())
                            .scannableCodes(substitute.scannableCodes())
                            .build());
                }
            }
        }
        return List.copyOf(lines);
    }
}
