package io.waybill.platform.console;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;
import io.waybill.platform.facilities.FacilityStatus;
import io.waybill.platform.orders.OrderStatus;
import io.waybill.platform.picking.PickJobStatus;
import io.waybill.platform.routing.RoutingPlanStatus;

/** The texts of the console. The words stand in {@code messages/msg_*.properties}, one file for each language. */
@MessageBundle
interface Texts {
    @Message
    String skip();

    @Message
    String overview();

    @Message
    String orders();

    @Message
    String sign_in();

    @Message
    String sign_out();

    @Message
    String username();

    @Message
    String password();

    @Message
    String signed_in_as(String name);

    @Message
    String session_ended();

    @Message
    String signed_out();

    @Message
    String sign_in_refused();

    @Message
    String sign_in_blocked(long seconds);

    @Message
    String about();

    @Message
    String language();

    @Message
    String error_title();

    @Message
    String error_400();

    @Message
    String error_403();

    @Message
    String error_404();

    @Message
    String error_409();

    @Message
    String error_other();

    @Message
    String back();

    @Message
    String back_to_overview();

    @Message
    String as_of(String time);

    @Message
    String now();

    @Message
    String needs_person();

    @Message
    String nothing_needs_person();

    @Message
    String last_day();

    @Message
    String day_placed(String count);

    @Message
    String day_handed_over(String count);

    @Message
    String hour_in_words(String hour, long placed, long handedOver);

    @Message
    String map();

    @Message
    String map_explained();

    @Message
    String map_empty();

    @Message
    String work_at(String facility, String jobs);

    @Message
    String work_per_facility();

    @Message
    String more_facilities(int count);

    @Message
    String no_facilities();

    @Message
    String facility();

    @Message
    String status();

    @Message
    String tile_undecided();

    @Message
    String tile_locked();

    @Message
    String tile_promised();

    @Message
    String tile_to_pick();

    @Message
    String tile_picking();

    @Message
    String tile_to_pack();

    @Message
    String tile_to_hand_over();

    @Message
    String tile_handed_over();

    @Message
    String late();

    @Message
    String concern_unroutable();

    @Message
    String concern_late();

    @Message
    String concern_failed_labels();

    @Message
    String concern_parked();

    @Message
    String concern_parked_messages();

    @Message
    String facilityStatus(FacilityStatus status);

    @Message
    String find();

    @Message
    String find_text();

    @Message
    String all_states();

    @Message
    String from_day();

    @Message
    String to_day();

    @Message
    String only_stuck();

    @Message
    String search_bad_date();

    @Message
    String search_too_long();

    @Message
    String no_orders();

    @Message
    String next_page();

    @Message
    String first_page();

    @Message
    String number();

    @Message
    String placed();

    @Message
    String progress();

    @Message
    String consumer();

    @Message
    String place();

    @Message
    String units();

    @Message
    String facilities();

    @Message
    String lines();

    @Message
    String article();

    @Message
    String title();

    @Message
    String parts();

    @Message
    String parts_over();

    @Message
    String no_parts();

    @Message
    String nobody_yet();

    @Message
    String pick_job();

    @Message
    String pick_by();

    @Message
    String parcel();

    @Message
    String handover();

    @Message
    String track();

    @Message
    String timeline();

    @Message
    String nothing_happened();

    @Message
    String by_platform();

    @Message
    String why_there();

    @Message
    String why_not_moving();

    @Message
    String frees();

    @Message
    String decided_at();

    @Message
    String rank();

    @Message
    String penalty();

    @Message
    String words();

    @Message
    String chosen();

    @Message
    String planners();

    @Message
    String planner();

    @Message
    String planner_followed();

    @Message
    String planner_shadow();

    @Message
    String parts_count();

    @Message
    String unplaced();

    @Message
    String cost();

    @Message
    String actions();

    @Message
    String cancel();

    @Message
    String cancel_explained();

    @Message
    String unlock();

    @Message
    String unlock_explained();

    @Message
    String reroute();

    @Message
    String reroute_explained();

    @Message
    String assign();

    @Message
    String assign_explained();

    @Message
    String known_facts();

    @Message
    String address();

    @Message
    String next_attempt(String time);

    @Message
    String looked_at(long count);

    @Message
    String orderStatus(OrderStatus value);

    @Message
    String progressOf(OrderProgress value);

    @Message
    String planStatus(RoutingPlanStatus value);

    @Message
    String pickStatus(PickJobStatus value);

    @Message
    String event(HistoryEvent value);

    @Message
    String floor();

    @Message
    String choose_site();

    @Message
    String no_sites();

    @Message
    String jobs_here(String count);

    @Message
    String next_jobs();

    @Message
    String nothing_to_pick();

    @Message
    String handover_desk();

    @Message
    String go_on();

    @Message
    String start();

    @Message
    String due();

    @Message
    String lines_and_units(int lines, String units);

    @Message
    String taken_by(String name);

    @Message
    String take_over();

    @Message
    String take_over_explained();

    @Message
    String job_over();

    @Message
    String scan();

    @Message
    String scan_button();

    @Message
    String scan_unknown(String code);

    @Message
    String taken_of(String taken, String wanted);

    @Message
    String line_of(long picked, long quantity);

    @Message
    String plus_one(String title);

    @Message
    String minus_one(String title);

    @Message
    String all_of(String title);

    @Message
    String all_short();

    @Message
    String short_pick();

    @Message
    String short_reason();

    @Message
    String short_done();

    @Message
    String line_done();

    @Message
    String reopen(String title);

    @Message
    String reopen_short();

    @Message
    String pause();

    @Message
    String finish();

    @Message
    String finish_short();

    @Message
    String finish_short_explained();

    @Message
    String hand_over();

    @Message
    String find_handover();

    @Message
    String nothing_ready();

    @Message
    String not_paid();

    @Message
    String back_to_station();

    @Message
    String storage_place();

    @Message
    String shortReason(PickStation.ShortReason value);
}
