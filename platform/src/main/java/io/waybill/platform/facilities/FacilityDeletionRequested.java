package io.waybill.platform.facilities;

import io.waybill.platform.database.Transaction;
import java.util.ArrayList;
import java.util.List;

/**
 * A facility is about to be deleted in this transaction. Whoever holds what belongs to it deletes that when the deletion
 * is forced, and otherwise says that it is in the way; work that is not finished is in the way even then.
 *
 * <p>Observers run one after the other on the thread of the request; not thread-safe.
 */
public final class FacilityDeletionRequested {
    private static final int NAMED = 3;

    private final Transaction transaction;
    private final Facility facility;
    private final boolean force;
    private final List<String> obstacles = new ArrayList<>();

    FacilityDeletionRequested(Transaction transaction, Facility facility, boolean force) {
        this.transaction = transaction;
        this.facility = facility;
        this.force = force;
    }

    public Transaction transaction() {
        return transaction;
    }

    public Facility facility() {
        return facility;
    }

    /** Whether what is merely kept at the facility goes with it ({@code forceDeletion}). */
    public boolean force() {
        return force;
    }

    /**
     * Says what is in the way.
     *
     * @param what the kind in the plural, such as {@code open pick jobs}
     * @param ids which; when there are none, nothing is in the way
     */
    public void inTheWay(String what, List<String> ids) {
        if (!ids.isEmpty()) {
            obstacles.add(ids.size() + " " + what + " ("
                    + String.join(", ", ids.subList(0, Math.min(NAMED, ids.size())))
                    + (ids.size() > NAMED ? ", ..." : "") + ")");
        }
    }

    List<String> obstacles() {
        return obstacles;
    }
}
