package io.waybill.platform.shipping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.platform.database.Database;
import io.waybill.platform.database.Transaction;
import io.waybill.platform.facilities.Facilities;
import io.waybill.platform.facilities.Facility;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.Stored;
import io.waybill.platform.kernel.UniqueConstraint;
import io.waybill.platform.orders.WorkflowInformation;
import io.waybill.platform.picking.DeliveryInformation;
import io.waybill.platform.picking.JobFilters;
import io.waybill.platform.picking.PickChannel;
import io.waybill.platform.picking.PickJob;
import io.waybill.platform.picking.ShortIds;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Creates shipments: with the pick jobs whose goods are sent, all of a transaction at once, or one that a client asks
 * for. The carrier is the one the order prefers, if it collects at the facility; else the first that does; else none.
 * Thread-safe.
 */
@ApplicationScoped
class CreateShipments {
    private static final UniqueConstraint ONE_PER_PICK_JOB = new UniqueConstraint("shipment_of_pick_job");

    private final Database database;
    private final Shipments shipments;
    private final KeepShipments keep;
    private final Facilities facilities;
    private final ActiveCarriers carriers;
    private final ObjectMapper json;
    private final Identifiers identifiers;
    private final Clock clock;

    CreateShipments(
            Database database,
            Shipments shipments,
            KeepShipments keep,
            Facilities facilities,
            ActiveCarriers carriers,
            ObjectMapper json,
            Identifiers identifiers,
            Clock clock) {
        this.database = database;
        this.shipments = shipments;
        this.keep = keep;
        this.facilities = facilities;
        this.carriers = carriers;
        this.json = json;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /** One shipment for each job of the channel SHIPPING. */
    void forPickJobs(Transaction transaction, List<PickJob> jobs) {
        List<PickJob> sent = jobs.stream()
                .filter(job -> job.channel() == PickChannel.SHIPPING)
                .toList();
        if (sent.isEmpty()) {
            return;
        }
        Set<String> facilityIds = sent.stream().map(PickJob::facilityRef).collect(Collectors.toSet());
        Map<String, Facility> known = facilities.byIds(transaction.handle(), facilityIds);
        Map<String, List<ActiveCarrier>> active = carriers.at(transaction.handle(), facilityIds);
        Instant now = clock.instant();
        keep.insert(
                transaction,
                sent.stream()
                        .map(job -> shipment(
                                job,
                                address(known.get(job.facilityRef())),
                                active.getOrDefault(job.facilityRef(), List.of()),
                                now))
                        .toList());
    }

    /** What became of a request to create a shipment. */
    record Outcome(Stored<Shipment> stored, boolean created) {}

    /**
     * The shipment that a client asks for, or the one its pick job has already.
     *
     * @throws Rejection 422 when the carrier does not collect at the facility
     */
    Outcome create(ShipmentForCreation request) {
        Optional<Outcome> existing = database.read(handle -> existing(handle, request.pickJobRef()));
        if (existing.isPresent()) {
            return existing.get();
        }
        try {
            return new Outcome(
                    database.transaction(transaction -> ONE_PER_PICK_JOB.guard(
                            () -> insert(transaction, request),
                            () -> Rejection.conflict("Pick job " + request.pickJobRef() + " has a shipment already"))),
                    true);
        } catch (Rejection rejection) {
            if (rejection.status() != 409) {
                throw rejection;
            }
            // Someone else was faster: theirs is the answer.
            return database.read(handle -> existing(handle, request.pickJobRef()))
                    .orElseThrow(() -> rejection);
        }
    }

    /** As {@link #create}, within a transaction, for a parcel that names no shipment. */
    Shipment insertFor(Transaction transaction, ShipmentForCreation request) {
        return insert(transaction, request).resource();
    }

    private Optional<Outcome> existing(Handle handle, @Nullable String pickJobRef) {
        return pickJobRef == null
                ? Optional.empty()
                : shipments
                        .ofPickJob(handle, pickJobRef)
                        .map(shipment -> new Outcome(new Stored<>(shipment, ""), false));
    }

    private Stored<Shipment> insert(Transaction transaction, ShipmentForCreation request) {
        Handle handle = transaction.handle();
        JobFilters.requireKnown(facilities, handle, request.facilityRef());
        List<ActiveCarrier> active =
                carriers.at(handle, Set.of(request.facilityRef())).getOrDefault(request.facilityRef(), List.of());
        ActiveCarrier carrier = request.carrierRef() == null
                ? active.stream().findFirst().orElse(null)
                : chosen(active, request.carrierRef(), request.facilityRef());
        Facility facility = facilities.find(handle, request.facilityRef()).orElse(null);
        return keep.insert(transaction, List.of(shipment(request, carrier, address(facility))))
                .getFirst();
    }

    /** @throws Rejection 422 when the carrier does not collect at the facility */
    static ActiveCarrier chosen(List<ActiveCarrier> active, String carrierRef, String facilityRef) {
        return active.stream()
                .filter(carrier -> carrier.carrierRef().equals(carrierRef))
                .findFirst()
                .orElseThrow(() -> Rejection.ruleBroken(
                        "carrierRef " + carrierRef + " is not an active carrier at facility " + facilityRef));
    }

    private static @Nullable ActiveCarrier preferred(List<ActiveCarrier> active, @Nullable String key) {
        return active.stream()
                .filter(carrier -> carrier.key().equals(key))
                .findFirst()
                .or(() -> active.stream().findFirst())
                .orElse(null);
    }

    private @Nullable JsonNode address(@Nullable Facility facility) {
        return facility == null || facility.address() == null ? null : json.valueToTree(facility.address());
    }

    private Shipment shipment(PickJob job, @Nullable JsonNode source, List<ActiveCarrier> active, Instant now) {
        DeliveryInformation delivery = job.deliveryinformation();
        DeliveryInformation.Shipping wishes = delivery.shipping();
        ActiveCarrier carrier = preferred(active, wishes == null ? null : wishes.carrierKey());
        // Product and services are those of the carrier that was wished for.
        DeliveryInformation.Shipping granted =
                carrier != null && wishes != null && carrier.key().equals(wishes.carrierKey()) ? wishes : null;
        return ShipmentBuilder.builder()
                .id(identifiers.next())
                .version(1)
                .created(now)
                .lastModified(now)
                .facilityRef(job.facilityRef())
                .status(ShipmentStatus.INITIAL)
                .orderDate(job.orderDate())
                .targetTime(Objects.requireNonNullElse(delivery.targetTime(), now))
                .targetTimeBaseDate(delivery.targetTimeBaseDate())
                .hasActiveCarrier(carrier != null)
                .carrierRef(carrier == null ? null : carrier.carrierRef())
                .carrierKey(carrier == null ? null : carrier.key())
                .carrierLogoUrl(carrier == null ? null : carrier.logoUrl())
                .carrierProduct(granted == null ? null : granted.carrierProduct())
                .carrierServices(granted == null ? null : granted.carrierServices())
                .processId(job.processId())
                .pickJobRef(job.id())
                .tenantOrderId(job.tenantOrderId())
                .operativeProcessRef(job.operativeProcessRef())
                .shortId(job.shortId())
                .sourceAddress(source)
                .targetAddress(wishes == null ? null : wishes.recipientaddress())
                .postalAddress(wishes == null ? null : wishes.postalAddress())
                .invoiceAddress(wishes == null ? null : wishes.invoiceAddress())
                .lineItems(job.pickLineItems().stream()
                        .map(line -> new ShipmentLineItem(
                                identifiers.next(),
                                line.article(),
                                line.quantity(),
                                line.measurementUnitKey(),
                                line.scannableCodes(),
                                line.recordableAttributes(),
                                line.tags(),
                                line.customAttributes()))
                        .toList())
                .parcels(List.of())
                .paymentInformation(job.paymentInformation())
                .customAttributes(job.customAttributes())
                .tags(job.tags())
                .transfers(job.transfers())
                .anonymized(job.anonymized())
                .workflowInformation(WorkflowInformation.NONE)
                .build();
    }

    private Shipment shipment(ShipmentForCreation request, @Nullable ActiveCarrier carrier, @Nullable JsonNode source) {
        Instant now = clock.instant();
        String id = identifiers.next();
        return ShipmentBuilder.builder()
                .id(id)
                .version(1)
                .created(now)
                .lastModified(now)
                .facilityRef(request.facilityRef())
                .status(ShipmentStatus.INITIAL)
                .orderDate(request.orderDate())
                .targetTime(request.targetTime())
                .targetTimeBaseDate(request.targetTimeBaseDate())
                .hasActiveCarrier(carrier != null)
                .carrierRef(carrier == null ? null : carrier.carrierRef())
                .carrierKey(carrier == null ? null : carrier.key())
                .carrierLogoUrl(
                        request.carrierLogoUrl() == null && carrier != null
                                ? carrier.logoUrl()
                                : request.carrierLogoUrl())
                .carrierProduct(request.carrierProduct())
                .carrierServices(request.carrierServices())
                .processId(request.processId() == null ? identifiers.next() : request.processId())
                .pickJobRef(request.pickJobRef())
                .tenantOrderId(request.tenantOrderId())
                .operativeProcessRef(request.operativeProcessRef())
                .shortId(request.shortId() == null ? ShortIds.of(id) : request.shortId())
                .sourceAddress(request.sourceAddress() == null ? source : request.sourceAddress())
                .targetAddress(request.targetAddress())
                .postalAddress(request.postalAddress())
                .invoiceAddress(request.invoiceAddress())
                .lineItems(
                        request.lineItems() == null
                                ? null
                                : request.lineItems().stream()
                                        .map(line -> line.line(identifiers))
                                        .toList())
                .parcels(List.of())
                .paymentInformation(request.paymentInformation())
                .customAttributes(request.customAttributes())
                .tags(request.tags())
                .transfers(request.transfers())
                .anonymized(false)
                .workflowInformation(WorkflowInformation.NONE)
                .build();
    }
}
