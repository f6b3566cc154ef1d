package io.waybill.platform.console;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;
import io.waybill.platform.handover.HandoverJobCancelReason;
import io.waybill.platform.handover.HandoverjobStatus;
import io.waybill.platform.packing.PackJobStatus;
import io.waybill.platform.picking.PickChannel;
import io.waybill.platform.shipping.ParcelStatus;

/** The texts of the floor. The words stand in {@code messages/floor_*.properties}, one file for each language. */
@MessageBundle("floor")
interface FloorTexts {
    @Message
    String work(Floor.Work value);

    @Message
    String state(Floor.State value);

    @Message
    String channel(PickChannel value);

    @Message
    String packStatus(PackJobStatus value);

    @Message
    String parcelStatus(ParcelStatus value);

    @Message
    String handoverStatus(HandoverjobStatus value);

    @Message
    String failedBecause(HandoverjobStatus value);

    @Message
    String refusalReason(HandoverDesk.RefusalReason value);

    @Message
    String cancelReason(HandoverJobCancelReason value);

    @Message
    String nothing_left();

    @Message
    String of_which_late(String count);

    @Message
    String failed_labels();

    @Message
    String label_failed();

    @Message
    String see_parcel(String parcel);

    @Message
    String next_pick();

    @Message
    String next_pack();

    @Message
    String to_pack();

    @Message
    String to_send();

    @Message
    String make_parcel_of(String job);

    @Message
    String mine();

    @Message
    String load_units();

    @Message
    String load_units_explained();

    @Message
    String units_in(String units);

    @Message
    String units_of(long units);

    @Message
    String unload(String name);

    @Message
    String unload_short();

    @Message
    String loose_units(long units);

    @Message
    String load_unit_code();

    @Message
    String load();

    @Message
    String load_into(String code);

    @Message
    String pack_job(String name);

    @Message
    String in_load_units(int count);

    @Message
    String packed_of(String packed, String wanted);

    @Message
    String pack_one();

    @Message
    String line_packed();

    @Message
    String this_parcel(long units);

    @Message
    String parcel_and_finish();

    @Message
    String parcel_and_finish_short();

    @Message
    String parcel_and_more();

    @Message
    String packed_short_explained();

    @Message
    String finish_packing();

    @Message
    String finish_packing_short();

    @Message
    String parcel_size();

    @Message
    String weight();

    @Message
    String length();

    @Message
    String width();

    @Message
    String height();

    @Message
    String parcels();

    @Message
    String with_carrier(String carrier);

    @Message
    String no_carrier();

    @Message
    String no_parcel_yet();

    @Message
    String tracking();

    @Message
    String print_label();

    @Message
    String print_placeholder();

    @Message
    String print_delivery_note();

    @Message
    String retry();

    @Message
    String give_up();

    @Message
    String send(String name);

    @Message
    String not_ready_to_send();

    @Message
    String make_parcel();

    @Message
    String customers();

    @Message
    String carriers();

    @Message
    String paid();

    @Message
    String missing_units(long units);

    @Message
    String look_into(String name);

    @Message
    String look_into_short();

    @Message
    String more_than_listed();

    @Message
    String handed_over(String count);

    @Message
    String not_handed_over();

    @Message
    String nothing_for_carriers();

    @Message
    String scan_parcel();

    @Message
    String scan_parcel_unknown(String code);

    @Message
    String no_carrier_group();

    @Message
    String parcel_count(int count);

    @Message
    String pick_up();

    @Message
    String leave_out();

    @Message
    String hand_over_all();

    @Message
    String name();

    @Message
    String order();

    @Message
    String payment();

    @Message
    String refused();

    @Message
    String refused_why();

    @Message
    String missing_now();

    @Message
    String line_left(long handedOver, long refused);

    @Message
    String not_there();

    @Message
    String finish_handover_explained();

    @Message
    String paid_now();

    @Message
    String cancel_handover();

    @Message
    String cancel_why();

    @Message
    String back_to_desk();
}
