package io.waybill.platform.shipping;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.platform.database.Database;
import io.waybill.platform.database.Transaction;
import io.waybill.platform.events.DomainEvent;
import io.waybill.platform.events.Outbox;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.Stored;
import io.waybill.platform.kernel.UniqueConstraint;
import io.waybill.platform.orders.ConsumerAddress;
import io.waybill.platform.orders.EntityStatus;
import io.waybill.platform.orders.ModuleEntity;
import io.waybill.platform.orders.ProcessChange;
import io.waybill.platform.orders.ProcessHistory;
import io.waybill.platform.orders.Processes;
import io.waybill.platform.orders.WorkflowInformation;
import io.waybill.platform.picking.ShortIds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Puts parcels together and changes them, always under the lock of their shipment, so that it stays in step with them.
 * Thread-safe.
 */
@ApplicationScoped
class ChangeParcels {
    private static final UniqueConstraint TENANT_PARCEL_ID = new UniqueConstraint("parcel_tenant_parcel_id");

    private final Database database;
    private final Parcels parcels;
    private final Shipments shipments;
    private final KeepShipments keepShipments;
    private final CreateShipments createShipments;
    private final ActiveCarriers carriers;
    private final Outbox outbox;
    private final Processes processes;
    private final ProcessHistory history;
    private final Event<ParcelDone> done;
    private final Event<ParcelTaken> taken;
    private final Identifiers identifiers;
    private final Clock clock;

    ChangeParcels(
            Database database,
            Parcels parcels,
            Shipments shipments,
            KeepShipments keepShipments,
            CreateShipments createShipments,
            ActiveCarriers carriers,
            Outbox outbox,
            Processes processes,
            ProcessHistory history,
            Event<ParcelDone> done,
            Event<ParcelTaken> taken,
            Identifiers identifiers,
            Clock clock) {
        this.database = database;
        this.parcels = parcels;
        this.shipments = shipments;
        this.keepShipments = keepShipments;
        this.createShipments = createShipments;
        this.carriers = carriers;
        this.outbox = outbox;
        this.processes = processes;
        this.history = history;
        this.done = done;
        this.taken = taken;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /**
     * A parcel of the shipment.
     *
     * @throws Rejection 404; 400 when the request names a carrier; 422 when the shipment has ended, has no carrier that
     *     collects at its facility, or does not say where the parcel goes to or comes from
     */
    Stored<Parcel> create(String shipmentId, ParcelForCreation request, Consumer<String> guard) {
        if (request.carrierRef() != null) {
            throw Rejection.invalid("carrierRef must not be given: the parcel has the carrier of its shipment");
        }
        return database.transaction(transaction -> {
            Shipment shipment = shipments.table().lock(transaction.handle(), shipmentId);
            guard.accept(shipment.facilityRef());
            return create(transaction, shipment, request);
        });
    }

    /** A parcel that names its own carrier; without a shipment, one is created for it. */
    Stored<Parcel> createDirectly(ParcelForCreation request) {
        String facilityRef = given("facilityRef", request.facilityRef());
        String carrierRef = given("carrierRef", request.carrierRef());
        given("recipient", request.recipient());
        given("sender", request.sender());
        return database.transaction(transaction -> {
            Shipment shipment = request.shipmentRef() == null
                    ? createShipments.insertFor(transaction, shipmentFor(request, facilityRef, carrierRef))
                    : shipments.table().lock(transaction.handle(), request.shipmentRef());
            if (!facilityRef.equals(shipment.facilityRef())) {
                throw Rejection.ruleBroken("Shipment " + shipment.id() + " is not of facility " + facilityRef);
            }
            if (!carrierRef.equals(shipment.carrierRef())) {
                throw Rejection.ruleBroken("Shipment " + shipment.id() + " has another carrier than " + carrierRef);
            }
            return create(transaction, shipment, request);
        });
    }

    private static <T> T given(String field, @Nullable T value) {
        if (value == null) {
            throw Rejection.invalid(field + " must not be null");
        }
        return value;
    }

    private ShipmentForCreation shipmentFor(ParcelForCreation request, String facilityRef, String carrierRef) {
        Instant now = clock.instant();
        return new ShipmentForCreation(
                facilityRef,
                Objects.requireNonNullElse(request.orderDate(), now),
                Objects.requireNonNullElse(request.targetTime(), now),
                null,
                carrierRef,
                request.carrierProduct(),
                null,
                null,
                null,
                request.processRef(),
                request.tenantOrderId(),
                null,
                null,
                request.sender(),
                request.recipient(),
                null,
                request.invoice(),
                null,
                request.paymentInformation(),
                null,
                null,
                request.transfers());
    }

    private Stored<Parcel> create(Transaction transaction, Shipment shipment, ParcelForCreation request) {
        ShipmentRules.requireLive(shipment, "it takes parcels");
        ActiveCarrier carrier = carrier(transaction.handle(), shipment);
        ConsumerAddress recipient = request.recipient() == null ? shipment.targetAddress() : request.recipient();
        JsonNode sender = request.sender() == null ? shipment.sourceAddress() : request.sender();
        if (recipient == null) {
            throw Rejection.ruleBroken(
                    "Shipment " + shipment.id() + " has no targetAddress, and the parcel names no recipient");
        }
        if (sender == null) {
            throw Rejection.ruleBroken(
                    "Shipment " + shipment.id() + " has no sourceAddress, and the parcel names no sender");
        }
        ParcelRules.Decision decision =
                ParcelRules.created(parcel(shipment, carrier, recipient, sender, request), carrier);
        Stored<Parcel> stored =
                guarded(decision.after(), () -> parcels.table().insert(transaction.handle(), decision.after()));
        follow(transaction, null, stored, decision, shipment);
        return stored;
    }

    private ActiveCarrier carrier(Handle handle, Shipment shipment) {
        if (shipment.carrierRef() == null) {
            throw Rejection.ruleBroken("Shipment " + shipment.id() + " has no carrier: none collects at facility "
                    + shipment.facilityRef());
        }
        return CreateShipments.chosen(
                carriers.at(handle, Set.of(shipment.facilityRef())).getOrDefault(shipment.facilityRef(), List.of()),
                shipment.carrierRef(),
                shipment.facilityRef());
    }

    private Parcel parcel(
            Shipment shipment,
            ActiveCarrier carrier,
            ConsumerAddress recipient,
            JsonNode sender,
            ParcelForCreation request) {
        Instant now = clock.instant();
        String id = identifiers.next();
        String processRef = Objects.requireNonNullElseGet(shipment.processId(), identifiers::next);
        return ParcelBuilder.builder()
                .id(id)
                .version(1)
                .created(now)
                .lastModified(now)
                .status(
                        request.status() == ParcelStatus.WAITING_FOR_INPUT
                                ? ParcelStatus.WAITING_FOR_INPUT
                                : ParcelStatus.OPEN)
                .carrierRef(carrier.carrierRef())
                .carrierProduct(request.carrierProduct() == null ? shipment.carrierProduct() : request.carrierProduct())
                .processRef(processRef)
                .facilityRef(shipment.facilityRef())
                .shipmentRef(shipment.id())
                .tenantOrderId(request.tenantOrderId() == null ? shipment.tenantOrderId() : request.tenantOrderId())
                .tenantParcelId(request.tenantParcelId())
                .shortId(request.shortId() == null ? ShortIds.of(id) : request.shortId())
                .operativeProcessRef(shipment.operativeProcessRef())
                .documentsRef(processRef)
                .sender(sender)
                .recipient(recipient)
                .returnAddress(request.returnAddress())
                .invoice(request.invoice() == null ? shipment.invoiceAddress() : request.invoice())
                .loadUnitRefs(request.loadUnitRefs() == null ? List.of() : request.loadUnitRefs())
                .items(
                        request.items() == null
                                ? null
                                : request.items().stream()
                                        .map(item -> item.item(identifiers))
                                        .toList())
                .dimensions(request.dimensions())
                .result(request.result())
                .services(request.services())
                .carrierInformation(request.carrierInformation())
                .pickUpInformation(request.pickUpInformation())
                .paymentInformation(
                        request.paymentInformation() == null
                                ? shipment.paymentInformation()
                                : request.paymentInformation())
                .productValue(request.productValue())
                .customProductValue(request.customProductValue())
                .productValueCurrency(request.productValueCurrency())
                .productValueType(request.productValueType())
                .customAttributes(request.customAttributes())
                .transfers(request.transfers() == null ? shipment.transfers() : request.transfers())
                .anonymized(false)
                .workflowInformation(WorkflowInformation.NONE)
                .build();
    }

    /** @throws Rejection 404, 409, or what the rules say */
    Stored<Parcel> act(String id, ParcelAction action, Consumer<Parcel> guard) {
        return change(id, action.version(), guard, (handle, parcel) -> switch (action) {
            case ParcelAction.AddLabels labels ->
                ParcelRules.labelled(parcel, labels, parcels.labelsClosed(handle, parcel.id()));
            case ParcelAction.UpdateTrackingData tracking -> ParcelRules.tracked(parcel, tracking.trackingData());
            case ParcelAction.UpdateRecordableAttributes update ->
                ParcelRules.recorded(parcel, update.recordableAttributeUpdates());
        });
    }

    /** @throws Rejection 404, 409, or what the rules say */
    Stored<Parcel> modify(String id, ParcelModification.Patch patch, Consumer<Parcel> guard) {
        return change(id, patch.version(), guard, (handle, parcel) -> {
            String facility = Objects.requireNonNullElse(parcel.facilityRef(), "");
            ActiveCarrier carrier = carriers.at(handle, Set.of(facility)).getOrDefault(facility, List.of()).stream()
                    .filter(active -> active.carrierRef().equals(parcel.carrierRef()))
                    .findFirst()
                    .orElse(null);
            return ParcelRules.modified(parcel, patch.actions(), carrier);
        });
    }

    /** What becomes of a parcel. */
    @FunctionalInterface
    private interface Deciding {
        ParcelRules.Decision decide(Handle handle, Parcel parcel);
    }

    private Stored<Parcel> change(String id, long version, Consumer<Parcel> guard, Deciding deciding) {
        return database.transaction(transaction -> {
            Handle handle = transaction.handle();
            Parcel seen = parcels.table().get(handle, id, version);
            guard.accept(seen);
            Shipment shipment =
                    seen.shipmentRef() == null ? null : shipments.table().lock(handle, seen.shipmentRef());
            // Whoever held the shipment may have changed the parcel.
            Parcel before = parcels.table().get(handle, id, version);
            ParcelRules.Decision decision = deciding.decide(handle, before);
            Stored<Parcel> stored =
                    guarded(decision.after(), () -> parcels.table().update(handle, decision.after()));
            decision.labels().forEach(label -> parcels.putLabel(handle, id, label));
            if (decision.closesLabels()) {
                parcels.closeLabels(handle, id);
            }
            follow(transaction, before, stored, decision, shipment);
            return stored;
        });
    }

    /** Stores parcels that were given up together with their shipments. */
    List<Parcel> giveUp(Transaction transaction, List<Parcel> lost) {
        List<Parcel> stored = parcels.table().updateAll(transaction.handle(), lost).stream()
                .map(Stored::resource)
                .toList();
        stored.forEach(parcel -> processes.record(transaction, processChange(parcel)));
        return stored;
    }

    private static Stored<Parcel> guarded(Parcel parcel, java.util.function.Supplier<Stored<Parcel>> write) {
        return TENANT_PARCEL_ID.guard(
                write, () -> Rejection.conflict("tenantParcelId " + parcel.tenantParcelId() + " is taken"));
    }

    private void follow(
            Transaction transaction,
            @Nullable Parcel before,
            Stored<Parcel> stored,
            ParcelRules.Decision decision,
            @Nullable Shipment shipment) {
        Parcel parcel = stored.resource();
        String facility = Objects.requireNonNullElse(parcel.facilityRef(), "");
        for (String event : decision.events()) {
            outbox.record(transaction, new DomainEvent(event, parcel.id(), parcel.version(), facility, stored.json()));
        }
        if (before == null || before.status() != parcel.status()) {
            processes.record(transaction, processChange(parcel));
            ParcelHistory.of(before, parcel).forEach(entry -> history.recordByCaller(transaction, entry));
        }
        if (shipment == null) {
            return;
        }
        Shipment inStep =
                ShipmentRules.inStep(shipment, parcels.ofShipments(transaction.handle(), List.of(shipment.id())));
        Shipment current = inStep.equals(shipment)
                ? shipment
                : keepShipments.update(transaction, inStep).resource();
        if (parcel.status() == ParcelStatus.DONE && (before == null || before.status() != ParcelStatus.DONE)) {
            done.fire(new ParcelDone(transaction, parcel, current));
        }
        if (decision.events().contains("PARCEL_TRACK_AND_TRACE_STATUS_UPDATED")
                && parcel.result() != null
                && Set.of("picked_up", "delivered")
                        .contains(String.valueOf(parcel.result().trackingStatus()))) {
            taken.fire(new ParcelTaken(transaction, parcel));
        }
    }

    private static ProcessChange processChange(Parcel parcel) {
        EntityStatus status = switch (parcel.status()) {
            case OPEN, WAITING_FOR_INPUT -> EntityStatus.CREATED;
            case PROCESSING -> EntityStatus.IN_PROGRESS;
            case DONE -> EntityStatus.FINISHED;
            case FAILED -> EntityStatus.STUCK;
            case CANCELED -> EntityStatus.CANCELED;
            case OBSOLETE -> EntityStatus.OBSOLETE;
        };
        return new ProcessChange(parcel.processRef(), ModuleEntity.PARCEL, parcel.id(), parcel.facilityRef(), status);
    }
}
