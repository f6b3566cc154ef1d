package io.waybill.platform.facilities;

import java.time.Instant;
import java.util.Optional;

/** Until when work on an order may begin, so that a carrier takes it on the same day (platform.md 6.3). Pure. */
public final class SameDayCutoffs {
    private SameDayCutoffs() {}

    /**
     * The last moment of which the facility's buffer, counted in picking time, is over by the day's last cut-off of the
     * carrier. May have passed already. Empty when the carrier comes no more at all today, or there is not enough picking
     * time before the cut-off within the calendar's horizon.
     *
     * @param now decides which day it is on the facility's clock
     */
    public static Optional<Instant> until(
            Facility facility, FacilityCarrier carrier, TimeSettings settings, Instant now) {
        PickingCalendar calendar = settings.calendar(facility);
        return Cutoffs.of(carrier, settings.shippingCutoff(), calendar)
                .on(now.atZone(calendar.zone()).toLocalDate())
                .stream()
                .reduce((earlier, later) -> later)
                .flatMap(cutoff -> calendar.minus(cutoff, settings.buffer(facility)));
    }
}
