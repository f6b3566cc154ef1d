package io.waybill.platform.inventory;

import io.waybill.platform.database.Transaction;
import io.waybill.platform.facilities.FacilityDeletionRequested;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** What becomes of listings, stocks and reservations when something happens to their facility. */
@ApplicationScoped
class FollowFacilities {
    private final Stocks stocks;
    private final PutListings listings;

    FollowFacilities(Stocks stocks, PutListings listings) {
        this.stocks = stocks;
        this.listings = listings;
    }

    /**
     * First among the observers: from its locks on, nothing more can be reserved at the facility, so that no new work
     * comes up while the others look for work. Goods that are reserved are on their way to somebody.
     */
    void on(@Observes @Priority(1) FacilityDeletionRequested fact) {
        Transaction transaction = fact.transaction();
        Handle handle = transaction.handle();
        String facilityId = fact.facility().id();
        Balances.lock(
                handle,
                places(
                        handle,
                        facilityId,
                        "select tenant_article_id from stock_balance where facility_id = :facility"));
        fact.inTheWay(
                "routing plans with reserved stock",
                ids(
                        handle,
                        facilityId,
                        "select distinct routing_plan_id from reservation where facility_id = :facility"));
        List<String> stored = ids(handle, facilityId, "select id from stock where facility_id = :facility");
        if (fact.force()) {
            Stocks.Locked locked = stocks.lock(transaction, stored);
            stocks.change(transaction, locked, List.of(), locked.rows().values(), StockChange.Why.WRITTEN);
            listings.delete(transaction, facilityId, null);
        } else {
            fact.inTheWay("stocks", stored);
            fact.inTheWay(
                    "listings",
                    ids(handle, facilityId, "select tenant_article_id from listing where facility_id = :facility"));
        }
    }

    private static List<Place> places(Handle handle, String facilityId, String articles) {
        return ids(handle, facilityId, articles).stream()
                .map(article -> new Place(facilityId, article))
                .toList();
    }

    private static List<String> ids(Handle handle, String facilityId, String query) {
        return handle.createQuery(query + " order by 1")
                .bind("facility", facilityId)
                .mapTo(String.class)
                .list();
    }
}
