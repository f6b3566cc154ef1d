package io.waybill.platform.facilities;

/** What may be done with the stock at a storage location. Names of the wire (StorageLocationTrait). */
public enum StorageTrait {
    /** Orders may use it. */
    PICKABLE(true),
    /** It may be taken and put. */
    ACCESSIBLE(true),
    /** A stock of no units is kept. */
    KEEP_ON_ZERO(false),
    /** It is on its way out. */
    OUTBOUND(false),
    /** It is being moved. */
    IN_MOTION(false);

    private final boolean byDefault;

    StorageTrait(boolean byDefault) {
        this.byDefault = byDefault;
    }

    /** Whether it holds where nothing else is said. */
    public boolean byDefault() {
        return byDefault;
    }
}
