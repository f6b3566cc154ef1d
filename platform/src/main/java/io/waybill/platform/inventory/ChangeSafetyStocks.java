package io.waybill.platform.inventory;

import io.waybill.platform.database.Database;
import io.waybill.platform.database.Transaction;
import io.waybill.platform.facilities.Facilities;
import io.waybill.platform.facilities.Facility;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.UniqueConstraint;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Holds units back for those who come to the store, or gives them free. Each call is one transaction. */
@ApplicationScoped
class ChangeSafetyStocks {
    private static final UniqueConstraint ONE_EACH = new UniqueConstraint("safety_stock_place");

    private final Database database;
    private final SafetyStocks safetyStocks;
    private final Availability availability;
    private final Facilities facilities;
    private final InventoryEvents events;
    private final Event<StockIncreased> increases;

    ChangeSafetyStocks(
            Database database,
            SafetyStocks safetyStocks,
            Availability availability,
            Facilities facilities,
            InventoryEvents events,
            Event<StockIncreased> increases) {
        this.database = database;
        this.safetyStocks = safetyStocks;
        this.availability = availability;
        this.facilities = facilities;
        this.events = events;
        this.increases = increases;
    }

    /** What became of one of several. */
    enum Outcome {
        CREATED,
        UPDATED,
        NOT_FOUND,
        NOT_ALLOWED
    }

    /**
     * Of two for the same place the last one counts. One that names a facility that is not there or not the caller's is
     * left out and does not keep the others.
     *
     * @param allowed ids of the facilities that the caller is limited to; empty for no limit. Who is limited cannot say
     *     anything for all facilities
     * @return one outcome each, in the same order
     * @throws Rejection 409 when somebody else wrote one of them at the same moment
     */
    List<Outcome> put(List<SafetyStockOperations.Operation> operations, Collection<String> allowed) {
        return database.transaction(transaction -> {
            Map<String, Facility> known = facilities.byIds(
                    transaction.handle(),
                    operations.stream()
                            .flatMap(
                                    each -> each.facilityRef() == null ? Stream.empty() : Stream.of(each.facilityRef()))
                            .collect(Collectors.toSet()));
            Map<SafetyStocks.Key, Integer> values = new LinkedHashMap<>();
            List<@Nullable Outcome> refused = new ArrayList<>();
            for (SafetyStockOperations.Operation each : operations) {
                Outcome refusal = refusal(each.facilityRef(), known.keySet(), allowed);
                refused.add(refusal);
                if (refusal == null) {
                    values.put(each.key(), each.value());
                }
            }
            Set<SafetyStocks.Key> present = new HashSet<>(change(
                    transaction,
                    articles(values.keySet()),
                    () -> ONE_EACH.guard(
                            () -> safetyStocks.put(transaction.handle(), values).keySet(),
                            () -> Rejection.conflict("Somebody else sets the same safety stock at this moment"))));
            List<Outcome> outcomes = new ArrayList<>();
            for (int index = 0; index < operations.size(); index++) {
                Outcome refusal = refused.get(index);
                // The second of two for one place finds the first.
                outcomes.add(
                        refusal != null
                                ? refusal
                                : present.add(operations.get(index).key()) ? Outcome.CREATED : Outcome.UPDATED);
            }
            return outcomes;
        });
    }

    /** @throws Rejection 404, 403 for a facility that is not the caller's */
    void delete(String id, Collection<String> allowed) {
        database.inTransaction(transaction -> {
            SafetyStock stock = safetyStocks.get(transaction.handle(), id);
            if (!allowed.isEmpty() && (stock.facilityRef() == null || !allowed.contains(stock.facilityRef()))) {
                throw Rejection.forbidden("You may not change the safety stock of other facilities");
            }
            change(transaction, Set.of(stock.tenantArticleId()), () -> {
                safetyStocks.delete(transaction.handle(), stock);
                return Set.<SafetyStocks.Key>of();
            });
        });
    }

    private static @Nullable Outcome refusal(
            @Nullable String facilityRef, Collection<String> known, Collection<String> allowed) {
        if (!allowed.isEmpty() && (facilityRef == null || !allowed.contains(facilityRef))) {
            return Outcome.NOT_ALLOWED;
        }
        return facilityRef == null || known.contains(facilityRef) ? null : Outcome.NOT_FOUND;
    }

    private static Set<String> articles(Collection<SafetyStocks.Key> keys) {
        return keys.stream().map(SafetyStocks.Key::tenantArticleId).collect(Collectors.toSet());
    }

    /** Changes under the locks of the articles' places, and tells what is available there now. */
    private Set<SafetyStocks.Key> change(
            Transaction transaction, Set<String> articles, Supplier<Set<SafetyStocks.Key>> write) {
        Balances.lock(transaction.handle(), numbers(transaction, articles).keySet());
        Map<Place, ArticleAvailability> before = numbers(transaction, articles);
        Set<SafetyStocks.Key> present = write.get();
        Map<Place, ArticleAvailability> after = numbers(transaction, articles);
        events.facilityStockChanged(transaction, before, after);
        Set<String> increased = StockIncreased.articles(before, after);
        if (!increased.isEmpty()) {
            increases.fire(new StockIncreased(transaction, increased));
        }
        return present;
    }

    private Map<Place, ArticleAvailability> numbers(Transaction transaction, Set<String> articles) {
        Map<Place, ArticleAvailability> numbers = new TreeMap<>();
        availability.ofArticles(transaction.handle(), articles).forEach(each -> numbers.put(each.place(), each));
        return numbers;
    }
}
