package io.waybill.application.demo;

import io.waybill.client.FulfilmentClient;
import io.waybill.client.FulfilmentOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Orders that their customers are about to cancel. Nobody begins with them: the platform may be slow to hear of it, and
 * what is picked cannot be cancelled any more. Thread-safe.
 */
final class Regrets {
    private final FulfilmentClient platform;

    /** Numbers of those that the platform was not seen to have yet. */
    private final Set<String> numbers = ConcurrentHashMap.newKeySet();

    private final Set<String> orders = ConcurrentHashMap.newKeySet();

    /** @param numbers of the orders */
    Regrets(FulfilmentClient platform, Collection<String> numbers) {
        this.platform = platform;
        this.numbers.addAll(numbers);
    }

    /** Those of the tasks that somebody may begin. Lists of pick jobs name an order by its id only. */
    List<Task> without(List<Task> waiting) {
        if (!waiting.isEmpty()) {
            for (String number : List.copyOf(numbers)) {
                List<String> found = new ArrayList<>();
                for (FulfilmentOrder order : platform.orders().withTenantOrderId(number)) {
                    found.add(order.id());
                }
                if (!found.isEmpty()) {
                    orders.addAll(found);
                    numbers.remove(number);
                }
            }
        }
        return waiting.stream().filter(task -> !orders.contains(task.order())).toList();
    }
}
