package io.waybill.platform.console;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The texts of {@code messages/routing_*.properties}: why an order went where it went. {@link RoutingWords} puts them together. */
@MessageBundle("routing")
interface RoutingTexts {
    @Message
    String one_unit();

    @Message
    String units(String count);

    @Message
    String one_facility();

    @Message
    String facilities(String count);

    @Message
    String chosen(String units);

    @Message
    String not_looked_at(String why);

    @Message
    String ranked(int rank, String of, String penalty);

    @Message
    String nobody_chosen();

    @Message
    String better_chosen(String facility, int rank, String penalty);

    @Message
    String other_chosen(String facility);

    @Message
    String score(String score);

    @Message
    String no_score();

    @Message
    String rated(String rule, String score, String cost, String most);

    @Message
    String rated_first(String rule, String score, String share);

    @Message
    String rejected(String fence);

    @Message
    String perhaps_later(String fence);

    @Message
    String wanted(String expected);

    @Message
    String wanted_of(String expected, String line);

    @Message
    String found(String found);

    @Message
    String rule_to_hold(String rule);

    @Message
    String can_serve_its_part();

    @Message
    String no_facilities();

    @Message
    String passed_in_vain(String facilities);

    @Message
    String kept_out_many(String fence, String facilities, String candidates);

    @Message
    String many_not_looked_at(String facilities, String why);

    @Message
    String freed_by_facility();

    @Message
    String freed_by_stock_there();

    @Message
    String decided_again(String time);

    @Message
    String assigned_by_hand();

    @Message
    String given_up();

    @Message
    String falls_back(String time);

    @Message
    String other_stays_in_force();

    @Message
    String moved_by_pool(String from, String to);

    @Message
    String cost_changed(String before, String after);

    @Message
    String made_room();

    @Message
    String saves_with_one(String saving);

    @Message
    String saves_with_others(String others, String saving);

    @Message
    String fences_let_it_pass();

    // ---- why a facility was not looked at, and what would free that

    @Message
    String excluded_not_online();

    @Message
    String excluded_black_listed();

    @Message
    String excluded_already_used();

    @Message
    String excluded_not_the_collect_facility();

    @Message
    String excluded_no_active_listing();

    @Message
    String excluded_custom_service_not_offered();

    @Message
    String freed_not_online();

    @Message
    String freed_black_listed();

    @Message
    String freed_already_used();

    @Message
    String freed_not_the_collect_facility();

    @Message
    String freed_no_active_listing();

    @Message
    String freed_custom_service_not_offered();

    // ---- what would satisfy a fence

    @Message
    String freed_stock();

    @Message
    String freed_service();

    @Message
    String freed_preselected();

    @Message
    String freed_carrier();

    @Message
    String freed_same_day();

    @Message
    String freed_country();

    @Message
    String freed_capacity();

    @Message
    String freed_rule(String rule);

    // ---- what fences want and find

    @Message
    String one_of(String names);

    @Message
    String all_units(String count);

    @Message
    String at_least_one_unit();

    @Message
    String at_least_one_free();

    @Message
    String free(String count);

    @Message
    String no_limit();

    @Message
    String not_known();

    @Message
    String any_facility();

    @Message
    String any_carrier();

    @Message
    String any_country();

    @Message
    String no_carrier();

    @Message
    String service_not_done();

    @Message
    String same_day_carrier(String time);

    @Message
    String not_same_day();

    @Message
    String no_shipping();

    @Message
    String no_same_day_carrier();

    @Message
    String no_cut_off();

    @Message
    String possible_until(String time);

    @Message
    String nothing();

    @Message
    String shipping();

    @Message
    String collection();

    // ---- rules

    @Message
    String rule_stock_availability();

    @Message
    String rule_avoid_zero_stock();

    @Message
    String rule_facility_businesstype();

    @Message
    String rule_preselected_facility();

    @Message
    String rule_facility_carrieravailability();

    @Message
    String rule_sameday_possible();

    @Message
    String rule_facility_country();

    @Message
    String rule_facility_picking_time_capacity();

    @Message
    String rule_geo_distance();

    @Message
    String rule_stock_balancing();

    @Message
    String rule_turnover();

    @Message
    String rule_workload_balancing();

    @Message
    String rule_matching_businesstype();

    @Message
    String rule_prefer_store();

    @Message
    String rule_prefer_warehouse();

    @Message
    String rule_zone();

    @Message
    String rule_expiry_date();

    @Message
    String rule_capacity();

    @Message
    String rule_delivery_costs();

    @Message
    String rule_delivery_time();

    @Message
    String rule_cost_components();

    @Message
    String rule_number_of_deliveries();
}
