package io.waybill.platform.picking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.platform.database.Database;
import io.waybill.platform.kernel.DocumentTable;
import io.waybill.platform.kernel.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** The one stored picking configuration. Thread-safe. */
@ApplicationScoped
class PickingConfigurations {
    private static final String ID = "picking";
    private static final java.util.Set<String> FIXED = java.util.Set.of("id", "version", "created", "lastModified");

    private static final long LONGEST_LEAD_TIME_IN_MINUTES = 525_600;

    private final Database database;
    private final ObjectMapper json;
    private final DocumentTable<PickingConfiguration> table;
    private final Clock clock;

    PickingConfigurations(Database database, ObjectMapper json, Clock clock) {
        this.database = database;
        this.json = json;
        this.clock = clock;
        this.table = new DocumentTable<>(
                "picking_configuration", "Picking configuration", PickingConfiguration.class, json, clock);
    }

    PickingSettings settings(Handle handle) {
        return table.find(handle, ID).map(PickingConfiguration::settings).orElse(PickingSettings.DEFAULT);
    }

    /** As stored; before the first write the defaults, at version 0. */
    ObjectNode answer() {
        return answer(database.read(handle -> table.find(handle, ID).orElseGet(this::initial)));
    }

    /**
     * Replaces the parts that the patch names.
     *
     * @throws Rejection 409 when the patch names another version than the stored one, 400 for a part of wrong type
     */
    ObjectNode patch(JsonNode patch) {
        JsonNode version = patch.path("version");
        if (!patch.isObject() || !version.isIntegralNumber()) {
            throw Rejection.invalid("version must be a whole number");
        }
        return answer(database.transaction(transaction -> {
            Handle handle = transaction.handle();
            PickingConfiguration before = table.find(handle, ID).orElseGet(this::initial);
            if (before.version() != version.longValue()) {
                throw Rejection.versionConflict(table.kind(), ID, version.longValue(), before.version());
            }
            PickingConfiguration after = merged(before, patch);
            return before.version() == 0
                    ? table.insert(handle, after.touched(1, clock.instant())).resource()
                    : table.update(handle, after).resource();
        }));
    }

    private PickingConfiguration merged(PickingConfiguration before, JsonNode patch) {
        ObjectNode merged = json.valueToTree(before);
        patch.properties().forEach(part -> {
            if (!FIXED.contains(part.getKey())) {
                if (!part.getValue().isObject()) {
                    throw Rejection.invalid(part.getKey() + " must be an object");
                }
                requireLeadTime(part.getKey(), part.getValue());
                merged.set(part.getKey(), part.getValue());
            }
        });
        return json.convertValue(merged, PickingConfiguration.class);
    }

    private static void requireLeadTime(String part, JsonNode value) {
        JsonNode minutes = value.path("openPickJobLeadTimeInMinutes");
        if (part.equals("scheduledPickJobReleaseConfiguration")
                && !(minutes.isIntegralNumber()
                        && minutes.longValue() >= 0
                        && minutes.longValue() <= LONGEST_LEAD_TIME_IN_MINUTES)) {
            throw Rejection.invalid(part + ".openPickJobLeadTimeInMinutes must be a whole number from 0 to "
                    + LONGEST_LEAD_TIME_IN_MINUTES);
        }
    }

    private ObjectNode answer(PickingConfiguration configuration) {
        ObjectNode answer = json.valueToTree(configuration);
        answer.remove("id");
        return answer;
    }

    private PickingConfiguration initial() {
        Instant now = clock.instant();
        ObjectNode on = json.createObjectNode().put("active", true);
        ObjectNode off = json.createObjectNode().put("active", false);
        return PickingConfigurationBuilder.builder()
                .id(ID)
                .version(0)
                .created(now)
                .lastModified(now)
                .restartPickJobConfiguration(on)
                .backofficePickingConfiguration(off)
                .takeOverPickJobConfiguration(off)
                .takeOverPickRunConfiguration(off)
                .stockUpdateConfiguration(off)
                .build();
    }
}
