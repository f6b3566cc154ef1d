package io.waybill.connector.status;

import io.waybill.connector.settings.ConnectorSettings;
import io.waybill.connector.settings.Setting;

/** Names of the order's custom fields. */
public record FieldNames(
        String orderId,
        String pickJobId,
        String shortId,
        String facilityId,
        String loadUnitsAmount,
        String handoverJobId,
        String parcels) {
    /** The names an operator chose. */
    public static FieldNames from(ConnectorSettings settings) {
        return new FieldNames(
                settings.text(Setting.FIELD_ORDER_ID),
                settings.text(Setting.FIELD_PICKJOB_ID),
                settings.text(Setting.FIELD_SHORT_ID),
                settings.text(Setting.FIELD_FACILITY_ID),
                settings.text(Setting.FIELD_LOAD_UNITS_AMOUNT),
                settings.text(Setting.FIELD_HANDOVERJOB_ID),
                settings.text(Setting.FIELD_PARCELS));
    }
}
