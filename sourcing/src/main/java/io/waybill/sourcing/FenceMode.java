package io.waybill.sourcing;

/** What a failed fence means for the order (platform.md 6.3). */
public enum FenceMode {
    /** The facility is out. */
    STATIC("static"),
    /** The facility may pass later, so the order may wait for it. */
    REACTIVE("reactive");

    private final String wire;

    FenceMode(String wire) {
        this.wire = wire;
    }

    /** The name on the wire. */
    public String wire() {
        return wire;
    }
}
