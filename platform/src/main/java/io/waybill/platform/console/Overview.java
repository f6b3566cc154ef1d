package io.waybill.platform.console;

import io.waybill.platform.facilities.FacilityStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the overview shows; numbers and times are ready to be read.
 *
 * @param hours of the last day, the earliest first
 * @param facilities those with the most to do first
 * @param moreFacilities how many there are beside those shown
 */
record Overview(
        List<Tile> tiles,
        List<Concern> concerns,
        List<Bar> hours,
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
     * Orders of an hour.
     *
     * @param height of 100
     * @param labelled whether its hour is written below it
     */
    record Bar(String hour, long orders, int x, int y, int height, boolean labelled) {}

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
