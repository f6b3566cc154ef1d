package io.waybill.sandbox.delivery;

import java.time.Duration;

/**
 * How notifications are delivered.
 *
 * @param retryBase the pause after the first failure; it doubles with each further one
 * @param retryMost the longest pause
 * @param ackTimeout how long an endpoint may take before the attempt counts as failed; commercetools Connect gives 10 s
 * @param concurrency how many attempts run at once, at least 1
 * @param duplicates the share of notifications delivered twice, 0 to 1
 * @param reordered the share of notifications held back for up to {@code reorderMost}, 0 to 1
 * @param reorderMost the longest time a notification is held back
 * @param payloadLimitBytes larger messages come without their fields, as {@code payloadNotIncluded}; 0 for no limit
 * @param seed of the choice which notifications are duplicated and reordered
 */
public record DeliverySettings(
        Duration retryBase,
        Duration retryMost,
        Duration ackTimeout,
        int concurrency,
        double duplicates,
        double reordered,
        Duration reorderMost,
        int payloadLimitBytes,
        long seed) {

    public DeliverySettings {
        if (concurrency < 1) {
            throw new IllegalArgumentException("concurrency must be at least 1");
        }
        if (duplicates < 0 || duplicates > 1 || reordered < 0 || reordered > 1) {
            throw new IllegalArgumentException("duplicates and reordered are shares between 0 and 1");
        }
        if (retryBase.isNegative() || retryBase.isZero() || retryMost.compareTo(retryBase) < 0) {
            throw new IllegalArgumentException("0 < retryBase <= retryMost");
        }
        if (ackTimeout.isNegative() || ackTimeout.isZero() || reorderMost.isNegative() || payloadLimitBytes < 0) {
            throw new IllegalArgumentException("ackTimeout, reorderMost and payloadLimitBytes must not be negative");
        }
    }

    /** Retries from 500 ms to 30 s, 10 s to acknowledge, 8 at once; nothing duplicated, held back or cut. */
    public static DeliverySettings defaults() {
        return new DeliverySettings(
                Duration.ofMillis(500),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                8,
                0,
                0,
                Duration.ofSeconds(2),
                0,
                1);
    }

    public DeliverySettings withRetries(Duration base, Duration most) {
        return new DeliverySettings(
                base, most, ackTimeout, concurrency, duplicates, reordered, reorderMost, payloadLimitBytes, seed);
    }

    public DeliverySettings withAckTimeout(Duration timeout) {
        return new DeliverySettings(
                retryBase,
                retryMost,
                timeout,
                concurrency,
                duplicates,
                reordered,
                reorderMost,
                payloadLimitBytes,
                seed);
    }

    public DeliverySettings withConcurrency(int attempts) {
        return new DeliverySettings(
                retryBase,
                retryMost,
                ackTimeout,
                attempts,
                duplicates,
                reordered,
                reorderMost,
                payloadLimitBytes,
                seed);
    }

    public DeliverySettings withDisorder(double duplicateShare, double reorderedShare, Duration most, long newSeed) {
        return new DeliverySettings(
                retryBase,
                retryMost,
                ackTimeout,
                concurrency,
                duplicateShare,
                reorderedShare,
                most,
                payloadLimitBytes,
                newSeed);
    }

    public DeliverySettings withPayloadLimit(int bytes) {
        return new DeliverySettings(
                retryBase, retryMost, ackTimeout, concurrency, duplicates, reordered, reorderMost, bytes, seed);
    }
}
