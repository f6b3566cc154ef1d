package io.waybill.platform.picking;

/** The orders in which pick jobs can be listed. */
enum PickJobOrder {
    TARGET_TIME_ASC("target_time", false),
    TARGET_TIME_DESC("target_time", true),
    LAST_MODIFIED_ASC("last_modified", false),
    LAST_MODIFIED_DESC("last_modified", true),
    ORDER_DATE_ASC("order_date", false),
    ORDER_DATE_DESC("order_date", true),
    LAST_MODIFIED_BY_USER_ASC("last_modified", false),
    LAST_MODIFIED_BY_USER_DESC("last_modified", true);

    final String column;
    final boolean descending;

    PickJobOrder(String column, boolean descending) {
        this.column = column;
        this.descending = descending;
    }
}
