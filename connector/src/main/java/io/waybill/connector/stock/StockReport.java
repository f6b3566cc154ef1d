package io.waybill.connector.stock;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.connector.longrun.Turn;
import java.lang.System.Logger;
import java.util.ArrayList;
import java.util.List;

/** What a run over all stock found: counts over all its turns, names from the last one, a few of each kind. */
final class StockReport {
    static final int MOST_CHANNELS = 5_000;

    private static final Logger LOG = System.getLogger(StockReport.class.getName());
    private static final int MOST_NAMES = 50;

    private final Turn turn;
    private final List<String> facilitiesWithoutChannel = new ArrayList<>();
    private final List<String> facilitiesWithoutArticles = new ArrayList<>();
    private final List<String> channelsWithoutFacility = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();

    StockReport(Turn turn) {
        this.turn = turn;
    }

    void facility() {
        turn.count("facilities", 1);
    }

    void compared(SupplyPlace place, StockTally tally) {
        turn.count("compared", tally.compared());
        turn.count("changed", tally.changed());
        turn.count("created", tally.created());
        turn.count("refused", tally.refusals().size());
        tally.refusals().forEach(refusal -> {
            LOG.log(Logger.Level.ERROR, "stock at channel {0}: {1}", place.channelKey(), refusal);
            add(refused, place.channelKey() + " " + refusal);
        });
    }

    void facilityWithoutChannel(String tenantFacilityId) {
        add(facilitiesWithoutChannel, tenantFacilityId);
    }

    void facilityWithoutArticles(String tenantFacilityId) {
        add(facilitiesWithoutArticles, tenantFacilityId);
    }

    void channelWithoutFacility(String key) {
        add(channelsWithoutFacility, key);
    }

    private static void add(List<String> names, String name) {
        if (names.size() < MOST_NAMES) {
            names.add(name);
        }
    }

    ObjectNode json(boolean complete) {
        ObjectNode json = turn.counts().put("complete", complete);
        put(json, "facilitiesWithoutChannel", facilitiesWithoutChannel);
        put(json, "facilitiesWithoutArticles", facilitiesWithoutArticles);
        put(json, "channelsWithoutFacility", channelsWithoutFacility);
        put(json, "refusedQuantities", refused);
        return json;
    }

    private static void put(ObjectNode json, String field, List<String> names) {
        if (!names.isEmpty()) {
            names.forEach(json.putArray(field)::add);
        }
    }
}
