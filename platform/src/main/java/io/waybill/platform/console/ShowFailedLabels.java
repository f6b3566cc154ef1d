package io.waybill.platform.console;

import io.waybill.platform.access.Caller;
import io.waybill.platform.database.Database;
import io.waybill.platform.facilities.Carrier;
import io.waybill.platform.facilities.Carriers;
import io.waybill.platform.facilities.Facilities;
import io.waybill.platform.facilities.Facility;
import io.waybill.platform.shipping.FailedLabels;
import io.waybill.platform.shipping.Parcel;
import io.waybill.platform.shipping.ParcelResult;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriBuilder;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Gathers the parcels whose label could not be made, at the facilities of the viewer. Thread-safe. */
@ApplicationScoped
class ShowFailedLabels {
    private static final int PAGE = 50;

    private final Database database;
    private final FailedLabels labels;
    private final Facilities facilities;
    private final Carriers carriers;
    private final Caller caller;
    private final Formats formats;

    ShowFailedLabels(
            Database database,
            FailedLabels labels,
            Facilities facilities,
            Carriers carriers,
            Caller caller,
            Formats formats) {
        this.database = database;
        this.labels = labels;
        this.facilities = facilities;
        this.carriers = carriers;
        this.caller = caller;
        this.formats = formats;
    }

    FailedLabel.Listing show(@Nullable String after) {
        return database.read(handle -> {
            List<Parcel> found = labels.page(handle, caller.facilityIds(), after, PAGE + 1);
            List<Parcel> page = found.subList(0, Math.min(PAGE, found.size()));
            Set<String> ids = page.stream()
                    .map(Parcel::facilityRef)
                    .filter(Objects::nonNull)
                    .collect(Collectors.toSet());
            Map<String, Facility> places = ids.isEmpty() ? Map.of() : facilities.byIds(handle, ids);
            Map<String, Carrier> companies =
                    carriers.byIds(handle, page.stream().map(Parcel::carrierRef).collect(Collectors.toSet()));
            return new FailedLabel.Listing(
                    page.stream().map(parcel -> row(parcel, places, companies)).toList(),
                    found.size() <= PAGE ? null : page.getLast().id());
        });
    }

    private FailedLabel row(Parcel parcel, Map<String, Facility> places, Map<String, Carrier> companies) {
        Facility facility = parcel.facilityRef() == null ? null : places.get(parcel.facilityRef());
        String order = parcel.tenantOrderId();
        return new FailedLabel(
                parcel.id(),
                parcel.version(),
                Objects.requireNonNullElse(parcel.shortId(), parcel.id()),
                order,
                order == null
                        ? null
                        : UriBuilder.fromPath(OrderPages.PATH)
                                .queryParam("text", "{order}")
                                .build(order)
                                .toString(),
                facility == null ? Objects.requireNonNullElse(parcel.facilityRef(), "–") : facility.name(),
                companies.containsKey(parcel.carrierRef())
                        ? companies.get(parcel.carrierRef()).name()
                        : parcel.carrierRef(),
                why(parcel.result()),
                formats.time(parcel.lastModified(), zone(facility)));
    }

    private static String why(@Nullable ParcelResult result) {
        return result == null || result.errors() == null
                ? ""
                : Objects.requireNonNullElse(result.errors().labelError(), "");
    }

    private ZoneId zone(@Nullable Facility facility) {
        return facility == null ? formats.tenantZone() : facility.zone().orElseGet(formats::tenantZone);
    }
}
