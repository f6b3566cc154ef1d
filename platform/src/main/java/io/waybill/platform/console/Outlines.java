package io.waybill.platform.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Coasts and borders of the world, to be drawn behind the facilities: Natural Earth, 1:50 million, as TopoJSON
 * (https://github.com/topojson/topojson-specification). Every line is in it once, also where two countries share it.
 * Read when it is needed first; thread-safe.
 */
@ApplicationScoped
class Outlines {
    private static final String FILE = "countries-50m.json";

    /** A picture knows nothing of the page it stands in: a grey that does on light and on dark. */
    private static final String PICTURE = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d">
            <path d="%s" fill="none" stroke="#7f9089" stroke-opacity=".55" stroke-linejoin="round"/>
            </svg>
            """;

    /** Points that lie nearer to the one before are left out: the eye does not tell them apart. */
    private static final double LEAST_STEP = 1.2;

    private final List<Arc> arcs;

    Outlines() {
        try (InputStream file = Outlines.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException("The program is not complete: " + FILE + " is missing");
            }
            this.arcs = arcs(new ObjectMapper().readTree(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What of it lies in a frame, as a picture in SVG. */
    String drawn(MapFrame frame) {
        return PICTURE.formatted(MapFrame.WIDTH, frame.height(), path(frame));
    }

    private String path(MapFrame frame) {
        StringBuilder path = new StringBuilder();
        for (Arc arc : arcs) {
            if (arc.meets(frame)) {
                draw(arc, frame, path);
            }
        }
        return path.toString();
    }

    private static void draw(Arc arc, MapFrame frame, StringBuilder path) {
        MapFrame.Point drawn = null;
        boolean penDown = false;
        int last = arc.longitudes.length - 1;
        for (int index = 0; index <= last; index++) {
            MapFrame.Point point = frame.point(arc.latitudes[index], arc.longitudes[index]);
            if (drawn == null) {
                drawn = point;
                continue;
            }
            if (index < last && drawn.distanceTo(point) < LEAST_STEP) {
                continue;
            }
            if (frame.shows(drawn, point)) {
                if (!penDown) {
                    path.append('M').append(drawn);
                }
                path.append('L').append(point);
                penDown = true;
            } else {
                penDown = false;
            }
            drawn = point;
        }
    }

    private static List<Arc> arcs(JsonNode topology) {
        JsonNode scale = topology.path("transform").path("scale");
        JsonNode translate = topology.path("transform").path("translate");
        List<Arc> arcs = new ArrayList<>();
        for (JsonNode line : topology.path("arcs")) {
            float[] latitudes = new float[line.size()];
            float[] longitudes = new float[line.size()];
            long x = 0;
            long y = 0;
            for (int index = 0; index < line.size(); index++) {
                x += line.get(index).get(0).asLong();
                y += line.get(index).get(1).asLong();
                longitudes[index] =
                        (float) (x * scale.get(0).asDouble() + translate.get(0).asDouble());
                latitudes[index] =
                        (float) (y * scale.get(1).asDouble() + translate.get(1).asDouble());
            }
            arcs.add(Arc.of(latitudes, longitudes));
        }
        return List.copyOf(arcs);
    }

    /** A line between two places where lines meet, and the box around it, in degrees. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, and a list of floats would be eight times the size
    private record Arc(float[] latitudes, float[] longitudes, float south, float north, float west, float east) {
        static Arc of(float[] latitudes, float[] longitudes) {
            float south = 90;
            float north = -90;
            float west = 180;
            float east = -180;
            for (int index = 0; index < latitudes.length; index++) {
                south = Math.min(south, latitudes[index]);
                north = Math.max(north, latitudes[index]);
                west = Math.min(west, longitudes[index]);
                east = Math.max(east, longitudes[index]);
            }
            return new Arc(latitudes, longitudes, south, north, west, east);
        }

        boolean meets(MapFrame frame) {
            return frame.shows(frame.point(north, west), frame.point(south, east));
        }
    }
}
