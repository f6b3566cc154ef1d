package io.waybill.sandbox.project;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.sandbox.wire.Input;
import io.waybill.sandbox.wire.Json;
import io.waybill.sandbox.wire.Rejection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Addresses of drafts and actions. The country is required, as ISO 3166-1 alpha-2; everything else is optional text. */
public final class Addresses {

    private static final Set<String> COUNTRIES = Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);
    private static final List<String> FIELDS = List.of(
            "id",
            "key",
            "externalId",
            "title",
            "salutation",
            "firstName",
            "lastName",
            "streetName",
            "streetNumber",
            "additionalStreetInfo",
            "postalCode",
            "city",
            "region",
            "state",
            "company",
            "department",
            "building",
            "apartment",
            "pOBox",
            "phone",
            "mobile",
            "email",
            "fax",
            "additionalAddressInfo");

    private Addresses() {}

    public static ObjectNode of(Write write, Input draft) {
        ObjectNode address = Json.object();
        for (String field : FIELDS) {
            String text = draft.optionalText(field);
            if (text != null) {
                address.put(field, text);
            }
        }
        String country = draft.text("country");
        if (!COUNTRIES.contains(country)) {
            throw Rejection.invalidInput("Invalid value '" + country + "' for field '" + draft.at("country")
                    + "': not an ISO 3166-1 alpha-2 country code.");
        }
        address.put("country", country);
        CustomFields.copy(write, draft, address, "address");
        return address;
    }

    public static @Nullable ObjectNode optional(Write write, Input holder, String name) {
        Input draft = holder.optionalObject(name);
        return draft == null ? null : of(write, draft);
    }
}
