package io.waybill.platform.console;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Browser;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Stock at all facilities: articles are looked for, and each is shown by facility. */
@Browser
@Path(StockSearchPages.PATH)
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class StockSearchPages {
    static final String PATH = "/console/stock";

    private final ShowStock showStock;
    private final Html html;

    StockSearchPages(ShowStock showStock, Html html) {
        this.showStock = showStock;
        this.html = html;
    }

    @GET
    @Permitted(Permission.STOCK_READ)
    public Response everywhere(
            @QueryParam("text") @DefaultValue("") String text,
            @QueryParam("article") @Nullable String article,
            @QueryParam("page") @DefaultValue("1") int page) {
        return html.page(StockTemplates.stockEverywhere(showStock.everywhere(text, article, page)));
    }
}
