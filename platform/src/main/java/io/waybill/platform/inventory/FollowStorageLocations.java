package io.waybill.platform.inventory;

import io.waybill.platform.facilities.StorageLocationDeletionRequested;
import io.waybill.platform.facilities.StorageTraitsChanged;
import io.waybill.platform.kernel.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What becomes of stocks when something happens to their storage location. */
@ApplicationScoped
class FollowStorageLocations {
    private final Stocks stocks;
    private final StockTable table;
    private final Clock clock;

    FollowStorageLocations(Stocks stocks, StockTable table, Clock clock) {
        this.stocks = stocks;
        this.table = table;
        this.clock = clock;
    }

    /** What lies there can be used as the location now says, where the stock itself says nothing else. */
    void on(@Observes StorageTraitsChanged fact) {
        String location = fact.location().id();
        Stocks.Locked locked = stocks.lock(
                fact.transaction(), table.idsAtLocations(fact.transaction().handle(), List.of(location)));
        Instant now = clock.instant();
        List<StockRow> changed = new ArrayList<>();
        for (StockRow row : locked.rows().values()) {
            // What was moved away before its lock was got stays as it is.
            if (location.equals(row.locationRef())) {
                StockRow followed = row.at(fact.location(), now);
                if (!followed.equals(row.withValue(row.value(), now))) {
                    changed.add(followed);
                }
            }
        }
        stocks.change(fact.transaction(), locked, changed, List.of(), StockChange.Why.WRITTEN);
    }

    void on(@Observes StorageLocationDeletionRequested fact) {
        List<String> there = table.idsAtLocations(
                fact.transaction().handle(), List.of(fact.location().id()));
        if (!there.isEmpty()) {
            throw Rejection.ruleBroken("Storage location " + fact.location().id() + " cannot be deleted while "
                    + there.size() + " stocks lie there, such as " + there.getFirst());
        }
    }
}
