package io.waybill.platform.console;

import io.waybill.platform.facilities.Coordinates;
import io.waybill.platform.routing.RoutingFigures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Facilities and where their goods go, as points of a drawing. An equirectangular projection, true to scale at the middle
 * latitude, fitted to the facilities. Pure.
 *
 * @param width of the drawing
 * @param height of the drawing
 * @param spots the largest first, so that small ones are drawn above large ones
 */
record FacilityMap(int width, int height, List<Spot> spots, List<Line> lines) {
    private static final int WIDTH = 640;
    private static final int TALLEST = 640;
    private static final int EDGE = 36;
    private static final double SMALLEST_RADIUS = 5;
    private static final double LARGEST_RADIUS = 22;

    /** The least extent in degrees, so that a single city is not blown up to a map of its streets. */
    private static final double LEAST_EXTENT = 0.5;

    /** A facility as it is put in. */
    record Place(String id, String name, Coordinates at, long load, boolean online) {}

    /** A facility as it is drawn. */
    record Spot(
            String id, String name, String x, String y, String radius, String load, boolean online, boolean named) {}

    /** From a facility to a consumer. */
    record Line(String x1, String y1, String x2, String y2) {}

    /** Names are drawn for this many facilities, those with the largest load. */
    private static final int NAMED = 12;

    static FacilityMap of(List<Place> places, List<RoutingFigures.Flow> flows) {
        if (places.isEmpty()) {
            return new FacilityMap(WIDTH, WIDTH / 2, List.of(), List.of());
        }
        Frame frame = Frame.around(places);
        long most = Math.max(1, places.stream().mapToLong(Place::load).max().orElse(1));
        Map<String, double[]> points = new HashMap<>();
        List<Spot> spots = new ArrayList<>();
        List<Place> sorted = places.stream()
                .sorted(Comparator.comparingLong(Place::load).reversed().thenComparing(Place::id))
                .toList();
        for (Place place : sorted) {
            double[] point = frame.point(place.at().lat(), place.at().lon());
            points.put(place.id(), point);
            double radius =
                    SMALLEST_RADIUS + (LARGEST_RADIUS - SMALLEST_RADIUS) * Math.sqrt((double) place.load() / most);
            spots.add(new Spot(
                    place.id(),
                    place.name(),
                    number(point[0]),
                    number(point[1]),
                    number(radius),
                    Long.toString(place.load()),
                    place.online(),
                    spots.size() < NAMED));
        }
        List<Line> lines = new ArrayList<>();
        for (RoutingFigures.Flow flow : flows) {
            double[] from = points.get(flow.facilityId());
            if (from != null) {
                double[] to = frame.point(flow.lat(), flow.lon());
                lines.add(new Line(number(from[0]), number(from[1]), number(to[0]), number(to[1])));
            }
        }
        return new FacilityMap(WIDTH, frame.height(), spots, lines);
    }

    private static String number(double value) {
        return Double.toString(Math.round(value * 10) / 10.0);
    }

    /** The part of the world that is drawn. */
    private record Frame(double west, double north, double scale, double stretch, int height) {
        static Frame around(List<Place> places) {
            double south = 90;
            double north = -90;
            double west = 180;
            double east = -180;
            for (Place place : places) {
                south = Math.min(south, place.at().lat());
                north = Math.max(north, place.at().lat());
                west = Math.min(west, place.at().lon());
                east = Math.max(east, place.at().lon());
            }
            double middle = (south + north) / 2;
            double stretch = Math.max(0.05, Math.cos(Math.toRadians(middle)));
            double wide = Math.max(LEAST_EXTENT, (east - west) * stretch);
            double high = Math.max(LEAST_EXTENT, north - south);
            double scale = Math.min((WIDTH - 2 * EDGE) / wide, (TALLEST - 2 * EDGE) / high);
            double left = (west + east) / 2 - WIDTH / (2 * scale * stretch);
            int height = (int) Math.ceil(high * scale) + 2 * EDGE;
            return new Frame(left, middle + height / (2 * scale), scale, stretch, height);
        }

        double[] point(double lat, double lon) {
            return new double[] {(lon - west) * stretch * scale, (north - lat) * scale};
        }
    }
}
