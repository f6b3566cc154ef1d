package io.waybill.platform.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/**
 * What may be done with a stock. Defaults: accessible and pickable, nothing else; a DEFECTIVE stock is not pickable;
 * the stock's own traitConfig has the last word (cascade of the platform's "Inventory traits").
 */
record StockTraits(boolean accessible, boolean pickable, boolean keepOnZero, boolean outbound, boolean inMotion) {
    static final Set<String> NAMES = Set.of("PICKABLE", "ACCESSIBLE", "KEEP_ON_ZERO", "OUTBOUND", "IN_MOTION");

    static StockTraits of(JsonNode details) {
        boolean defective = false;
        for (JsonNode condition : details.path("conditions")) {
            defective |= "DEFECTIVE".equals(condition.asText());
        }
        JsonNode traitConfig = details.path("traitConfig");
        return new StockTraits(
                enabled(traitConfig, "ACCESSIBLE", true),
                enabled(traitConfig, "PICKABLE", !defective),
                enabled(traitConfig, "KEEP_ON_ZERO", false),
                enabled(traitConfig, "OUTBOUND", false),
                enabled(traitConfig, "IN_MOTION", false));
    }

    private static boolean enabled(JsonNode traitConfig, String trait, boolean otherwise) {
        boolean enabled = otherwise;
        for (JsonNode entry : traitConfig) {
            if (trait.equals(entry.path("trait").asText())) {
                enabled = entry.path("enabled").asBoolean();
            }
        }
        return enabled;
    }
}
