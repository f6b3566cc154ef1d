package io.waybill.platform.console;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;
import io.waybill.platform.facilities.FacilityServiceType;
import io.waybill.platform.facilities.FacilityStatus;

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
}
