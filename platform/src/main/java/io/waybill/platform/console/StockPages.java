package io.waybill.platform.console;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Browser;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import io.waybill.platform.inventory.StockChangeReason;
import io.waybill.platform.inventory.StockCorrection;
import io.waybill.platform.inventory.StockCorrectionsResource;
import io.waybill.platform.kernel.Rejection;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The stock of a facility, each article of it, and its correction. */
@Browser
@Path(StockPages.PATH)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@RunOnVirtualThread
public class StockPages {
    static final String PATH = "/console/facilities/{facilityId}/stock";

    private final ShowStock showStock;
    private final ShowArticle showArticle;
    private final StockCorrectionsResource corrections;
    private final Html html;

    StockPages(ShowStock showStock, ShowArticle showArticle, StockCorrectionsResource corrections, Html html) {
        this.showStock = showStock;
        this.showArticle = showArticle;
        this.corrections = corrections;
        this.html = html;
    }

    @GET
    @Consumes(MediaType.WILDCARD)
    @Permitted(Permission.STOCK_READ)
    public Response stock(
            @PathParam("facilityId") String facilityId,
            @QueryParam("text") @DefaultValue("") String text,
            @QueryParam("only") @DefaultValue("") String only,
            @QueryParam("after") @Nullable String after) {
        return html.page(StockTemplates.stock(showStock.at(facilityId, text, only, after)));
    }

    @GET
    @Path("/article")
    @Consumes(MediaType.WILDCARD)
    @Permitted(Permission.STOCK_READ)
    public Response article(
            @PathParam("facilityId") String facilityId, @QueryParam("number") @DefaultValue("") String number) {
        return html.page(StockTemplates.article(showArticle.show(facilityId, number)));
    }

    /** @param stock the stock to correct; empty records one that nobody knew of */
    @POST
    @Path("/corrections")
    @Permitted(Permission.STOCK_WRITE)
    public Response correct(
            @PathParam("facilityId") String facilityId,
            @FormParam("number") @DefaultValue("") String number,
            @FormParam("stock") @DefaultValue("") String stock,
            @FormParam("version") @Nullable Long version,
            @FormParam("value") @DefaultValue("") String value,
            @FormParam("reason") @DefaultValue("") String reason,
            @FormParam("note") @DefaultValue("") String note) {
        showArticle.show(facilityId, number);
        corrections.correct(new StockCorrection(
                stock.isEmpty() ? null : stock,
                stock.isEmpty() ? null : version,
                stock.isEmpty() ? facilityId : null,
                stock.isEmpty() ? number : null,
                units(value),
                reason(reason),
                note));
        return Response.seeOther(URI.create(ShowStock.article(facilityId, number)))
                .build();
    }

    private static int units(String value) {
        try {
            return Integer.parseInt(value.strip());
        } catch (NumberFormatException noNumber) {
            throw Rejection.invalid("value must be a whole number from 0 to " + Integer.MAX_VALUE);
        }
    }

    private static StockChangeReason reason(String name) {
        return Arrays.stream(StockChangeReason.values())
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        Rejection.invalid("reason must be one of " + Arrays.toString(StockChangeReason.values())));
    }
}
