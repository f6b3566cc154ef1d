package io.waybill.platform.orders;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An action on one order; which fields count depends on the name.
 *
 * @param name of an {@link OrderAction}
 * @param targetTime of UNLOCK
 * @param cancelationReasonId of CANCEL and FORCE_CANCEL
 * @param tenantOrderId of CONFIRM_PROMISE
 * @param addressType of CHANGE_CONSUMER_ADDRESS: which address is replaced
 * @param consumerAddress of CHANGE_CONSUMER_ADDRESS
 * @param consumerAddresses of REPLACE_CONSUMER_ADDRESSES
 */
public record OrderActionRequest(
        @NotNull OrderAction name,
        @NotNull @Min(0) Long version,
        @Nullable Instant targetTime,
        @Nullable @Size(max = 256) String cancelationReasonId,
        @Nullable @Size(min = 1, max = 256) String tenantOrderId,
        @Nullable AddressType addressType,
        @Nullable @Valid ConsumerAddress consumerAddress,
        @Nullable @Size(max = 500) List<@NotNull @Valid ConsumerAddress> consumerAddresses) {

    /** What can be done to one order. */
    public enum OrderAction {
        CANCEL,
        FORCE_CANCEL,
        UNLOCK,
        CONFIRM_PROMISE,
        EXTEND_PROMISE,
        /** Deprecated in the contract, still sent. */
        CHANGE_CONSUMER_ADDRESS,
        /** Deprecated in the contract, still sent. */
        REPLACE_CONSUMER_ADDRESSES
    }
}
