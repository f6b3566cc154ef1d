package io.waybill.platform.handover;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.platform.orders.OrderArticle;
import io.waybill.platform.orders.Sticker;
import io.waybill.platform.orders.TagReference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Units that were ordered but not picked; {@code quantity} is at least 1. */
public record MissingHandoverJobLineItem(
        String id,
        OrderArticle article,
        long quantity,
        @Nullable List<String> scannableCodes,
        @Nullable List<Sticker> stickers,
        @Nullable List<TagReference> tags,
        @Nullable JsonNode customAttributes) {}
