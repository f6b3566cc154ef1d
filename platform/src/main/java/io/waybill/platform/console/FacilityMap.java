package io.waybill.platform.console;

import io.waybill.platform.facilities.Coordinates;
import io.waybill.platform.routing.RoutingFigures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Facilities and where their goods go, as points of a drawing that is fitted to the facilities. Pure.
 *
 * @param outlines address of the coasts and borders behind it
 * @param spots the largest first, so that small ones are drawn above large ones
 */
record FacilityMap(int width, int height, String outlines, List<Spot> spots, List<Way> ways) {
    private static final double SMALLEST_RADIUS = 5;
    private static final double LARGEST_RADIUS = 22;
    private static final double NAME_ABOVE = 4;

    /** How far a way is bent, as a part of its length, so that there and back are told apart. */
    private static final double BEND = 0.12;

    /** A facility as it is put in. */
    record Place(String id, String name, Coordinates at, long load, boolean online) {}

    /**
     * A facility as it is drawn.
     *
     * @param nameY where its name is written, above the circle
     */
    record Spot(
            String id,
            String name,
            String x,
            String y,
            String nameY,
            String radius,
            String load,
            boolean online,
            boolean named) {}

    /**
     * From a facility to a consumer.
     *
     * @param path data of an SVG path
     * @param x of the consumer
     * @param y of the consumer
     */
    record Way(String path, String x, String y) {}

    /** Names are drawn for this many facilities, those with the largest load, where they do not cover each other. */
    private static final int NAMED = 12;

    private static final double LETTER_WIDTH = 6.5;
    private static final double LINE_HEIGHT = 14;

    /** Where a name is written; it is centred above {@code y}. */
    private record Label(double x, double y, double width) {
        boolean covers(Label other) {
            return Math.abs(x - other.x) < (width + other.width) / 2 && Math.abs(y - other.y) < LINE_HEIGHT;
        }
    }

    static FacilityMap of(List<Place> places, List<RoutingFigures.Flow> flows) {
        if (places.isEmpty()) {
            return new FacilityMap(MapFrame.WIDTH, MapFrame.WIDTH / 2, "", List.of(), List.of());
        }
        MapFrame frame = MapFrame.around(places.stream().map(Place::at).toList());
        long most = Math.max(1, places.stream().mapToLong(Place::load).max().orElse(1));
        Map<String, MapFrame.Point> points = new HashMap<>();
        List<Spot> spots = new ArrayList<>();
        List<Label> labels = new ArrayList<>();
        List<Place> sorted = places.stream()
                .sorted(Comparator.comparingLong(Place::load).reversed().thenComparing(Place::id))
                .toList();
        for (Place place : sorted) {
            MapFrame.Point point = frame.point(place.at().lat(), place.at().lon());
            points.put(place.id(), point);
            double radius =
                    SMALLEST_RADIUS + (LARGEST_RADIUS - SMALLEST_RADIUS) * Math.sqrt((double) place.load() / most);
            Label label = new Label(
                    point.x(), point.y() - radius - NAME_ABOVE, place.name().length() * LETTER_WIDTH);
            boolean named = labels.size() < NAMED && labels.stream().noneMatch(label::covers);
            if (named) {
                labels.add(label);
            }
            spots.add(new Spot(
                    place.id(),
                    place.name(),
                    MapFrame.number(point.x()),
                    MapFrame.number(point.y()),
                    MapFrame.number(label.y()),
                    MapFrame.number(radius),
                    Long.toString(place.load()),
                    place.online(),
                    named));
        }
        Set<Way> ways = new LinkedHashSet<>();
        for (RoutingFigures.Flow flow : flows) {
            MapFrame.Point from = points.get(flow.facilityId());
            if (from != null) {
                ways.add(way(from, frame.point(flow.lat(), flow.lon())));
            }
        }
        return new FacilityMap(
                MapFrame.WIDTH, frame.height(), OverviewPages.OUTLINES + "?" + frame.query(), spots, List.copyOf(ways));
    }

    private static Way way(MapFrame.Point from, MapFrame.Point to) {
        MapFrame.Point bent = new MapFrame.Point(
                (from.x() + to.x()) / 2 + (to.y() - from.y()) * BEND,
                (from.y() + to.y()) / 2 - (to.x() - from.x()) * BEND);
        return new Way("M" + from + "Q" + bent + " " + to, MapFrame.number(to.x()), MapFrame.number(to.y()));
    }
}
