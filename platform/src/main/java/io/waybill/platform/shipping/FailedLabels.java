package io.waybill.platform.shipping;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The parcels whose label could not be made, for whoever sees that they get one. Thread-safe. */
@ApplicationScoped
public class FailedLabels {
    private final Parcels parcels;

    FailedLabels(Parcels parcels) {
        this.parcels = parcels;
    }

    /**
     * Those after that id, ordered by id.
     *
     * @param facilityIds only those of these facilities; empty for no limit
     */
    public List<Parcel> page(Handle handle, Set<String> facilityIds, @Nullable String after, int size) {
        return parcels.table()
                .parseAll(handle.createQuery("select document::text from parcel where status = 'FAILED' "
                                + "and id > :after and (:everywhere or facility_ref = any(:facilities)) "
                                + "order by id limit :size")
                        .bind("after", after == null ? "" : after)
                        .bind("everywhere", facilityIds.isEmpty())
                        .bindArray("facilities", String.class, facilityIds.toArray())
                        .bind("size", size)
                        .mapTo(String.class)
                        .list());
    }

    /** What asks whoever makes the labels once more. */
    public static ParcelModification.Patch askAgain(long version) {
        return new ParcelModification.Patch(
                version, List.of(ParcelModification.ModifyParcel.of(ParcelStatus.PROCESSING)));
    }
}
