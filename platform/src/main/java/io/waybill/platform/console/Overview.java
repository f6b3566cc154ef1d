package io.waybill.platform.console;

import io.waybill.platform.facilities.FacilityStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the overview shows; numbers and times are ready to be read.
 *
 * @param facilities those with the most to do first
 * @param moreFacilities how many there are beside those shown
 */
record Overview(
        List<Tile> tiles,
        List<Concern> concerns,
        Day day,
        List<Row> facilities,
        int moreFacilities,
        FacilityMap map,
        String asOf) {

    /**
     * A number.
     *
     * @param text key of what it is called
     * @param link null where there is no page of it
     */
    record Tile(String text, String count, @Nullable String link) {}

    /**
     * Something that needs a person.
     *
     * @param text key of what it is called
     * @param urgent whether there is any of it
     * @param link null where there is no page of it
     */
    record Concern(
            String text,
            String count,
            boolean urgent,
            @Nullable String link) {}

    /**
     * The last 24 hours.
     *
     * @param hours the earliest first
     */
    record Day(String placed, String handedOver, List<Bar> hours) {}

    /**
     * What came and what left in an hour.
     *
     * @param placedHeight of 100
     * @param handedOverHeight of 100
     * @param labelled whether its hour is written below it
     */
    record Bar(
            String hour,
            long placed,
            long handedOver,
            int x,
            int placedHeight,
            int handedOverHeight,
            boolean labelled) {}

    /** The work of a facility. */
    record Row(
            String id,
            String name,
            FacilityStatus status,
            String toPick,
            String picking,
            String late,
            boolean isLate,
            String toPack,
            String toHandOver) {}
}
