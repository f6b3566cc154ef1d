package io.waybill.platform.returns;

import io.waybill.platform.database.Database;
import io.waybill.platform.database.Transaction;
import io.waybill.platform.facilities.Facilities;
import io.waybill.platform.handover.Handoverjob;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.Stored;
import io.waybill.platform.orders.ConsumerAddress;
import io.waybill.platform.orders.Orders;
import io.waybill.platform.picking.JobFilters;
import io.waybill.platform.picking.PickJob;
import io.waybill.platform.picking.PickJobs;
import io.waybill.platform.picking.ShortIds;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Creates item return jobs: when goods have left a facility, or as a client asks. Thread-safe. */
@ApplicationScoped
class CreateItemReturnJobs {
    private static final int MOST_ADDRESSES = 5;

    private final Database database;
    private final ItemReturnJobs jobs;
    private final KeepItemReturnJobs keep;
    private final Facilities facilities;
    private final PickJobs pickJobs;
    private final Orders orders;
    private final Identifiers identifiers;
    private final Clock clock;

    CreateItemReturnJobs(
            Database database,
            ItemReturnJobs jobs,
            KeepItemReturnJobs keep,
            Facilities facilities,
            PickJobs pickJobs,
            Orders orders,
            Identifiers identifiers,
            Clock clock) {
        this.database = database;
        this.jobs = jobs;
        this.keep = keep;
        this.facilities = facilities;
        this.pickJobs = pickJobs;
        this.orders = orders;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /** What was handed over can come back: one job for all goods of a process, from wherever they left. */
    void forHandedOver(Transaction transaction, Handoverjob handedOver) {
        Handle handle = transaction.handle();
        Optional<PickJob> pickJob =
                Optional.ofNullable(handedOver.pickJobRef()).flatMap(id -> pickJobs.find(handle, id));
        List<ItemReturnJobLineItem> goods = DeliveredGoods.of(handedOver, pickJob.orElse(null), identifiers);
        if (goods.isEmpty()) {
            return;
        }
        String process = handedOver.processId() == null ? handedOver.id() : handedOver.processId();
        Optional<ItemReturnJob> present = jobs.lockOfProcess(handle, process);
        if (present.isPresent()) {
            keep.update(
                    transaction,
                    present.get(),
                    ItemReturnJobRules.delivered(present.get(), handedOver.facilityRef(), goods));
            return;
        }
        String id = identifiers.next();
        Instant now = clock.instant();
        ItemReturnJob empty = ItemReturnJobBuilder.builder()
                .id(id)
                .version(1)
                .created(now)
                .lastModified(now)
                .status(ItemReturnJobStatus.OPEN)
                .processRef(process)
                .tenantOrderId(handedOver.tenantOrderId())
                .shortId(Objects.requireNonNullElseGet(handedOver.shortIdentifier(), () -> ShortIds.of(id)))
                .originFacilityRefs(List.of())
                .consumerAddresses(addresses(
                        handle, handedOver, pickJob.map(PickJob::orderRef).orElse(null)))
                .returnableLineItems(List.of())
                .itemReturns(List.of())
                .anonymized(handedOver.anonymized())
                .build();
        keep.insert(transaction, ItemReturnJobRules.delivered(empty, handedOver.facilityRef(), goods));
    }

    private List<ConsumerAddress> addresses(Handle handle, Handoverjob handedOver, @Nullable String orderId) {
        List<ConsumerAddress> ofOrder = orderId == null
                ? List.of()
                : Optional.ofNullable(orders.byIds(handle, List.of(orderId)).get(orderId))
                        .map(order -> order.consumer().addresses())
                        .orElse(List.of());
        Stream<ConsumerAddress> known = ofOrder.isEmpty()
                ? Stream.of(handedOver.recipientAddress(), handedOver.invoiceAddress())
                        .filter(Objects::nonNull)
                : ofOrder.stream();
        return known.limit(MOST_ADDRESSES).toList();
    }

    /**
     * The job that a client asks for.
     *
     * @throws Rejection 400 when the request contradicts itself or names what does not exist, 409 when the process has a job
     */
    Stored<ItemReturnJob> create(ItemReturnJobForCreation request) {
        if (!request.status().isLive()) {
            throw Rejection.invalid("status must be OPEN or IN_PROGRESS for a new item return job");
        }
        return database.transaction(transaction -> {
            Handle handle = transaction.handle();
            request.originFacilityRefs().forEach(facility -> JobFilters.requireKnown(facilities, handle, facility));
            String process = request.processRef() == null ? identifiers.next() : request.processRef();
            jobs.lockOfProcess(handle, process).ifPresent(present -> {
                throw Rejection.conflict("Process " + process + " has item return job " + present.id() + " already");
            });
            return keep.insert(transaction, job(request, process));
        });
    }

    private ItemReturnJob job(ItemReturnJobForCreation request, String process) {
        String id = identifiers.next();
        Instant now = clock.instant();
        return ItemReturnJobBuilder.builder()
                .id(id)
                .version(1)
                .created(now)
                .lastModified(now)
                .status(request.status())
                .processRef(process)
                .tenantOrderId(request.tenantOrderId())
                .shortId(request.shortId() == null ? ShortIds.of(id) : request.shortId())
                .originFacilityRefs(List.copyOf(request.originFacilityRefs()))
                .consumerAddresses(List.copyOf(request.consumerAddresses()))
                .returnableLineItems(ItemReturnJobForCreation.lines(request.returnableLineItems(), identifiers))
                .notReturnableLineItems(
                        request.notReturnableLineItems() == null
                                ? null
                                : ItemReturnJobForCreation.lines(request.notReturnableLineItems(), identifiers))
                .itemReturns(List.of())
                .scannableCodes(request.scannableCodes())
                .customAttributes(request.customAttributes())
                .anonymized(false)
                .build();
    }
}
