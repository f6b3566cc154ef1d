package io.waybill.platform.console;

import io.waybill.platform.routing.Reason;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of rules and what they want and find, in one language. The decision log keeps what fences want and find as English texts
 * of a few shapes (those of the engine's fences); what has none of them is a name, a number, or what a custom rule says of itself, and
 * stays as it is. Pure.
 */
record RoutingTerms(RoutingTexts texts) {
    private static final Pattern NUMBERED = Pattern.compile(
            "(one of|all|possible until|SHIP_FROM_STORE and a same-day carrier after) (.+?)(?: units)?");
    private static final Pattern COUNTED = Pattern.compile("(\\d+) (units|free)");

    /** The name of a fence or rating; a custom one is called as whoever made it called it. */
    String rule(String key) {
        return switch (key) {
            case "STOCK-AVAILABILITY" -> texts.rule_stock_availability();
            case "AVOID-ZERO-STOCK" -> texts.rule_avoid_zero_stock();
            case "FACILITY-BUSINESSTYPE" -> texts.rule_facility_businesstype();
            case "PRESELECTED-FACILITY" -> texts.rule_preselected_facility();
            case "FACILITY-CARRIERAVAILABILITY" -> texts.rule_facility_carrieravailability();
            case "SAMEDAY-POSSIBLE" -> texts.rule_sameday_possible();
            case "FACILITY-COUNTRY" -> texts.rule_facility_country();
            case "FACILITY-PICKING-TIME-CAPACITY" -> texts.rule_facility_picking_time_capacity();
            case "GEO-DISTANCE" -> texts.rule_geo_distance();
            case "STOCK-BALANCING" -> texts.rule_stock_balancing();
            case "TURNOVER" -> texts.rule_turnover();
            case "WORKLOAD-BALANCING" -> texts.rule_workload_balancing();
            case "MATCHING-BUSINESSTYPE" -> texts.rule_matching_businesstype();
            case "PREFER-STORE" -> texts.rule_prefer_store();
            case "PREFER-WAREHOUSE" -> texts.rule_prefer_warehouse();
            case "ZONE" -> texts.rule_zone();
            case "EXPIRY-DATE" -> texts.rule_expiry_date();
            case "CAPACITY" -> texts.rule_capacity();
            case "DELIVERY-COSTS" -> texts.rule_delivery_costs();
            case "DELIVERY-TIME" -> texts.rule_delivery_time();
            case "COST-COMPONENTS" -> texts.rule_cost_components();
            case "NUMBER-OF-DELIVERIES" -> texts.rule_number_of_deliveries();
            default -> key;
        };
    }

    /** What a fence wants or finds. */
    String value(String english) {
        return switch (english) {
            case "at least 1 unit" -> texts.at_least_one_unit();
            case "at least 1 free" -> texts.at_least_one_free();
            case "no limit" -> texts.no_limit();
            case "not known" -> texts.not_known();
            case "any facility" -> texts.any_facility();
            case "any carrier or none" -> texts.any_carrier();
            case "any country, the consumer's is not known" -> texts.any_country();
            case "no active carrier" -> texts.no_carrier();
            case "0, as a custom service is not done there" -> texts.service_not_done();
            case "nothing, the order is not same-day", "not same-day" -> texts.not_same_day();
            case "no SHIP_FROM_STORE" -> texts.no_shipping();
            case "no active same-day carrier" -> texts.no_same_day_carrier();
            case "no cut-off left today" -> texts.no_cut_off();
            case "SHIP_FROM_STORE" -> texts.shipping();
            case "PICKUP" -> texts.collection();
            case "PICKUP, SHIP_FROM_STORE" -> texts.collection() + ", " + texts.shipping();
            case "" -> texts.nothing();
            default -> shaped(english);
        };
    }

    private String shaped(String english) {
        Matcher counted = COUNTED.matcher(english);
        if (counted.matches()) {
            return counted.group(2).equals("free") ? texts.free(counted.group(1)) : units(counted.group(1));
        }
        Matcher numbered = NUMBERED.matcher(english);
        if (!numbered.matches()) {
            return english;
        }
        Function<String, String> words = switch (numbered.group(1)) {
            case "one of" -> texts::one_of;
            case "all" -> texts::all_units;
            case "possible until" -> texts::possible_until;
            default -> texts::same_day_carrier;
        };
        return words.apply(numbered.group(2));
    }

    private String units(String count) {
        return count.equals("1") ? texts.one_unit() : texts.units(count);
    }

    /** Why a facility was not looked at. */
    String excluded(Reason.Exclusion exclusion) {
        return switch (exclusion) {
            case NOT_ONLINE -> texts.excluded_not_online();
            case BLACK_LISTED -> texts.excluded_black_listed();
            case ALREADY_USED -> texts.excluded_already_used();
            case NOT_THE_COLLECT_FACILITY -> texts.excluded_not_the_collect_facility();
            case NO_ACTIVE_LISTING -> texts.excluded_no_active_listing();
            case CUSTOM_SERVICE_NOT_OFFERED -> texts.excluded_custom_service_not_offered();
        };
    }

    /** What would have such a facility looked at. */
    String freed(Reason.Exclusion exclusion) {
        return switch (exclusion) {
            case NOT_ONLINE -> texts.freed_not_online();
            case BLACK_LISTED -> texts.freed_black_listed();
            case ALREADY_USED -> texts.freed_already_used();
            case NOT_THE_COLLECT_FACILITY -> texts.freed_not_the_collect_facility();
            case NO_ACTIVE_LISTING -> texts.freed_no_active_listing();
            case CUSTOM_SERVICE_NOT_OFFERED -> texts.freed_custom_service_not_offered();
        };
    }

    /** What would satisfy a fence. */
    String freed(String fence) {
        return switch (fence) {
            case "STOCK-AVAILABILITY" -> texts.freed_stock();
            case "FACILITY-BUSINESSTYPE" -> texts.freed_service();
            case "PRESELECTED-FACILITY" -> texts.freed_preselected();
            case "FACILITY-CARRIERAVAILABILITY" -> texts.freed_carrier();
            case "SAMEDAY-POSSIBLE" -> texts.freed_same_day();
            case "FACILITY-COUNTRY" -> texts.freed_country();
            case "FACILITY-PICKING-TIME-CAPACITY" -> texts.freed_capacity();
            default -> texts.freed_rule(rule(fence));
        };
    }
}
