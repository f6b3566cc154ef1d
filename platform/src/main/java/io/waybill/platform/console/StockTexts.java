package io.waybill.platform.console;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;
import io.waybill.platform.facilities.FacilityServiceType;
import io.waybill.platform.facilities.FacilityStatus;
import io.waybill.platform.inventory.StockChange;
import io.waybill.platform.inventory.StockChangeReason;
import io.waybill.platform.inventory.StockList;

/** The texts about facilities and their stock. The words stand in {@code messages/stock_*.properties}. */
@MessageBundle("stock")
interface StockTexts {
    @Message
    String facilities();

    @Message
    String find_facility();

    @Message
    String no_facility();

    @Message
    String next_page();

    @Message
    String name();

    @Message
    String own_id();

    @Message
    String kind();

    @Message
    String city();

    @Message
    String kindOf(FacilityKind value);

    @Message
    String statusMeans(FacilityStatus value);

    @Message
    String going_on();

    @Message
    String units_reserved();

    @Message
    String next_jobs();

    @Message
    String order();

    @Message
    String load();

    @Message
    String no_slots();

    @Message
    String day();

    @Message
    String time();

    @Message
    String taken();

    @Message
    String capacity();

    @Message
    String full();

    @Message
    String no_limit();

    @Message
    String load_explained();

    @Message
    String setStatus(FacilityStatus value);

    @Message
    String move();

    @Message
    String move_explained(String count);

    @Message
    String facts();

    @Message
    String address();

    @Message
    String coordinates();

    @Message
    String unknown();

    @Message
    String zone();

    @Message
    String services();

    @Message
    String service(FacilityServiceType value);

    @Message
    String none();

    @Message
    String buffer();

    @Message
    String minutes(String count);

    @Message
    String cost();

    @Message
    String id();

    @Message
    String picking_times();

    @Message
    String closed();

    @Message
    String standard_times();

    @Message
    String closing_days();

    @Message
    String every_year();

    @Message
    String carriers();

    @Message
    String no_carriers();

    @Message
    String usable();

    @Message
    String not_usable();

    @Message
    String takes_until();

    @Message
    String what_happens();

    @Message
    String is_fallback();

    @Message
    String back_to_facility();

    @Message
    String leave_as_is();

    @Message
    String also_move(String count);

    @Message
    String effect_gets_orders();

    @Message
    String effect_articles_back();

    @Message
    String effect_given_up_stay();

    @Message
    String effect_no_orders();

    @Message
    String effect_collect_waits();

    @Message
    String effect_units_gone();

    @Message
    String effect_articles_gone();

    @Message
    String effect_only_here();

    @Message
    String effect_only_here_of_first();

    @Message
    String effect_by_hand();

    @Message
    String effect_not_by_hand();

    @Message
    String effect_unbegun_stay();

    @Message
    String effect_begun_stay();

    @Message
    String effect_packing_stays();

    @Message
    String effect_handover_stays();

    @Message
    String stock();

    @Message
    String stock_of(String facility);

    @Message
    String find_article();

    @Message
    String show();

    @Message
    String only(StockList.Only value);

    @Message
    String no_article();

    @Message
    String none_so_far();

    @Message
    String on_hand();

    @Message
    String pickable();

    @Message
    String safety();

    @Message
    String reserved();

    @Message
    String available();

    @Message
    String not_offered();

    @Message
    String numbers_explained();

    @Message
    String by_facility();

    @Message
    String all_facilities();

    @Message
    String more_articles();

    @Message
    String find_explained();

    @Message
    String elsewhere();

    @Message
    String units_missing(String count);

    @Message
    String below_reserved();

    @Message
    String nothing_left();

    @Message
    String shelves();

    @Message
    String no_shelves();

    @Message
    String no_place();

    @Message
    String received();

    @Message
    String usable_until();

    @Message
    String property();

    @Message
    String mark_defective();

    @Message
    String mark_locked();

    @Message
    String mark_not_for_orders();

    @Message
    String mark_expired();

    @Message
    String mark_outbound();

    @Message
    String mark_in_motion();

    @Message
    String correct();

    @Message
    String correct_now();

    @Message
    String record();

    @Message
    String new_quantity();

    @Message
    String reason();

    @Message
    String note();

    @Message
    String held_by();

    @Message
    String held_by_nobody();

    @Message
    String since();

    @Message
    String yes();

    @Message
    String not_yet();

    @Message
    String more_held();

    @Message
    String changes();

    @Message
    String reasonOf(StockChangeReason value);

    @Message
    String causeOf(StockChange.Cause value);
}
