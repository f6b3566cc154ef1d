package io.waybill.platform.orders;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.platform.facilities.CustomService;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.kernel.Rejection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The custom services that a set of orders names, and what an order may ask of them. Pure. */
record CustomServiceLookup(Collection<CustomService> services) {
    /** How deep services may be nested; the contract names no limit. */
    static final int DEEPEST = 5;

    /** How many services an order may ask for, nested ones included. */
    static final int MOST = 500;

    static final CustomServiceLookup EMPTY = new CustomServiceLookup(List.of());

    /**
     * The services of an order.
     *
     * @throws Rejection 400 naming the service or the article that cannot be
     */
    @Nullable
    List<OrderedService> ordered(OrderForCreation request, Identifiers identifiers) {
        List<OrderedService.ForCreation> asked = request.customServices();
        if (asked == null) {
            return null;
        }
        List<OrderedService> ordered = new ArrayList<>();
        for (int index = 0; index < asked.size(); index++) {
            String path = "customServices[" + index + "]";
            if (asked.get(index).depth() > DEEPEST) {
                throw Rejection.invalid(path + " must not be nested deeper than " + DEEPEST);
            }
            if (asked.get(index)
                    .all()
                    .allMatch(service -> service.articleItems().isEmpty())) {
                throw Rejection.invalid(path + " must hold an article: it is done to goods that are picked");
            }
            ordered.add(asked.get(index).ordered(this, path, identifiers));
        }
        if (ordered.stream().flatMap(OrderedService::all).count() > MOST) {
            throw Rejection.invalid("customServices must not be more than " + MOST + ", nested ones included");
        }
        requireUnits(request, ordered);
        return ordered;
    }

    /** Every unit of a service is a unit of a line, and has one place in the services. */
    private static void requireUnits(OrderForCreation request, List<OrderedService> ordered) {
        Map<String, Long> left = new HashMap<>();
        request.orderLineItems()
                .forEach(line -> left.merge(line.article().tenantArticleId(), line.quantity(), Long::sum));
        ordered.stream()
                .flatMap(OrderedService::all)
                .flatMap(service -> service.articleItems().stream())
                .forEach(item -> {
                    if (left.merge(item.tenantArticleRef(), -item.quantity(), Long::sum) < 0) {
                        throw Rejection.invalid("customServices ask for more units of article "
                                + item.tenantArticleRef() + " than orderLineItems hold");
                    }
                });
    }

    /** The definition with the id of its service. */
    OrderedService.Definition resolve(String path, OrderedService.Definition asked) {
        String id = asked.customServiceRef();
        String tenantId = asked.tenantCustomServiceId();
        if (id == null && tenantId == null) {
            throw Rejection.invalid(path + " must name a customServiceRef or a tenantCustomServiceId");
        }
        CustomService service = services.stream()
                .filter(each -> id == null || each.id().equals(id))
                .filter(each -> tenantId == null || tenantId.equals(each.tenantCustomServiceId()))
                .findFirst()
                .orElseThrow(() -> Rejection.invalid(path + ": no custom service "
                        + (id == null ? tenantId : tenantId == null ? id : id + " with the id " + tenantId)
                        + " exists"));
        if (!service.isActive()) {
            throw Rejection.invalid(path + ": custom service " + service.id() + " is not active");
        }
        List<OrderedService.Information> answers =
                asked.additionalInformation() == null ? List.of() : asked.additionalInformation();
        for (OrderedService.Information answer : answers) {
            JsonNode value = answer.value();
            if (value != null && !value.isNull() && !value.isValueNode()) {
                throw Rejection.invalid(path + ".additionalInformation: value must be a text, a number or a boolean");
            }
            if (service.additionalInformation().stream()
                    .noneMatch(question -> question.id().equals(answer.additionalInformationRef()))) {
                throw Rejection.invalid(path + ".additionalInformation: custom service " + service.id()
                        + " does not ask for " + answer.additionalInformationRef());
            }
        }
        for (CustomService.AdditionalInformation question : service.additionalInformation()) {
            if (Boolean.TRUE.equals(question.isMandatory())
                    && answers.stream()
                            .noneMatch(
                                    answer -> answer.additionalInformationRef().equals(question.id()))) {
                throw Rejection.invalid(
                        path + ".additionalInformation must hold " + question.id() + " (" + question.name() + ")");
            }
        }
        return new OrderedService.Definition(
                service.id(),
                service.tenantCustomServiceId(),
                asked.isBundled(),
                asked.additionalInformation(),
                asked.customAttributes());
    }
}
