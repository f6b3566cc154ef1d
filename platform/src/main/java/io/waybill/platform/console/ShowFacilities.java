package io.waybill.platform.console;

import io.waybill.platform.access.Caller;
import io.waybill.platform.database.Database;
import io.waybill.platform.facilities.Facility;
import io.waybill.platform.facilities.FacilityList;
import io.waybill.platform.facilities.FacilityStatus;
import io.waybill.platform.handover.HandoverFigures;
import io.waybill.platform.picking.PickingFigures;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Finds the facilities that somebody looks for, as far as the viewer may see them. Thread-safe. */
@ApplicationScoped
class ShowFacilities {
    private static final int PAGE = 50;
    private static final int LONGEST_TEXT = 200;

    private final Database database;
    private final FacilityList facilities;
    private final PickingFigures picking;
    private final HandoverFigures handover;
    private final Caller caller;
    private final Formats formats;

    ShowFacilities(
            Database database,
            FacilityList facilities,
            PickingFigures picking,
            HandoverFigures handover,
            Caller caller,
            Formats formats) {
        this.database = database;
        this.facilities = facilities;
        this.picking = picking;
        this.handover = handover;
        this.caller = caller;
        this.formats = formats;
    }

    /** The parameters as they stand in the address; what makes no sense is left out. */
    FacilityRows show(String text, String status, @Nullable String after) {
        FacilityStatus wanted = Arrays.stream(FacilityStatus.values())
                .filter(each -> each.name().equals(status))
                .findFirst()
                .orElse(null);
        boolean tooLong = text.strip().length() > LONGEST_TEXT;
        String typed = tooLong ? "" : text.strip();
        FacilityList.Filter filter =
                new FacilityList.Filter(typed.isEmpty() ? null : typed, wanted, caller.facilityIds(), after);
        return database.read(handle -> {
            List<Facility> found = facilities.page(handle, filter, PAGE + 1);
            List<Facility> page = found.subList(0, Math.min(PAGE, found.size()));
            return new FacilityRows(
                    typed,
                    wanted,
                    tooLong,
                    rows(handle, page),
                    found.size() > PAGE ? next(typed, wanted, page.getLast().id()) : null);
        });
    }

    private List<FacilityRows.Row> rows(Handle handle, List<Facility> page) {
        Map<String, PickingFigures.AtFacility> toPick = picking.byFacility(handle).stream()
                .collect(Collectors.toMap(PickingFigures.AtFacility::facilityId, Function.identity()));
        Map<String, Long> ready = handover.byFacility(handle);
        return page.stream()
                .map(place -> {
                    PickingFigures.AtFacility jobs =
                            toPick.getOrDefault(place.id(), new PickingFigures.AtFacility(place.id(), 0, 0, 0));
                    return new FacilityRows.Row(
                            place.id(),
                            place.name(),
                            Objects.requireNonNullElse(place.tenantFacilityId(), ""),
                            FacilityKind.of(place),
                            place.status(),
                            city(place),
                            formats.number(jobs.waiting()),
                            formats.number(jobs.late()),
                            jobs.late() > 0,
                            formats.number(ready.getOrDefault(place.id(), 0L)));
                })
                .toList();
    }

    private static String city(Facility place) {
        return place.address() == null
                ? ""
                : Objects.requireNonNullElse(place.address().city(), "");
    }

    private static String next(String text, @Nullable FacilityStatus status, String lastId) {
        UriBuilder address = UriBuilder.fromPath(FacilityPages.PATH).queryParam("text", "{text}");
        if (status != null) {
            address.queryParam("status", status);
        }
        return address.queryParam("after", "{after}").build(text, lastId).toString();
    }
}
