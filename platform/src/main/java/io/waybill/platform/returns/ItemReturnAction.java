package io.waybill.platform.returns;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.EnumSet;
import java.util.Set;

/** The body of {@code POST /api/itemreturnjobs/{id}/itemreturns/{itemReturnId}/actions}. */
record ItemReturnAction(@NotNull Name name, @NotNull @Min(0) Long itemReturnJobVersion) {

    /** What can be done with an item return, in the contract's names: from which statuses, and what it becomes. */
    enum Name {
        @JsonProperty("AnnounceItemReturn")
        ANNOUNCE(ItemReturnStatus.ANNOUNCED, ItemReturnStatus.OPEN),
        @JsonProperty("OpenItemReturn")
        OPEN(
                ItemReturnStatus.OPEN,
                ItemReturnStatus.ANNOUNCED,
                ItemReturnStatus.IN_PROGRESS,
                ItemReturnStatus.PAUSED,
                ItemReturnStatus.WAITING_FOR_INPUT),
        @JsonProperty("StartItemReturn")
        START(
                ItemReturnStatus.IN_PROGRESS,
                ItemReturnStatus.ANNOUNCED,
                ItemReturnStatus.OPEN,
                ItemReturnStatus.PAUSED,
                ItemReturnStatus.WAITING_FOR_INPUT),
        @JsonProperty("PauseItemReturn")
        PAUSE(ItemReturnStatus.PAUSED, ItemReturnStatus.IN_PROGRESS),
        @JsonProperty("WaitForInputItemReturn")
        WAIT_FOR_INPUT(
                ItemReturnStatus.WAITING_FOR_INPUT,
                ItemReturnStatus.ANNOUNCED,
                ItemReturnStatus.OPEN,
                ItemReturnStatus.IN_PROGRESS,
                ItemReturnStatus.PAUSED),
        @JsonProperty("FinishItemReturn")
        FINISH(
                ItemReturnStatus.FINISHED,
                ItemReturnStatus.OPEN,
                ItemReturnStatus.IN_PROGRESS,
                ItemReturnStatus.PAUSED,
                ItemReturnStatus.WAITING_FOR_INPUT),
        @JsonProperty("CancelItemReturn")
        CANCEL(
                ItemReturnStatus.CANCELED,
                ItemReturnStatus.ANNOUNCED,
                ItemReturnStatus.OPEN,
                ItemReturnStatus.IN_PROGRESS,
                ItemReturnStatus.PAUSED,
                ItemReturnStatus.WAITING_FOR_INPUT);

        private final ItemReturnStatus target;
        private final Set<ItemReturnStatus> sources;

        Name(ItemReturnStatus target, ItemReturnStatus source, ItemReturnStatus... more) {
            this.target = target;
            this.sources = EnumSet.of(source, more);
        }

        ItemReturnStatus target() {
            return target;
        }

        Set<ItemReturnStatus> sources() {
            return sources;
        }
    }
}
