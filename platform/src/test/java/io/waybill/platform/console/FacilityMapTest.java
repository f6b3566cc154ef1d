package io.waybill.platform.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.platform.facilities.Coordinates;
import io.waybill.platform.routing.RoutingFigures;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FacilityMapTest {
    @Test
    void ofNamesThatWouldCoverEachOtherTheBusierOneIsWritten() {
        FacilityMap map = FacilityMap.of(
                List.of(
                        place("quiet", "Store Köln Süd", 50.92, 6.96, 1),
                        place("busy", "Store Köln", 50.94, 6.96, 2),
                        place("far", "Store Hamburg", 53.55, 9.99, 0)),
                List.of());

        assertThat(map.spots()).extracting(FacilityMap.Spot::id).containsExactly("busy", "quiet", "far");
        assertThat(map.spots()).extracting(FacilityMap.Spot::named).containsExactly(true, false, true);
    }

    @Test
    void aWayLeadsFromItsFacilityOnceHoweverManyOrdersTakeIt() {
        RoutingFigures.Flow flow = new RoutingFigures.Flow("one", 52.5, 13.4);
        FacilityMap map = FacilityMap.of(
                List.of(place("one", "Store Köln", 50.94, 6.96, 1), place("two", "Store Wien", 48.21, 16.37, 1)),
                List.of(flow, flow, new RoutingFigures.Flow("gone", 48.1, 11.6)));

        assertThat(map.ways()).hasSize(1);
        FacilityMap.Spot one = map.spots().stream()
                .filter(spot -> spot.id().equals("one"))
                .findFirst()
                .orElseThrow();
        assertThat(map.ways().getFirst().path()).startsWith("M" + one.x() + " " + one.y() + "Q");
    }

    @Property
    void everyFacilityIsOnTheMapAndItsAddressCanBeAskedFor(
            @ForAll @Size(min = 1, max = 20) List<@DoubleRange(min = -85, max = 85) Double> latitudes,
            @ForAll @DoubleRange(min = -179, max = 179) double longitude) {
        List<FacilityMap.Place> places = new ArrayList<>();
        for (int index = 0; index < latitudes.size(); index++) {
            double shifted = Math.clamp(longitude + index, -180, 180);
            places.add(place("f" + index, "Store " + index, latitudes.get(index), shifted, index));
        }

        FacilityMap map = FacilityMap.of(places, List.of());

        assertThat(map.spots()).hasSameSizeAs(places).allSatisfy(spot -> {
            assertThat(Double.parseDouble(spot.x())).isBetween(0.0, (double) map.width());
            assertThat(Double.parseDouble(spot.y())).isBetween(0.0, (double) map.height());
        });
        assertThat(map.height()).isBetween(1, 640);
        assertThat(map.outlines()).startsWith("/console/overview/outlines.svg?west=");
    }

    private static FacilityMap.Place place(String id, String name, double lat, double lon, long load) {
        return new FacilityMap.Place(id, name, new Coordinates(lat, lon), load, true);
    }
}
