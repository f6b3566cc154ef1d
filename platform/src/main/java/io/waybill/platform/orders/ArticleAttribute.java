package io.waybill.platform.orders;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A property of an article, shown to staff or used by carriers and picking sequences (platform.md 1.9).
 *
 * @param priority from 1 (first) to 1001
 */
public record ArticleAttribute(
        @NotNull @Size(min = 1, max = 1000) String key,
        @NotNull @Size(min = 1, max = 10_000) String value,

        @Nullable
        @Pattern(
                regexp = "descriptive|miscellaneous|pickingSequence|customs|insurance|shop|dimensions|carrierService"
                        + "|salesPrice|basePrice|tax|discount|surcharge|subtotalBeforeDiscounts"
                        + "|subtotalAfterDiscounts|finalUnitPrice|finalLineItemPrice",
                message = "must be a category of article attributes")
        String category,

        @Nullable
        @Pattern(regexp = "STRING|NUMBER|CURRENCY|BOOLEAN", message = "must be STRING, NUMBER, CURRENCY or BOOLEAN")
        String type,

        @Nullable @Min(1) @Max(1001) Integer priority,
        @Nullable Map<String, String> keyLocalized,
        @Nullable Map<String, String> valueLocalized,
        @Nullable ObjectNode context) {}
