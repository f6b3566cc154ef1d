package io.waybill.platform.handover;

import io.waybill.platform.database.Database;
import io.waybill.platform.database.Transaction;
import io.waybill.platform.facilities.Facilities;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.Stored;
import io.waybill.platform.kernel.UniqueConstraint;
import io.waybill.platform.orders.WorkflowInformation;
import io.waybill.platform.packing.PackJobs;
import io.waybill.platform.picking.AssignedUserForCreation;
import io.waybill.platform.picking.DeliveryInformation;
import io.waybill.platform.picking.LoadUnit;
import io.waybill.platform.picking.LoadUnits;
import io.waybill.platform.picking.PickChannel;
import io.waybill.platform.picking.PickJob;
import io.waybill.platform.picking.PickJobs;
import io.waybill.platform.picking.PickLineItem;
import io.waybill.platform.picking.ShortIds;
import io.waybill.platform.picking.SubstituteLineItem;
import io.waybill.platform.services.ServiceHolds;
import io.waybill.platform.shipping.Parcel;
import io.waybill.platform.shipping.ParcelItem;
import io.waybill.platform.shipping.Parcels;
import io.waybill.platform.shipping.Shipment;
import io.waybill.platform.shipping.Shipments;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Creates handover jobs: when goods become ready to leave, or as a client asks. Thread-safe. */
@ApplicationScoped
class CreateHandoverjobs {
    private static final UniqueConstraint ONE_PER_PARCEL = new UniqueConstraint("handoverjob_of_parcel");
    private static final UniqueConstraint ONE_PER_PICK_JOB = new UniqueConstraint("handoverjob_of_pick_job");

    private final Database database;
    private final Handoverjobs jobs;
    private final Facilities facilities;
    private final ServiceHolds services;
    private final KeepHandoverjobs keep;
    private final PickJobs pickJobs;
    private final PackJobs packJobs;
    private final LoadUnits loadUnits;
    private final Shipments shipments;
    private final Parcels parcels;
    private final Identifiers identifiers;
    private final Clock clock;

    CreateHandoverjobs(
            Database database,
            Handoverjobs jobs,
            Facilities facilities,
            ServiceHolds services,
            KeepHandoverjobs keep,
            PickJobs pickJobs,
            PackJobs packJobs,
            LoadUnits loadUnits,
            Shipments shipments,
            Parcels parcels,
            Identifiers identifiers,
            Clock clock) {
        this.database = database;
        this.jobs = jobs;
        this.facilities = facilities;
        this.services = services;
        this.keep = keep;
        this.pickJobs = pickJobs;
        this.packJobs = packJobs;
        this.loadUnits = loadUnits;
        this.shipments = shipments;
        this.parcels = parcels;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /**
     * Creates what should be there by now; nothing while custom services hold the goods. The lock on the pick job makes those who
     * end its pick job, its services, its pack job and its parcels at the same time come here one after the other; the last of
     * them sees what all have done.
     */
    void afterProgress(Transaction transaction, @Nullable String pickJobId) {
        Handle handle = transaction.handle();
        Optional<PickJob> pickJob = pickJobId == null ? Optional.empty() : pickJobs.lock(handle, pickJobId);
        if (pickJob.isEmpty()) {
            return;
        }
        PickJob picked = pickJob.get();
        Optional<Shipment> shipment =
                picked.channel() == PickChannel.SHIPPING ? shipments.ofPickJob(handle, picked.id()) : Optional.empty();
        List<Parcel> sent = shipment.map(sending -> parcels.ofShipments(handle, List.of(sending.id())))
                .orElse(List.of());
        List<HandoverCreation.Step> steps = HandoverCreation.steps(
                picked, packJobs.ofPickJob(handle, picked.id()), shipment, sent, jobs.ofPickJob(handle, picked.id()));
        if (steps.isEmpty() || services.hold(handle, picked)) {
            return;
        }
        List<String> units = loadUnits.ofPickJob(handle, picked.id()).stream()
                .map(LoadUnit::id)
                .toList();
        List<Handoverjob> created = new ArrayList<>();
        for (HandoverCreation.Step step : steps) {
            switch (step) {
                case HandoverCreation.Step.Create create ->
                    created.add(job(picked, shipment.orElse(null), create.parcel(), units));
                case HandoverCreation.Step.Attach attach ->
                    keep.update(
                            transaction,
                            List.of(attach.job()),
                            List.of(attach.job().about(info(shipment.orElse(null), attach.parcel()))));
            }
        }
        keep.insert(transaction, created);
    }

    /**
     * The job that a client asks for.
     *
     * @throws Rejection 400 when the request contradicts itself, 409 when there is a job about the same goods already,
     *     422 when custom services hold them
     */
    Stored<Handoverjob> create(HandoverjobForCreation request) {
        if (request.processId() != null && request.tags() != null) {
            throw Rejection.invalid("tags must not be given with processId: the job has the tags of its process");
        }
        HandoverjobStatus status = Objects.requireNonNullElse(request.status(), HandoverjobStatus.OPEN);
        if (!status.isLive()) {
            throw Rejection.invalid("status must be OPEN or WAITING_FOR_INPUT for a new handover job");
        }
        return database.transaction(transaction -> {
            requireNoServices(transaction.handle(), request);
            return ONE_PER_PARCEL.guard(
                    () -> ONE_PER_PICK_JOB.guard(
                            () -> keep.insert(transaction, List.of(job(request, status)))
                                    .getFirst(),
                            () -> Rejection.conflict(
                                    "Pick job " + request.pickJobRef() + " has a handover job already")),
                    () -> Rejection.conflict("The parcel has a handover job already"));
        });
    }

    /** The goods are those of the pick job, or of the one whose shipment or parcel is named. */
    private void requireNoServices(Handle handle, HandoverjobForCreation request) {
        HandoverJobParcelInfo info = request.parcelInfo();
        String sent = info == null || (info.shipmentRef() == null && info.parcelRef() == null)
                ? null
                : shipments
                        .pickJobOf(handle, info.shipmentRef(), info.parcelRef())
                        .orElse(null);
        if (sent != null) {
            services.requireNone(handle, sent, null, request.facilityRef());
        }
        if (sent == null
                || (request.pickJobRef() != null && !request.pickJobRef().equals(sent))) {
            services.requireNone(handle, request.pickJobRef(), request.processId(), request.facilityRef());
        }
    }

    private Handoverjob job(PickJob picked, @Nullable Shipment shipment, @Nullable Parcel parcel, List<String> units) {
        Instant now = clock.instant();
        DeliveryInformation delivery = picked.deliveryinformation();
        DeliveryInformation.Shipping shipping = delivery.shipping();
        DeliveryInformation.Collect collect = delivery.collect();
        Handoverjob job = HandoverjobBuilder.builder()
                .id(identifiers.next())
                .version(1)
                .created(now)
                .lastModified(now)
                .facilityRef(picked.facilityRef())
                .channel(
                        picked.channel() == PickChannel.COLLECT
                                ? HandoverjobChannel.COLLECT
                                : HandoverjobChannel.DELIVERY)
                .status(HandoverjobStatus.OPEN)
                .orderDate(picked.orderDate())
                .targetTime(Objects.requireNonNullElse(delivery.targetTime(), now))
                .processId(picked.processId())
                .pickJobRef(picked.id())
                .tenantOrderId(picked.tenantOrderId())
                .operativeProcessRef(picked.operativeProcessRef())
                .documentsRef(picked.documentsRef())
                .shortIdentifier(picked.shortId())
                .fullIdentifier(delivery.recipientName())
                .paid(collect == null ? null : Boolean.TRUE.equals(collect.paid()))
                .recipientAddress(
                        parcel != null
                                ? parcel.recipient()
                                : shipment != null && shipment.targetAddress() != null
                                        ? shipment.targetAddress()
                                        : shipping == null ? null : shipping.recipientaddress())
                .invoiceAddress(shipping == null ? null : shipping.invoiceAddress())
                .handoverJobLineItems(lines(picked, parcel))
                .missingHandoverJobLineItems(missing(picked))
                .loadUnitRefs(parcel != null && !parcel.loadUnitRefs().isEmpty() ? parcel.loadUnitRefs() : units)
                .customAttributes(picked.customAttributes())
                .tags(picked.tags())
                .stickers(picked.stickers())
                .transfers(picked.transfers())
                .anonymized(picked.anonymized())
                .workflowInformation(WorkflowInformation.NONE)
                .build();
        return shipment == null ? job : job.about(info(shipment, parcel));
    }

    private static HandoverJobParcelInfo info(@Nullable Shipment shipment, @Nullable Parcel parcel) {
        return new HandoverJobParcelInfo(
                shipment == null ? null : shipment.id(),
                parcel == null ? null : parcel.id(),
                parcel != null ? parcel.carrierRef() : shipment == null ? null : shipment.carrierRef(),
                shipment == null ? null : shipment.carrierKey(),
                shipment == null ? null : shipment.carrierLogoUrl(),
                parcel == null || parcel.result() == null
                        ? null
                        : parcel.result().carrierParcelRef(),
                parcel == null || parcel.result() == null
                        ? null
                        : parcel.result().carrierTrackingNumber());
    }

    /** What lies in the parcel, where it says so; else all that was picked. */
    private List<HandoverLineItem> lines(PickJob picked, @Nullable Parcel parcel) {
        List<HandoverLineItem> lines = new ArrayList<>();
        if (parcel != null && parcel.items() != null && !parcel.items().isEmpty()) {
            for (ParcelItem item : parcel.items()) {
                if (item.article() != null) {
                    lines.add(HandoverLineItemBuilder.builder()
                            .id(identifiers.next())
                            .article(item.article())
                            .quantity(item.quantity())
                            .handedOverQuantity(0)
                            .status("OPEN")
                            .globalLineItemId(item.globalLineItemId())
                            .scannableCodes(item.scannableCodes())
                            .build());
                }
            }
            return List.copyOf(lines);
        }
        for (PickLineItem line : picked.pickLineItems()) {
            List<HandoverSubstituteLineItem> substitutes = substitutes(line);
            if (line.picked() > 0 || !substitutes.isEmpty()) {
                lines.add(HandoverLineItemBuilder.builder()
                        .id(identifiers.next())
                        .article(line.article())
                        .quantity(Math.max(1, line.picked()))
                        .handedOverQuantity(0)
                        .status("OPEN")
                        .globalLineItemId(line.globalLineItemId())
                        .measurementUnitKey(line.measurementUnitKey())
                        .scannableCodes(line.scannableCodes())
                        .substituteLineItems(substitutes.isEmpty() ? null : substitutes)
                        .recordableAttributes(line.recordableAttributes())
                        .stickers(line.stickers())
                        .tags(line.tags())
                        .customAttributes(line.customAttributes())
                        .build());
            }
        }
        return List.copyOf(lines);
    }

    private List<HandoverSubstituteLineItem> substitutes(PickLineItem line) {
        List<SubstituteLineItem> taken = line.substituteLineItems() == null ? List.of() : line.substituteLineItems();
        return taken.stream()
                .filter(substitute -> substitute.picked() != null && substitute.picked() > 0)
                .map(substitute -> new HandoverSubstituteLineItem(
                        identifiers.next(),
                        substitute.article(),
                        Objects.requireNonNull(substitute.picked()),
                        0L,
                        substitute.pickedAt(),
                        substitute.priority(),
                        null,
                        substitute.scannableCodes()))
                .toList();
    }

    private @Nullable List<MissingHandoverJobLineItem> missing(PickJob picked) {
        List<MissingHandoverJobLineItem> missing = picked.pickLineItems().stream()
                .filter(line -> line.taken() < line.quantity())
                .map(line -> new MissingHandoverJobLineItem(
                        identifiers.next(),
                        line.article(),
                        line.quantity() - line.taken(),
                        line.scannableCodes(),
                        line.stickers(),
                        line.tags(),
                        line.customAttributes()))
                .toList();
        return missing.isEmpty() ? null : missing;
    }

    private Handoverjob job(HandoverjobForCreation request, HandoverjobStatus status) {
        Instant now = clock.instant();
        String id = identifiers.next();
        Handoverjob job = HandoverjobBuilder.builder()
                .id(id)
                .version(1)
                .created(now)
                .lastModified(now)
                .facilityRef(request.facilityRef())
                .channel(request.channel())
                .status(status)
                .orderDate(request.orderDate())
                .targetTime(request.targetTime())
                .processId(request.processId() == null ? identifiers.next() : request.processId())
                .pickJobRef(request.pickJobRef())
                .tenantOrderId(request.tenantOrderId())
                .operativeProcessRef(request.operativeProcessRef())
                .shortIdentifier(request.shortIdentifier() == null ? ShortIds.of(id) : request.shortIdentifier())
                .fullIdentifier(request.fullIdentifier())
                .paid(request.paid())
                .recipientAddress(request.recipientAddress())
                .invoiceAddress(request.invoiceAddress())
                .handoverJobLineItems(
                        request.handoverJobLineItems() == null
                                ? List.of()
                                : request.handoverJobLineItems().stream()
                                        .map(line -> line.line(identifiers))
                                        .toList())
                .loadUnitRefs(request.loadUnitRefs())
                .assignedUsers(AssignedUserForCreation.assigned(request.assignedUsers()))
                .customAttributes(request.customAttributes())
                .tags(request.tags())
                .stickers(request.stickers())
                .transfers(request.transfers())
                .anonymized(false)
                .workflowInformation(WorkflowInformation.NONE)
                .build();
        HandoverJobParcelInfo info = request.parcelInfo();
        return info == null ? job : job.about(info);
    }
}
