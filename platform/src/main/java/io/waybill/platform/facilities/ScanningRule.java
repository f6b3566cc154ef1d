package io.waybill.platform.facilities;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How items are to be scanned while picking. */
public record ScanningRule(@Nullable @Size(max = 25) List<@NotNull @Valid Value> values) {

    /**
     * @param priority the lowest is preferred
     */
    public record Value(
            @NotNull @Min(0) Integer priority, @NotNull Type scanningRuleType) {}

    public enum Type {
        ARTICLE,
        LOCATION
    }
}
