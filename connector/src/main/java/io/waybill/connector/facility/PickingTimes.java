package io.waybill.connector.facility;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.http.JsonHttp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Weekly picking times as the shop writes them, {@code Mo-Fr 09:00-12:30,13:30-18:00; Sa 10:00-16:00}: the notation of
 * opening hours that OpenStreetMap made common, without its dates and exceptions. A day that is not named has none.
 * Immutable.
 */
final class PickingTimes {
    private static final List<String> SHORT = List.of("mo", "tu", "we", "th", "fr", "sa", "su");
    private static final List<String> DAYS =
            List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");
    private static final Pattern RULE = Pattern.compile("([A-Za-z,\\s-]+?)\\s+([0-9:,\\s-]+|off|closed)");
    private static final Pattern SPAN = Pattern.compile("(\\d{1,2}):(\\d{2})\\s*-\\s*(\\d{1,2}):(\\d{2})");

    /** From minute to minute of a day; the platform knows no midnight at the end of a day, so 24:00 is 23:59. */
    private record Span(int start, int end) {
        boolean sameAs(JsonNode range) {
            return start == minute(range.path("start")) && end == minute(range.path("end"));
        }

        private static int minute(JsonNode time) {
            return time.path("hour").asInt() * 60 + time.path("minute").asInt();
        }
    }

    private final Map<Integer, List<Span>> spans;

    private PickingTimes(Map<Integer, List<Span>> spans) {
        this.spans = spans;
    }

    /**
     * Reads the notation.
     *
     * @throws IllegalArgumentException saying what cannot be read
     */
    static PickingTimes parse(String text) {
        Map<Integer, List<Span>> week = new TreeMap<>();
        for (String rule : text.split(";")) {
            if (!rule.isBlank()) {
                Matcher parts = RULE.matcher(rule.strip());
                if (!parts.matches()) {
                    throw new IllegalArgumentException("'" + rule.strip() + "' is not days and times");
                }
                List<Span> times = times(parts.group(2).strip());
                days(parts.group(1)).forEach(day -> week.put(day, times));
            }
        }
        if (week.isEmpty()) {
            throw new IllegalArgumentException("no day is named");
        }
        return new PickingTimes(week);
    }

    /** As the platform takes them. A range that the facility has already keeps the capacity it was given there. */
    ObjectNode json(JsonNode present) {
        ObjectNode week = JsonHttp.JSON.createObjectNode();
        for (int day = 0; day < DAYS.size(); day++) {
            ArrayNode ranges = week.putArray(DAYS.get(day));
            for (Span span : spans.getOrDefault(day, List.of())) {
                JsonNode known = present.path(DAYS.get(day))
                        .valueStream()
                        .filter(span::sameAs)
                        .findFirst()
                        .orElse(MissingNode.getInstance());
                ObjectNode range = ranges.addObject();
                time(range.putObject("start"), span.start());
                time(range.putObject("end"), span.end());
                if (known.hasNonNull("capacity")) {
                    range.set("capacity", known.get("capacity"));
                }
            }
        }
        return week;
    }

    /** Whether the facility has these times already, whatever its capacities. */
    boolean sameAs(JsonNode present) {
        for (int day = 0; day < DAYS.size(); day++) {
            List<Span> wanted = spans.getOrDefault(day, List.of());
            JsonNode ranges = present.path(DAYS.get(day));
            boolean same = ranges.size() == wanted.size()
                    && wanted.stream().allMatch(span -> ranges.valueStream().anyMatch(span::sameAs));
            if (!same) {
                return false;
            }
        }
        return true;
    }

    private static void time(ObjectNode target, int minute) {
        target.put("hour", minute / 60).put("minute", minute % 60);
    }

    private static List<Integer> days(String text) {
        List<Integer> days = new ArrayList<>();
        for (String part : text.split(",")) {
            String[] ends = part.strip().split("\\s*-\\s*");
            int first = day(ends[0]);
            int last = day(ends[ends.length - 1]);
            for (int day = first; ; day = (day + 1) % SHORT.size()) {
                days.add(day);
                if (day == last) {
                    break;
                }
            }
        }
        return days;
    }

    private static int day(String name) {
        int day = SHORT.indexOf(name.strip().toLowerCase(Locale.ROOT));
        if (day < 0) {
            throw new IllegalArgumentException("'" + name + "' is none of Mo, Tu, We, Th, Fr, Sa, Su");
        }
        return day;
    }

    private static List<Span> times(String text) {
        if (Character.isLetter(text.charAt(0))) {
            return List.of();
        }
        List<Span> times = new ArrayList<>();
        for (String part : text.split(",")) {
            Matcher span = SPAN.matcher(part.strip());
            if (!span.matches()) {
                throw new IllegalArgumentException("'" + part.strip() + "' is not a time such as 09:00-18:00");
            }
            times.add(new Span(
                    minute(part, span.group(1), span.group(2)),
                    Math.min(minute(part, span.group(3), span.group(4)), 23 * 60 + 59)));
        }
        times.sort(Comparator.comparingInt(Span::start));
        for (int i = 0; i < times.size(); i++) {
            boolean backwards = times.get(i).end() <= times.get(i).start();
            if (backwards || i > 0 && times.get(i).start() < times.get(i - 1).end()) {
                throw new IllegalArgumentException("'" + text + "' ends before it begins, or overlaps");
            }
        }
        return List.copyOf(times);
    }

    private static int minute(String span, String hour, String minute) {
        int value = Integer.parseInt(hour) * 60 + Integer.parseInt(minute);
        if (value > 24 * 60 || Integer.parseInt(minute) > 59) {
            throw new IllegalArgumentException("'" + span.strip() + "' has no time of a day");
        }
        return value;
    }
}
