package io.waybill.platform.documents;

import io.waybill.platform.database.Database;
import io.waybill.platform.facilities.Facilities;
import io.waybill.platform.facilities.Facility;
import io.waybill.platform.facilities.StorageLocation;
import io.waybill.platform.facilities.StorageLocations;
import io.waybill.platform.picking.PartialStockLocation;
import io.waybill.platform.picking.PickChannel;
import io.waybill.platform.picking.PickJob;
import io.waybill.platform.picking.PickJobs;
import io.waybill.platform.picking.PickLineItem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The pick list of a pick job: where to go, what to take, boxes to tick. Thread-safe. */
@ApplicationScoped
public class PrintPickList {
    private static final double JOB_CODE_WIDTH = 115;
    private static final double JOB_CODE_HEIGHT = 14;
    private static final double LINE_CODE_WIDTH = 52;
    private static final double LINE_CODE_HEIGHT = 10;
    private static final int LONGEST_SHORT_ID = 20;
    private static final int LONGEST_PLACE = 40;
    private static final int LONGEST_CODE = 60;

    private final Database database;
    private final PickJobs pickJobs;
    private final Facilities facilities;
    private final StorageLocations locations;
    private final PrintDocument print;

    PrintPickList(
            Database database,
            PickJobs pickJobs,
            Facilities facilities,
            StorageLocations locations,
            PrintDocument print) {
        this.database = database;
        this.pickJobs = pickJobs;
        this.facilities = facilities;
        this.locations = locations;
        this.print = print;
    }

    private record Read(PickJob job, @Nullable Facility place, Map<String, StorageLocation> locations) {}

    /** @throws io.waybill.platform.kernel.Rejection 404, or as {@code sight} says */
    public PrintedDocument of(String pickJobId, DocumentLanguage language, Sight sight) {
        Read read = database.read(handle -> {
            PickJob job = pickJobs.get(handle, pickJobId);
            sight.require(Set.of(job.facilityRef()), "Pick job", pickJobId);
            return new Read(
                    job,
                    facilities.find(handle, job.facilityRef()).orElse(null),
                    locations.byIds(handle, locationIds(job)));
        });
        PickJob job = read.job();
        return print.print(
                DocumentTemplates.pickList(sheet(read, language)),
                language,
                "pick-list-" + job.shortId(),
                job.lastModified());
    }

    private static PickListSheet sheet(Read read, DocumentLanguage language) {
        PickJob job = read.job();
        GoodsLines goods = new GoodsLines(language);
        ZoneId zone =
                read.place() == null ? ZoneOffset.UTC : read.place().zone().orElse(ZoneOffset.UTC);
        Instant due = job.deliveryinformation().targetTime();
        return new PickListSheet(
                language.spoken().getLanguage(),
                PrintedText.of(job.shortId(), LONGEST_SHORT_ID),
                Barcode.fitting(job.id(), JOB_CODE_WIDTH, JOB_CODE_HEIGHT),
                PrintedText.of(
                        read.place() == null ? job.facilityRef() : read.place().name()),
                due == null ? "" : language.time(due, zone),
                PrintedText.of(job.tenantOrderId()),
                PrintedText.of(job.deliveryinformation().recipientName()),
                job.channel() == PickChannel.COLLECT,
                job.linesAlongTheWay().stream()
                        .map(line -> line(line, read.locations(), goods))
                        .toList(),
                goods.units(job.pickLineItems().size()),
                goods.units(job.pickLineItems().stream()
                        .mapToLong(PickLineItem::quantity)
                        .sum()),
                language.time(job.lastModified(), zone));
    }

    private static PickListSheet.Line line(
            PickLineItem line, Map<String, StorageLocation> locations, GoodsLines goods) {
        List<String> names =
                places(line).stream().map(place -> name(place, locations)).toList();
        String scanned = line.scannableCodes() == null || line.scannableCodes().isEmpty()
                ? line.article().tenantArticleId()
                : line.scannableCodes().getFirst();
        Barcode code = Barcode.fitting(scanned, LINE_CODE_WIDTH, LINE_CODE_HEIGHT);
        return new PickListSheet.Line(
                names.isEmpty() ? "" : names.getFirst(),
                names.stream().skip(1).limit(3).collect(Collectors.joining(", ")),
                PrintedText.of(line.article().tenantArticleId(), LONGEST_CODE),
                goods.title(line.article()),
                goods.units(line.quantity()),
                line.taken() > 0 ? goods.units(line.taken()) : "",
                PrintedText.of(scanned, LONGEST_CODE),
                code);
    }

    private static String name(PartialStockLocation place, Map<String, StorageLocation> locations) {
        StorageLocation location = place.locationId() == null ? null : locations.get(place.locationId());
        String name = PrintedText.of(location == null ? place.tenantPartialStockId() : location.name(), LONGEST_PLACE);
        return place.zoneName() == null ? name : PrintedText.of(place.zoneName(), LONGEST_PLACE) + " · " + name;
    }

    private static Collection<String> locationIds(PickJob job) {
        return job.pickLineItems().stream()
                .flatMap(line -> places(line).stream())
                .map(PartialStockLocation::locationId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    private static List<PartialStockLocation> places(PickLineItem line) {
        return Objects.requireNonNullElse(line.partialStockLocations(), List.of());
    }
}
