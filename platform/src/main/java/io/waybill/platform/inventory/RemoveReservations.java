package io.waybill.platform.inventory;

import io.waybill.platform.database.Database;
import io.waybill.platform.kernel.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Takes reservations away by hand, with or without the stock they were meant for. */
@ApplicationScoped
class RemoveReservations {
    private final Database database;
    private final Reservations reservations;
    private final Stocks stocks;

    RemoveReservations(Database database, Reservations reservations, Stocks stocks) {
        this.database = database;
        this.reservations = reservations;
        this.stocks = stocks;
    }

    enum Action {
        REMOVE_RESERVATIONS_KEEP_STOCKS,
        REMOVE_RESERVATIONS_REDUCE_STOCKS
    }

    /**
     * @param allowedFacilities ids of the facilities the caller may change; empty means all
     * @return the ids of the reservations that were removed
     * @throws Rejection 400 unless exactly one of the three selectors is given
     */
    List<String> remove(
            Action action,
            @Nullable List<String> ids,
            @Nullable List<String> orderIds,
            @Nullable List<String> routingPlanIds,
            Set<String> allowedFacilities) {
        long given = java.util.stream.Stream.of(ids, orderIds, routingPlanIds)
                .filter(java.util.Objects::nonNull)
                .count();
        if (given != 1) {
            throw Rejection.invalid(
                    "reservationSelector must hold exactly one of reservationRefs, orderRefs, routingPlanRefs");
        }
        String column = ids != null ? "id" : orderIds != null ? "order_id" : "routing_plan_id";
        List<String> keys =
                ids != null ? ids : orderIds != null ? orderIds : java.util.Objects.requireNonNull(routingPlanIds);
        return database.transaction(transaction -> {
            List<String> selected = transaction
                    .handle()
                    .createQuery("select id from reservation where " + column + " = any(:keys) "
                            + "and (:everywhere or facility_id = any(:facilities))")
                    .bindArray("keys", String.class, keys.toArray())
                    .bind("everywhere", allowedFacilities.isEmpty())
                    .bindArray("facilities", String.class, allowedFacilities.toArray())
                    .mapTo(String.class)
                    .list();
            List<Reservation> removed = reservations.remove(transaction, selected);
            if (action == Action.REMOVE_RESERVATIONS_REDUCE_STOCKS) {
                Map<String, Map<String, Integer>> perFacility = removed.stream()
                        .collect(Collectors.groupingBy(
                                reservation -> reservation.place().facilityId(),
                                Collectors.toMap(
                                        reservation -> reservation.place().tenantArticleId(),
                                        Reservation::quantity,
                                        Integer::sum)));
                stocks.consume(
                        transaction,
                        perFacility.entrySet().stream()
                                .map(entry -> new Consumption(entry.getKey(), "", entry.getValue(), Set.of()))
                                .toList(),
                        StockChange.Why.WRITTEN);
            }
            return removed.stream().map(Reservation::id).toList();
        });
    }
}
