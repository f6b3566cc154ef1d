package io.waybill.platform.orders;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who and where an order goes to, before and after a modification. What somebody set by hand elsewhere stays: only what
 * still is as the order was becomes as the order is. Pure.
 */
public record AddressChange(Consumer before, Consumer after) {

    /** Whether nobody has to be told. */
    public boolean isEmpty() {
        return Objects.equals(before.addresses(), after.addresses())
                && Objects.equals(before.recipientName(), after.recipientName());
    }

    /** Whether goods go to another address. */
    public boolean changesDestination() {
        return !Objects.equals(before.deliveryAddress(), after.deliveryAddress());
    }

    /** Where goods go, in place of {@code current}. */
    public @Nullable ConsumerAddress delivery(@Nullable ConsumerAddress current) {
        return inPlaceOf(current, before.deliveryAddress(), after.deliveryAddress());
    }

    /** The address of that type, in place of {@code current}. */
    public @Nullable ConsumerAddress ofType(AddressType type, @Nullable ConsumerAddress current) {
        return inPlaceOf(current, before.addressOf(type), after.addressOf(type));
    }

    /** Who the goods are for, in place of {@code current}. */
    public @Nullable String recipientName(@Nullable String current) {
        return inPlaceOf(current, before.recipientName(), after.recipientName());
    }

    private static <T> @Nullable T inPlaceOf(@Nullable T current, @Nullable T before, @Nullable T after) {
        return Objects.equals(current, before) ? after : current;
    }
}
