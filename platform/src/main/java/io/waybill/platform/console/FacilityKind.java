package io.waybill.platform.console;

import io.waybill.platform.facilities.Facility;

/** What kind of place a facility is, in one word. */
enum FacilityKind {
    STORE,
    WAREHOUSE,
    EXTERNAL,
    /** Managed, and nobody said what it is. */
    FACILITY,
    SUPPLIER;

    static FacilityKind of(Facility place) {
        if (!place.isManaged()) {
            return SUPPLIER;
        }
        return switch (place.locationType()) {
            case STORE -> STORE;
            case WAREHOUSE -> WAREHOUSE;
            case EXTERNAL -> EXTERNAL;
            case null -> FACILITY;
        };
    }
}
