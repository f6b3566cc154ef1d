package io.waybill.platform.console;

import io.waybill.platform.access.Caller;
import io.waybill.platform.database.Database;
import io.waybill.platform.facilities.Facilities;
import io.waybill.platform.facilities.Facility;
import io.waybill.platform.inventory.StockList;
import io.waybill.platform.kernel.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriBuilder;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Finds stock, at one facility or at all of them, as far as the viewer may see it. Thread-safe. */
@ApplicationScoped
class ShowStock {
    private static final int PAGE = 50;
    private static final int PLACES = 100;
    private static final int LONGEST_TEXT = 200;

    private final Database database;
    private final ShowFacility showFacility;
    private final Facilities facilities;
    private final StockList stock;
    private final Caller caller;
    private final Formats formats;

    ShowStock(
            Database database,
            ShowFacility showFacility,
            Facilities facilities,
            StockList stock,
            Caller caller,
            Formats formats) {
        this.database = database;
        this.showFacility = showFacility;
        this.facilities = facilities;
        this.stock = stock;
        this.caller = caller;
        this.formats = formats;
    }

    /**
     * The parameters as they stand in the address; what makes no sense is left out.
     *
     * @throws Rejection 404 where the viewer sees no such facility
     */
    StockRows at(String facilityId, String text, String only, @Nullable String after) {
        StockList.Only wanted = Arrays.stream(StockList.Only.values())
                .filter(each -> each.name().equals(only))
                .findFirst()
                .orElse(StockList.Only.ALL);
        boolean tooLong = text.strip().length() > LONGEST_TEXT;
        String typed = tooLong ? "" : text.strip();
        return database.read(handle -> {
            Facility place = showFacility.allowed(handle, facilityId);
            StockList.Page page = stock.page(
                    handle, new StockList.Filter(facilityId, typed.isEmpty() ? null : typed, wanted, after), PAGE);
            return new StockRows(
                    place.id(),
                    place.name(),
                    typed,
                    tooLong,
                    wanted,
                    page.rows().stream().map(row -> row(row, place.name())).toList(),
                    page.next() == null
                            ? null
                            : UriBuilder.fromPath(StockPages.PATH)
                                    .queryParam("text", "{text}")
                                    .queryParam("only", wanted)
                                    .queryParam("after", "{after}")
                                    .build(facilityId, typed, page.next())
                                    .toString());
        });
    }

    /** @param page from 1; anything else is the first */
    StockEverywhere everywhere(String text, @Nullable String article, int page) {
        boolean tooLong = text.strip().length() > LONGEST_TEXT;
        String typed = tooLong ? "" : text.strip();
        if (article == null || article.isBlank()) {
            List<StockList.Article> found = typed.isEmpty()
                    ? List.of()
                    : database.read(handle -> stock.find(handle, typed, caller.facilityIds(), PAGE + 1));
            return new StockEverywhere(
                    typed,
                    tooLong,
                    null,
                    "",
                    found.stream().limit(PAGE).map(ShowStock::found).toList(),
                    found.size() > PAGE,
                    List.of(),
                    null,
                    null);
        }
        return database.read(handle -> ofArticle(handle, article, Math.max(1, page)));
    }

    private static StockEverywhere.Found found(StockList.Article article) {
        return new StockEverywhere.Found(
                everywhere(article.number(), 1), article.number(), Objects.requireNonNullElse(article.title(), ""));
    }

    private StockEverywhere ofArticle(Handle handle, String article, int page) {
        List<StockList.Row> all = stock.everywhere(handle, article, caller.facilityIds()).stream()
                .sorted(Comparator.comparingInt(
                                (StockList.Row row) -> row.numbers().availableForPicking())
                        .reversed()
                        .thenComparing(row -> row.numbers().place()))
                .toList();
        List<StockList.Row> shown =
                all.stream().skip((page - 1L) * PLACES).limit(PLACES).toList();
        Set<String> ids =
                shown.stream().map(row -> row.numbers().place().facilityId()).collect(Collectors.toSet());
        Map<String, Facility> places = facilities.byIds(handle, ids);
        return new StockEverywhere(
                article,
                false,
                article,
                all.stream()
                        .map(StockList.Row::title)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(""),
                List.of(),
                false,
                shown.stream()
                        .map(row -> {
                            String id = row.numbers().place().facilityId();
                            Facility place = places.get(id);
                            return row(row, place == null ? id : place.name());
                        })
                        .toList(),
                all.isEmpty() ? null : sum(article, all),
                all.size() > (long) page * PLACES ? everywhere(article, page + 1) : null);
    }

    private StockRows.Row sum(String article, List<StockList.Row> rows) {
        return new StockRows.Row(
                "",
                article,
                "",
                "",
                true,
                "",
                total(rows, row -> row.numbers().onHand()),
                total(rows, row -> row.numbers().reserved()),
                total(rows, row -> row.numbers().safety()),
                total(rows, row -> row.numbers().availableForPicking()),
                false);
    }

    private String total(List<StockList.Row> rows, ToLongFunction<StockList.Row> part) {
        return formats.number(rows.stream().mapToLong(part).sum());
    }

    private StockRows.Row row(StockList.Row row, String facility) {
        return new StockRows.Row(
                article(
                        row.numbers().place().facilityId(),
                        row.numbers().place().tenantArticleId()),
                row.numbers().place().tenantArticleId(),
                Objects.requireNonNullElse(row.title(), ""),
                facility,
                row.offered(),
                String.join(", ", row.locations()),
                formats.number(row.numbers().onHand()),
                formats.number(row.numbers().reserved()),
                formats.number(row.numbers().safety()),
                formats.number(row.numbers().availableForPicking()),
                row.numbers().missing() > 0);
    }

    /** Address of the page of an article at a facility. */
    static String article(String facilityId, String number) {
        return UriBuilder.fromPath(StockPages.PATH)
                .path("article")
                .queryParam("number", "{number}")
                .build(facilityId, number)
                .toString();
    }

    /** Address of the page of an article at all facilities. */
    static String everywhere(String number, int page) {
        UriBuilder address = UriBuilder.fromPath(StockSearchPages.PATH).queryParam("article", "{number}");
        if (page > 1) {
            address.queryParam("page", page);
        }
        return address.build(number).toString();
    }
}
