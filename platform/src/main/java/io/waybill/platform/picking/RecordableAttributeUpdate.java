package io.waybill.platform.picking;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The value recorded for an attribute of a line.
 *
 * @param value null takes a recorded value back
 */
public record RecordableAttributeUpdate(
        @NotNull @Size(min = 1, max = 256) String recordableAttributeId,
        @Nullable Map<String, String> keyLocalized,
        @Nullable @Size(min = 1, max = 500) String group,

        @Nullable @Pattern(regexp = "OPTIONAL|MANDATORY", message = "must be OPTIONAL or MANDATORY")
        String recordingRule,

        @Nullable @Size(max = 2000) String value) {

    /** The attributes with the updates that concern them. */
    public static @Nullable List<RecordableAttribute> applied(
            @Nullable List<RecordableAttribute> attributes, List<RecordableAttributeUpdate> updates) {
        if (attributes == null) {
            return null;
        }
        List<RecordableAttribute> recorded = new ArrayList<>();
        for (RecordableAttribute attribute : attributes) {
            RecordableAttribute after = attribute;
            for (RecordableAttributeUpdate update : updates) {
                if (Objects.equals(update.recordableAttributeId(), attribute.id())) {
                    after = after.recorded(update);
                }
            }
            recorded.add(after);
        }
        return List.copyOf(recorded);
    }
}
