package io.waybill.platform.orders;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The article of a line, as the order describes it; the same tenantArticleId finds listings and stock.
 *
 * @param weight in grams
 */
public record OrderArticle(
        @NotNull @Size(min = 1, max = 500) String tenantArticleId,
        @NotNull @Size(max = 1000) String title,
        @Nullable Map<String, String> titleLocalized,
        @Nullable @Size(max = 2000) String imageUrl,
        @Nullable @DecimalMin("0") BigDecimal weight,
        @Nullable @Size(max = 500) List<@NotNull @Valid ArticleAttribute> attributes,
        @Nullable ObjectNode customAttributes) {}
