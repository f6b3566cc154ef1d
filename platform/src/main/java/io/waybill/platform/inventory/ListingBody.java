package io.waybill.platform.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.platform.kernel.TagReference;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a client may say of a listing. The deprecated {@code stockinformation} and {@code partialStocks} are accepted
 * and ignored: stock is kept by the stock operations.
 */
record ListingBody(
        @Size(min = 1) @Nullable String tenantArticleId,
        @Size(min = 1) @Nullable String title,
        @Nullable Map<String, String> titleLocalized,
        @Nullable ListingStatus status,
        @Size(max = 40) @Nullable List<@NotNull @Valid Attribute> attributes,
        @Size(max = 40) @Nullable List<@NotNull JsonNode> recordableAttributes,
        @Size(max = 10) @Nullable List<@NotNull String> categoryRefs,
        @Nullable List<@NotNull String> scannableCodes,
        @Nullable JsonNode scanningRule,
        @Nullable String imageUrl,
        @Nullable String measurementUnitKey,
        @Nullable @Valid Legal legal,
        @Nullable OutOfStockBehaviour outOfStockBehaviour,
        @Nullable JsonNode outOfStockConfig,
        @Size(min = 1, max = 10) @Nullable List<@NotNull JsonNode> outOfStockBehaviourByContexts,
        @Nullable JsonNode availabilityTimeframe,
        @Nullable @Valid AvailableUntil stockAvailableUntil,
        @Nullable Map<String, JsonNode> stockProperties,
        @Nullable BigDecimal price,
        @Nullable String currency,
        @DecimalMin("0") @Nullable BigDecimal weight,
        @Nullable List<@NotNull @Valid TagReference> tags,
        @Nullable Map<String, JsonNode> customAttributes) {

    record Attribute(
            @NotNull @Size(min = 1) String key,
            @NotNull @Size(min = 1) String value,
            @Nullable String category,
            @Nullable String type,
            @Min(1) @Max(1001) @Nullable Long priority,
            @Nullable Map<String, String> keyLocalized,
            @Nullable Map<String, String> valueLocalized,
            @Nullable JsonNode context) {}

    record Legal(@Size(max = 50) @Nullable String hsCode) {}

    record AvailableUntil(
            @NotNull @Pattern(regexp = "EXPIRY|CREATION") String calculationBase,

            @Pattern(
                    regexp = "-?P(?=[\\dT])(?:(\\d{1,5}W)|(\\d{1,3}Y)?(\\d{1,4}M)?(\\d{1,5}D)?"
                            + "(?:T(?=\\d)(\\d{1,6}H)?(\\d{1,6}M)?(\\d{1,6}S)?)?)",
                    message = "must be an ISO-8601 duration")
            @Nullable
            String modifier) {

        /** The base moved by the modifier; years, months and days are those of the calendar in UTC. */
        Instant from(Instant base) {
            if (modifier == null) {
                return base;
            }
            boolean back = modifier.startsWith("-");
            String length = back ? modifier.substring(1) : modifier;
            int time = length.indexOf('T');
            String days = time < 0 ? length : length.substring(0, time);
            Period period = days.equals("P") ? Period.ZERO : Period.parse(days);
            Duration duration = time < 0 ? Duration.ZERO : Duration.parse("P" + length.substring(time));
            ZonedDateTime moved = base.atZone(ZoneOffset.UTC);
            return (back
                            ? moved.minus(period).minus(duration)
                            : moved.plus(period).plus(duration))
                    .toInstant();
        }
    }

    enum OutOfStockBehaviour {
        NONE,
        BACKORDER,
        PREORDER,
        RESTOCK,
        PREORDER_AND_RESTOCK
    }

    private static final Set<String> NOT_CONTENT = Set.of("tenantArticleId", "status");

    /** What is kept beside the listing's own fields, by the names of the wire. */
    Map<String, JsonNode> content(ObjectMapper json) {
        ObjectNode tree = json.valueToTree(this);
        Map<String, JsonNode> content = new LinkedHashMap<>();
        tree.fields().forEachRemaining(field -> {
            if (!NOT_CONTENT.contains(field.getKey())) {
                content.put(field.getKey(), field.getValue());
            }
        });
        // Readers of the original always find these two.
        content.putIfAbsent("scannableCodes", json.createArrayNode());
        return content;
    }
}
