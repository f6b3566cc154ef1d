package io.waybill.platform.picking;

/**
 * What the picking configuration decides for the rules.
 *
 * @param restartActive pick jobs can be restarted; the contract's default is true
 */
record PickingSettings(boolean restartActive) {
    static final PickingSettings DEFAULT = new PickingSettings(true);
}
