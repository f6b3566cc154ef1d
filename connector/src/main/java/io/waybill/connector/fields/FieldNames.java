package io.waybill.connector.fields;

import io.waybill.connector.settings.ConnectorSettings;
import io.waybill.connector.settings.Setting;

/** Names of the custom fields that the connector writes. */
public record FieldNames(
        String orderId,
        String pickJobId,
        String shortId,
        String facilityId,
        String loadUnitsAmount,
        String handoverJobId,
        String parcels,
        String cancelRejected,
        String changeRejected,
        ParcelFields parcel) {
    /**
     * Names of the fields of a parcel.
     *
     * @param typeKey key of the type that has them
     */
    public record ParcelFields(String typeKey, String trackingUrl, String trackingStatus) {}

    /** The names an operator chose. */
    public static FieldNames from(ConnectorSettings settings) {
        return new FieldNames(
                settings.text(Setting.FIELD_ORDER_ID),
                settings.text(Setting.FIELD_PICKJOB_ID),
                settings.text(Setting.FIELD_SHORT_ID),
                settings.text(Setting.FIELD_FACILITY_ID),
                settings.text(Setting.FIELD_LOAD_UNITS_AMOUNT),
                settings.text(Setting.FIELD_HANDOVERJOB_ID),
                settings.text(Setting.FIELD_PARCELS),
                settings.text(Setting.FIELD_CANCEL_REJECTED),
                settings.text(Setting.FIELD_CHANGE_REJECTED),
                new ParcelFields(
                        settings.text(Setting.PARCEL_TYPE_KEY),
                        settings.text(Setting.FIELD_TRACKING_URL),
                        settings.text(Setting.FIELD_TRACKING_STATUS)));
    }
}
