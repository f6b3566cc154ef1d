package io.waybill.platform.services;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.platform.facilities.CustomService;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.orders.OrderedService;
import io.waybill.platform.picking.PickJob;
import io.waybill.platform.services.FloorServiceJob.Place;
import io.waybill.platform.services.ServiceJob.InheritedLineItem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The jobs that do the services of a pick job. Pure. */
final class ServiceJobsOfPickJob {
    private ServiceJobsOfPickJob() {}

    /**
     * One job for each task, and a further one for each further 50 lines of it; nested ones first, and only those open in which
     * nothing is nested.
     *
     * @param services the definitions, by id
     * @param minutes how long the services take at the facility, by id, where it says so
     */
    static List<FloorServiceJob> create(
            PickJob picked,
            String orderId,
            List<ServiceWork.Task> tasks,
            Map<String, CustomService> services,
            Map<String, Integer> minutes,
            Identifiers identifiers,
            Instant now) {
        List<FloorServiceJob> jobs = new ArrayList<>();
        for (ServiceWork.Task task : tasks) {
            OrderedService ordered = task.service();
            String serviceId =
                    Objects.requireNonNull(ordered.customServiceDefinition().customServiceRef());
            CustomService service = Objects.requireNonNull(services.get(serviceId), "a definition is not deleted");
            Place place = new Place(
                    picked.id(),
                    orderId,
                    ordered.id(),
                    task.within(),
                    picked.channel(),
                    picked.deliveryinformation().recipientName());
            List<FloorServiceJob> nested = jobs.stream()
                    .filter(job -> ordered.id()
                            .equals(Objects.requireNonNull(job.place()).withinRef()))
                    .toList();
            for (int from = 0; from == 0 || from < task.lines().size(); from += ServiceJob.MOST_LINES) {
                List<ServiceJobLineItem> lines = task.lines()
                        .subList(
                                from,
                                Math.min(
                                        from + ServiceJob.MOST_LINES,
                                        task.lines().size()));
                ServiceJob job = described(ServiceJobBuilder.builder(), service)
                        .id(identifiers.next())
                        .version(1)
                        .created(now)
                        .lastModified(now)
                        .facilityRef(picked.facilityRef())
                        .status(nested.isEmpty() ? ServiceJobStatus.OPEN : ServiceJobStatus.NOT_READY)
                        .additionalInformation(service.additionalInformation().stream()
                                .map(question -> ServiceJob.Information.of(question, answer(ordered, question.id())))
                                .toList())
                        .executionTimeInMin(minutes.getOrDefault(serviceId, service.executionTimeInMin()))
                        .lineItems(lines)
                        .inheritedLineItems(nested.isEmpty() || from > 0 ? null : inherited(nested, identifiers))
                        .processRef(picked.processId())
                        .operativeProcessRef(picked.operativeProcessRef())
                        .shortId(picked.shortId())
                        .tenantOrderId(picked.tenantOrderId())
                        .targetTime(Objects.requireNonNullElse(
                                picked.deliveryinformation().targetTime(), now))
                        .customAttributes(ordered.customServiceDefinition().customAttributes())
                        .anonymized(picked.anonymized())
                        .build();
                jobs.add(new FloorServiceJob(job, place));
            }
        }
        return List.copyOf(jobs);
    }

    /** What the definition says of a job. */
    static ServiceJobBuilder described(ServiceJobBuilder job, CustomService service) {
        return job.customServiceRef(service.id())
                .tenantCustomServiceId(service.tenantCustomServiceId())
                .nameLocalized(service.nameLocalized())
                .name(service.name())
                .descriptionLocalized(service.descriptionLocalized())
                .description(service.description())
                .imageRefs(service.imageRefs())
                .itemsRequired(service.itemsRequired())
                .itemsReturnable(service.itemsReturnable());
    }

    private static @Nullable JsonNode answer(OrderedService ordered, String question) {
        List<OrderedService.Information> answers =
                ordered.customServiceDefinition().additionalInformation();
        return answers == null
                ? null
                : answers.stream()
                        .filter(answer -> answer.additionalInformationRef().equals(question))
                        .findFirst()
                        .map(OrderedService.Information::value)
                        .orElse(null);
    }

    private static List<InheritedLineItem> inherited(List<FloorServiceJob> nested, Identifiers identifiers) {
        List<InheritedLineItem> inherited = new ArrayList<>();
        for (FloorServiceJob each : nested) {
            ServiceJob job = each.job();
            if (job.inheritedLineItems() != null) {
                inherited.addAll(job.inheritedLineItems());
            }
            job.lineItems()
                    .forEach(line -> inherited.add(new InheritedLineItem(
                            identifiers.next(),
                            line.article(),
                            line.quantity(),
                            line.globalLineItemId(),
                            line.measurementUnitKey(),
                            line.scannableCodes(),
                            job.id())));
        }
        return inherited.stream().limit(ServiceJob.MOST_INHERITED).toList();
    }
}
