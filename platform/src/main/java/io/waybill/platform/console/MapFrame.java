package io.waybill.platform.console;

import io.waybill.platform.facilities.Coordinates;
import io.waybill.platform.kernel.Rejection;
import java.util.List;
import java.util.Locale;

/**
 * The part of the world that a map shows: an equirectangular projection, true to scale at its middle latitude. Pure.
 *
 * @param west longitude of the left edge, in degrees
 * @param north latitude of the upper edge, in degrees
 * @param scale points of the drawing for a degree of latitude
 * @param stretch a degree of longitude in degrees of latitude, at the middle
 * @param height of the drawing; its width is {@value #WIDTH}
 */
record MapFrame(double west, double north, double scale, double stretch, int height) {
    static final int WIDTH = 640;
    private static final int TALLEST = 640;
    private static final int EDGE = 56;

    /** The least extent in degrees, so that a single city is not blown up to a map of its streets. */
    private static final double LEAST_EXTENT = 2;

    private static final double LEAST_STRETCH = 0.05;

    /** A point of the drawing. */
    record Point(double x, double y) {
        double distanceTo(Point other) {
            return Math.hypot(x - other.x, y - other.y);
        }

        /** As SVG writes it, to a tenth. */
        @Override
        public String toString() {
            return number(x) + " " + number(y);
        }
    }

    /** @throws Rejection 400 when a number is not one that {@link #around} makes */
    MapFrame {
        boolean possible = Math.abs(west) <= 400
                && Math.abs(north) <= 180
                && scale > 0
                && scale <= TALLEST / LEAST_EXTENT
                && stretch >= LEAST_STRETCH
                && stretch <= 1
                && height > 0
                && height <= TALLEST;
        if (!possible) {
            throw Rejection.invalid("There is no such map");
        }
    }

    /** The least frame with all of them and an edge around. Numbers are rounded, so that an address can hold them. */
    static MapFrame around(List<Coordinates> places) {
        double south = 90;
        double north = -90;
        double west = 180;
        double east = -180;
        for (Coordinates place : places) {
            south = Math.min(south, place.lat());
            north = Math.max(north, place.lat());
            west = Math.min(west, place.lon());
            east = Math.max(east, place.lon());
        }
        double stretch = Math.max(LEAST_STRETCH, rounded(Math.cos(Math.toRadians((south + north) / 2))));
        double wide = Math.max(LEAST_EXTENT, (east - west) * stretch);
        double high = Math.max(LEAST_EXTENT, north - south);
        double scale = rounded(Math.min((WIDTH - 2 * EDGE) / wide, (TALLEST - 2 * EDGE) / high));
        int height = Math.min(TALLEST, (int) Math.ceil(high * scale) + 2 * EDGE);
        double left = (west + east) / 2 - WIDTH / (2 * scale * stretch);
        double top = (south + north) / 2 + height / (2 * scale);
        return new MapFrame(rounded(left), rounded(top), scale, stretch, height);
    }

    Point point(double latitude, double longitude) {
        return new Point((longitude - west) * stretch * scale, (north - latitude) * scale);
    }

    /** Whether something between two points may be seen. */
    boolean shows(Point one, Point other) {
        return Math.max(one.x, other.x) >= 0
                && Math.min(one.x, other.x) <= WIDTH
                && Math.max(one.y, other.y) >= 0
                && Math.min(one.y, other.y) <= height;
    }

    static String number(double value) {
        return Double.toString(Math.round(value * 10) / 10.0);
    }

    /** The frame as the query of an address. */
    String query() {
        return String.format(
                Locale.ROOT, "west=%s&north=%s&scale=%s&stretch=%s&height=%d", west, north, scale, stretch, height);
    }

    private static double rounded(double value) {
        return Math.round(value * 10_000) / 10_000.0;
    }
}
