package io.waybill.platform.orders;

/** The contract asks every job and order whether a workflow steers it; Waybill has none, so it never does. */
public record WorkflowInformation(boolean isAvailable) {
    public static final WorkflowInformation NONE = new WorkflowInformation(false);
}
