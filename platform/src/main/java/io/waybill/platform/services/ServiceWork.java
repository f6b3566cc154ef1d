package io.waybill.platform.services;

import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.orders.Order;
import io.waybill.platform.orders.OrderArticle;
import io.waybill.platform.orders.OrderedService;
import io.waybill.platform.picking.PickJob;
import io.waybill.platform.picking.PickLineItem;
import io.waybill.platform.picking.SubstituteLineItem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which services of an order are to be done to what was picked in one pick job. Pure; an instance serves one pick job and is not
 * thread-safe.
 *
 * <p>A service gets as many units as the order asks for, less those that it gets in other pick jobs of the order, and no more
 * than were picked; substitutes take the place of what they were picked for. Where less was picked than all services ask for,
 * those first in the order come first. A service that has no units here, and no nested one that has any, is not done here. One
 * that is done to nothing of its own, such as writing a card, is done once, with the first goods of the service around it.
 */
final class ServiceWork {
    private final Identifiers identifiers;
    private final Map<String, Deque<Units>> picked = new HashMap<>();
    private final Map<String, Map<String, Long>> elsewhere = new HashMap<>();
    private final Set<String> doneElsewhere = new HashSet<>();

    private ServiceWork(Order order, PickJob pickJob, List<FloorServiceJob> made, Identifiers identifiers) {
        this.identifiers = identifiers;
        pickJob.pickLineItems().forEach(this::add);
        for (FloorServiceJob job : made) {
            String service = Objects.requireNonNull(job.place()).orderedServiceRef();
            doneElsewhere.add(service);
            job.job()
                    .lineItems()
                    .forEach(line -> elsewhere
                            .computeIfAbsent(service, id -> new HashMap<>())
                            .merge(orderedArticle(order, line), line.quantity(), Long::sum));
        }
    }

    /**
     * A service to be done.
     *
     * @param within the service of the order that is done after it; null for none
     * @param lines units that it is done to itself, which may be none
     */
    record Task(OrderedService service, @Nullable String within, List<ServiceJobLineItem> lines) {}

    /**
     * What is to be done, nested services before what they are nested in.
     *
     * @param made service jobs of the order's other pick jobs
     */
    static List<Task> of(Order order, PickJob pickJob, List<FloorServiceJob> made, Identifiers identifiers) {
        List<OrderedService> services = order.customServices() == null ? List.of() : order.customServices();
        ServiceWork work = new ServiceWork(order, pickJob, made, identifiers);
        List<Task> tasks = new ArrayList<>();
        services.forEach(service -> tasks.addAll(work.tasks(service, null)));
        return List.copyOf(tasks);
    }

    private List<Task> tasks(OrderedService service, @Nullable String within) {
        List<Task> nested = new ArrayList<>();
        service.customServiceItems().forEach(item -> nested.addAll(tasks(item, service.id())));
        List<ServiceJobLineItem> lines = new ArrayList<>();
        service.articleItems().forEach(item -> lines.addAll(take(service.id(), item)));
        if (nested.isEmpty() && lines.isEmpty()) {
            return List.of();
        }
        List<Task> tasks = new ArrayList<>();
        service.customServiceItems().stream()
                .filter(ServiceWork::isWithoutGoods)
                .forEach(item -> tasks.addAll(withoutGoods(item, service.id())));
        tasks.addAll(nested);
        tasks.add(new Task(service, within, List.copyOf(lines)));
        return tasks;
    }

    private List<Task> withoutGoods(OrderedService service, String within) {
        List<Task> tasks = new ArrayList<>();
        service.customServiceItems().forEach(item -> tasks.addAll(withoutGoods(item, service.id())));
        if (!doneElsewhere.contains(service.id())) {
            tasks.add(new Task(service, within, List.of()));
        }
        return tasks;
    }

    private static boolean isWithoutGoods(OrderedService service) {
        return service.all().allMatch(each -> each.articleItems().isEmpty());
    }

    private List<ServiceJobLineItem> take(String service, OrderedService.ArticleItem item) {
        String article = item.tenantArticleRef();
        Map<String, Long> taken = elsewhere.getOrDefault(service, Map.of());
        long wanted = item.quantity() - taken.getOrDefault(article, 0L);
        Deque<Units> units = picked.getOrDefault(article, new ArrayDeque<>());
        List<ServiceJobLineItem> lines = new ArrayList<>();
        while (wanted > 0 && !units.isEmpty()) {
            Units next = units.remove();
            long used = Math.min(wanted, next.quantity());
            if (used < next.quantity()) {
                units.addFirst(new Units(next.line(), next.article(), next.scannableCodes(), next.quantity() - used));
            }
            wanted -= used;
            lines.add(line(next, used));
        }
        return lines;
    }

    private ServiceJobLineItem line(Units units, long quantity) {
        PickLineItem line = units.line();
        return ServiceJobLineItemBuilder.builder()
                .id(identifiers.next())
                .article(units.article())
                .quantity(quantity)
                .globalLineItemId(line.globalLineItemId())
                .measurementUnitKey(line.measurementUnitKey())
                .secondaryMeasurementUnitKey(line.secondaryMeasurementUnitKey())
                .scannableCodes(units.scannableCodes())
                .recordableAttributes(line.recordableAttributes())
                .customAttributes(line.customAttributes())
                .build();
    }

    private void add(PickLineItem line) {
        Deque<Units> units = picked.computeIfAbsent(line.article().tenantArticleId(), article -> new ArrayDeque<>());
        if (line.picked() > 0) {
            units.add(new Units(line, line.article(), line.scannableCodes(), line.picked()));
        }
        if (line.substituteLineItems() != null) {
            for (SubstituteLineItem substitute : line.substituteLineItems()) {
                if (substitute.picked() != null && substitute.picked() > 0) {
                    units.add(new Units(line, substitute.article(), substitute.scannableCodes(), substitute.picked()));
                }
            }
        }
    }

    /** The article that the order names; a substitute was picked for one of its lines. */
    private static String orderedArticle(Order order, ServiceJobLineItem line) {
        return order.orderLineItems().stream()
                .filter(ordered -> ordered.id().equals(line.globalLineItemId()))
                .findFirst()
                .map(ordered -> ordered.article().tenantArticleId())
                .orElse(line.article().tenantArticleId());
    }

    private record Units(
            PickLineItem line,
            OrderArticle article,
            @Nullable List<String> scannableCodes,
            long quantity) {}
}
