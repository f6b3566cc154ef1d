package io.waybill.platform.inventory;

import java.util.Comparator;

/**
 * An article at a facility: where stock lies and reservations stand. Its natural order, facility then article, is the
 * one order in which balances are locked.
 */
public record Place(String facilityId, String tenantArticleId) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
            Comparator.comparing(Place::facilityId).thenComparing(Place::tenantArticleId);

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }
}
