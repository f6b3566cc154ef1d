package io.waybill.platform.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.platform.facilities.StorageLocation;
import io.waybill.platform.facilities.StorageTrait;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What may be done with a stock. Defaults: accessible and pickable, nothing else; then what its storage location says; a
 * DEFECTIVE stock is not pickable; the stock's own traitConfig has the last word (cascade of the platform's "Inventory
 * traits").
 */
record StockTraits(boolean accessible, boolean pickable, boolean keepOnZero, boolean outbound, boolean inMotion) {
    static final Set<String> NAMES =
            Arrays.stream(StorageTrait.values()).map(Enum::name).collect(Collectors.toUnmodifiableSet());

    /** @param location where the stock lies; null when that is not known */
    static StockTraits of(JsonNode details, @Nullable StorageLocation location) {
        boolean defective = false;
        for (JsonNode condition : details.path("conditions")) {
            defective |= "DEFECTIVE".equals(condition.asText());
        }
        JsonNode traitConfig = details.path("traitConfig");
        return new StockTraits(
                enabled(traitConfig, StorageTrait.ACCESSIBLE, location, true),
                enabled(traitConfig, StorageTrait.PICKABLE, location, !defective),
                enabled(traitConfig, StorageTrait.KEEP_ON_ZERO, location, true),
                enabled(traitConfig, StorageTrait.OUTBOUND, location, true),
                enabled(traitConfig, StorageTrait.IN_MOTION, location, true));
    }

    private static boolean enabled(
            JsonNode traitConfig, StorageTrait trait, @Nullable StorageLocation location, boolean possible) {
        boolean enabled = possible && (location == null ? trait.byDefault() : location.has(trait));
        for (JsonNode entry : traitConfig) {
            if (trait.name().equals(entry.path("trait").asText())) {
                enabled = entry.path("enabled").asBoolean();
            }
        }
        return enabled;
    }
}
