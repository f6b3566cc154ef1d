package io.waybill.platform.console;

import java.util.Arrays;

/** The reasons that connectors park messages for, as docs/runbook-connector.md explains them. */
enum ConnectorAdvice {
    UNREADABLE_MESSAGE,
    MESSAGE_TOO_LARGE,
    SNS_UNSUBSCRIBED,
    SNS_CONFIRMATION_REFUSED,
    ORDER_CANNOT_BE_MAPPED,
    CHANNEL_UNKNOWN,
    CHANNEL_DETAIL_UNUSABLE,
    RETURN_SURPLUS,
    PLATFORM_REFUSED,
    SHOP_REFUSED,
    PARKED_MESSAGE_INCOMPLETE,
    UNEXPECTED_FAILURE,
    OTHER;

    /** What is known about that code; {@link #OTHER} for one of another version. */
    static ConnectorAdvice of(String code) {
        return Arrays.stream(values())
                .filter(each -> each.name().equals(code))
                .findFirst()
                .orElse(OTHER);
    }
}
