package io.waybill.platform.documents;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.platform.facilities.FacilityAddress;
import io.waybill.platform.orders.ConsumerAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An address, a line each, the name first. Without lines nothing is known. */
record PostalAddress(List<String> lines) {
    static final PostalAddress UNKNOWN = new PostalAddress(List.of());

    private static final int LONGEST_LINE = 100;
    private static final int MOST_LARGE = 6;
    private static final int LONGEST_LARGE = 32;

    static PostalAddress of(@Nullable ConsumerAddress address, DocumentLanguage language) {
        return address == null
                ? UNKNOWN
                : of(
                        address.companyName(),
                        words(address.personalTitle(), address.firstName(), address.lastName()),
                        address.additionalAddressInfo(),
                        words(address.street(), address.houseNumber()),
                        words(address.postalCode(), address.city()),
                        language.country(address.country()));
    }

    static PostalAddress of(@Nullable FacilityAddress address, DocumentLanguage language) {
        return address == null
                ? UNKNOWN
                : of(
                        address.companyName(),
                        address.additionalAddressInfo(),
                        words(address.street(), address.houseNumber()),
                        words(address.postalCode(), address.city()),
                        language.country(address.country()));
    }

    /** Of any of the contract's addresses, which all have the same names for the same things. */
    static PostalAddress of(@Nullable JsonNode address, DocumentLanguage language) {
        if (address == null || !address.isObject()) {
            return UNKNOWN;
        }
        String country = address.path("country").asText("");
        return of(
                text(address, "companyName"),
                text(address, "name"),
                words(text(address, "personalTitle"), text(address, "firstName"), text(address, "lastName")),
                text(address, "additionalAddressInfo"),
                words(text(address, "street"), text(address, "houseNumber")),
                words(text(address, "postalCode"), text(address, "city")),
                country.length() == 2 ? language.country(country) : country);
    }

    static PostalAddress of(@Nullable String... lines) {
        List<String> printed = new ArrayList<>();
        for (String line : lines) {
            String text = PrintedText.of(line, LONGEST_LINE);
            if (!text.isEmpty() && !printed.contains(text)) {
                printed.add(text);
            }
        }
        return new PostalAddress(List.copyOf(printed));
    }

    /** This one, else the other where nothing is known of this. */
    PostalAddress or(PostalAddress other) {
        return lines.isEmpty() ? other : this;
    }

    /** Who lives there. */
    public String name() {
        return lines.isEmpty() ? "" : lines.getFirst();
    }

    /** All after the name. */
    public List<String> rest() {
        return lines.isEmpty() ? List.of() : lines.subList(1, lines.size());
    }

    /** Whether it needs small letters where there is little room. */
    public boolean isLong() {
        return lines.size() > MOST_LARGE || lines.stream().anyMatch(line -> line.length() > LONGEST_LARGE);
    }

    /** In one line, as above the window of an envelope. */
    public String inOneLine() {
        return String.join(" · ", lines);
    }

    private static @Nullable String text(JsonNode address, String name) {
        return address.path(name).textValue();
    }

    private static String words(@Nullable String... words) {
        return Stream.of(words).filter(word -> word != null && !word.isBlank()).collect(Collectors.joining(" "));
    }
}
