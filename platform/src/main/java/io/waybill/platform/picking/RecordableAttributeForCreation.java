package io.waybill.platform.picking;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A recordable attribute as a client declares it for a line. */
public record RecordableAttributeForCreation(
        @NotNull @Size(min = 1, max = 50) Map<String, String> keyLocalized,

        @NotNull @Pattern(regexp = "OPTIONAL|MANDATORY", message = "must be OPTIONAL or MANDATORY")
        String recordingRule,

        @Nullable @Size(min = 1, max = 500) String group,
        @Nullable @Size(max = 2000) String value) {

    public RecordableAttribute withId(String id) {
        return new RecordableAttribute(id, keyLocalized, recordingRule, null, group, null, value);
    }
}
