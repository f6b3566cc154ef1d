package io.waybill.connector.outcome;

/**
 * Why a message is parked. The names are stable: operators filter by them, metrics carry them, and
 * docs/runbook-connector.md has a chapter for each.
 */
public enum ParkedReason {
    /** No envelope, no JSON, or no notification in it. */
    UNREADABLE_MESSAGE,
    /** A message of the shop beyond {@code MAX_BODY_MB}. */
    MESSAGE_TOO_LARGE,
    /** SNS says that the topic's subscription of this endpoint was taken back. */
    SNS_UNSUBSCRIBED,
    /** A genuine request to confirm a subscription that points elsewhere than to the topic at SNS. */
    SNS_CONFIRMATION_REFUSED,
    /** What the shop's order says cannot be expressed on the platform: no lines, no clear store to collect at. */
    ORDER_CANNOT_BE_MAPPED,
    /** A channel is gone, and nobody knows the key that its facility is found by. */
    CHANNEL_UNKNOWN,
    /** A channel is synced, except for a field of it that says nothing the platform understands. */
    CHANNEL_DETAIL_UNUSABLE,
    /** More comes back than was handed over, or than the shop's order has. */
    RETURN_SURPLUS,
    /** The platform refused a call for good. */
    PLATFORM_REFUSED,
    /** commercetools refused a call for good. */
    SHOP_REFUSED,
    /** A parked message lacks what is needed to do its work again. */
    PARKED_MESSAGE_INCOMPLETE,
    /** A fault of the connector itself. */
    UNEXPECTED_FAILURE,
    /** Parked by a version that knew reasons which this one does not; the text says what. */
    OTHER
}
