package io.waybill.platform.facilities;

import io.waybill.platform.facilities.Geocoder.Place;
import io.waybill.platform.facilities.Geocoder.Precision;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Places by country and postal code or name, read from CSV with the header
 * {@code country,postalCode,city,latitude,longitude,timeZone}. A row with a postal code and no city is that postal code,
 * or, when it ends in {@code *}, every postal code that starts so; a row with a city is that city; a row with neither is
 * the country. Of several rows for one name the first is taken, unless another lies in the region of the postal code.
 *
 * <p>Kept as sorted arrays, because a hundred thousand map entries would cost several times the memory. Immutable and
 * thread-safe.
 */
final class Gazetteer {
    private static final String HEADER = "country,postalCode,city,latitude,longitude,timeZone";
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern SEPARATORS = Pattern.compile("[^a-z0-9]+");
    private static final Pattern ADDITION = Pattern.compile("[(,/].*|\\s-\\s.*");
    /** Two places of one name are told apart by the postal region when one of them lies within this many degrees. */
    private static final double NEAR_DEGREES = 1.0;

    private final String[] keys;
    private final float[] latitudes;
    private final float[] longitudes;
    private final short[] zoneOf;
    private final List<String> zones;

    private Gazetteer(List<Row> rows, List<String> zones) {
        int count = rows.size();
        this.keys = new String[count];
        this.latitudes = new float[count];
        this.longitudes = new float[count];
        this.zoneOf = new short[count];
        this.zones = List.copyOf(zones);
        for (int index = 0; index < count; index++) {
            Row row = rows.get(index);
            keys[index] = row.key;
            latitudes[index] = row.latitude;
            longitudes[index] = row.longitude;
            zoneOf[index] = row.zone;
        }
    }

    /** @throws IOException also when a line is not as described above; the message names the line */
    static Gazetteer read(InputStream in) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        if (!HEADER.equals(lines.readLine())) {
            throw new IOException("The first line of a file of places must be " + HEADER);
        }
        List<Row> rows = new ArrayList<>(200_000);
        Map<String, Short> zones = new HashMap<>();
        List<String> zoneNames = new ArrayList<>();
        String line;
        for (int number = 2; (line = lines.readLine()) != null; number++) {
            if (!line.isBlank()) {
                rows.add(row(line, number, zones, zoneNames));
            }
        }
        // Stable: rows of one key keep the order of the file.
        rows.sort((one, other) -> one.key.compareTo(other.key));
        return new Gazetteer(rows, zoneNames);
    }

    Optional<Place> postalCode(String country, @Nullable String postalCode) {
        return first(country + "#" + postalKey(postalCode)).map(index -> place(index, Precision.POSTAL_CODE));
    }

    Optional<Place> city(String country, @Nullable String city, @Nullable String postalCode) {
        if (city == null || city.isBlank()) {
            return Optional.empty();
        }
        String name = key(city);
        for (String spelling : List.of(
                name,
                key(ADDITION.matcher(city).replaceFirst("")),
                name.replace("ae", "a").replace("oe", "o").replace("ue", "u"))) {
            Optional<Integer> found = first(country + "@" + spelling);
            if (found.isPresent() && !spelling.isEmpty()) {
                return Optional.of(place(nearest(found.get(), region(country, postalCode)), Precision.CITY));
            }
        }
        return Optional.empty();
    }

    Optional<Place> region(String country, @Nullable String postalCode) {
        String code = postalKey(postalCode);
        for (int length = code.length(); length > 0; length--) {
            Optional<Integer> found = first(country + "#" + code.substring(0, length) + "*");
            if (found.isPresent()) {
                return Optional.of(place(found.get(), Precision.POSTAL_REGION));
            }
        }
        return Optional.empty();
    }

    Optional<Place> country(String country) {
        return first(country).map(index -> place(index, Precision.COUNTRY));
    }

    /** What two spellings of one name have in common. {@code geodata/make-places.py} does the same. */
    static String key(String name) {
        StringBuilder folded = new StringBuilder(name.length() + 4);
        for (int index = 0; index < name.length(); index++) {
            char letter = name.charAt(index);
            switch (letter) {
                case 'ß' -> folded.append("ss");
                case 'ø', 'Ø' -> folded.append('o');
                case 'ł', 'Ł' -> folded.append('l');
                case 'đ', 'Đ', 'ð', 'Ð' -> folded.append('d');
                case 'æ', 'Æ' -> folded.append("ae");
                case 'œ', 'Œ' -> folded.append("oe");
                case 'ı' -> folded.append('i');
                case 'þ', 'Þ' -> folded.append("th");
                default -> folded.append(letter);
            }
        }
        String plain = MARKS.matcher(Normalizer.normalize(folded, Normalizer.Form.NFD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
        return SEPARATORS.matcher(plain).replaceAll(" ").strip();
    }

    private static String postalKey(@Nullable String postalCode) {
        return postalCode == null
                ? ""
                : SEPARATORS.matcher(postalCode.toLowerCase(Locale.ROOT)).replaceAll("");
    }

    private Optional<Integer> first(String key) {
        int index = Arrays.binarySearch(keys, key);
        if (index < 0) {
            return Optional.empty();
        }
        while (index > 0 && keys[index - 1].equals(key)) {
            index--;
        }
        return Optional.of(index);
    }

    private int nearest(int first, Optional<Place> region) {
        if (region.isEmpty()) {
            return first;
        }
        Coordinates centre = region.get().coordinates();
        int nearest = first;
        double best = Double.MAX_VALUE;
        for (int index = first; index < keys.length && keys[index].equals(keys[first]); index++) {
            double distance = Math.hypot(
                    latitudes[index] - centre.lat(),
                    (longitudes[index] - centre.lon()) * Math.cos(Math.toRadians(centre.lat())));
            if (distance < best) {
                best = distance;
                nearest = index;
            }
        }
        return best <= NEAR_DEGREES ? nearest : first;
    }

    private Place place(int index, Precision precision) {
        // Floats hold the three decimals of the file; rounding keeps their binary tail out of answers.
        return new Place(
                new Coordinates(rounded(latitudes[index]), rounded(longitudes[index])),
                zones.get(zoneOf[index]),
                precision);
    }

    private static double rounded(float degrees) {
        return Math.round(degrees * 10_000.0) / 10_000.0;
    }

    private static Row row(String line, int number, Map<String, Short> zones, List<String> zoneNames)
            throws IOException {
        List<String> fields = fields(line);
        if (fields.size() != 6) {
            throw new IOException("Line " + number + " of a file of places must have six fields: " + HEADER);
        }
        String country = fields.get(0);
        String postalCode = fields.get(1);
        String city = fields.get(2);
        String key = !city.isEmpty()
                ? country + "@" + key(city)
                : postalCode.isEmpty()
                        ? country
                        : country + "#" + postalKey(postalCode) + (postalCode.endsWith("*") ? "*" : "");
        try {
            short zone = zones.computeIfAbsent(fields.get(5), name -> {
                zoneNames.add(name);
                return (short) (zoneNames.size() - 1);
            });
            return new Row(key, Float.parseFloat(fields.get(3)), Float.parseFloat(fields.get(4)), zone);
        } catch (NumberFormatException unreadable) {
            throw new IOException(
                    "Line " + number + " of a file of places holds a degree that is no number", unreadable);
        }
    }

    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>(6);
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int index = 0; index < line.length(); index++) {
            char character = line.charAt(index);
            if (character == '"') {
                quoted = !quoted;
            } else if (character == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(character);
            }
        }
        fields.add(field.toString());
        return fields;
    }

    private record Row(String key, float latitude, float longitude, short zone) {}
}
