package io.waybill.platform.picking;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something staff write down about a line, for example a serial number.
 *
 * @param recordingRule {@code OPTIONAL} or {@code MANDATORY}
 */
public record RecordableAttribute(
        String id,
        Map<String, String> keyLocalized,
        String recordingRule,
        @Nullable String key,
        @Nullable String group,
        @Nullable String originId,
        @Nullable String value) {

    RecordableAttribute recorded(RecordableAttributeUpdate update) {
        return new RecordableAttribute(
                id,
                update.keyLocalized() == null ? keyLocalized : update.keyLocalized(),
                update.recordingRule() == null ? recordingRule : update.recordingRule(),
                key,
                update.group() == null ? group : update.group(),
                originId,
                update.value());
    }
}
