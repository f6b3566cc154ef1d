package io.waybill.platform.inventory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Caller;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import io.waybill.platform.database.Database;
import io.waybill.platform.kernel.Rejection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Corrections of stock with a reason, and what changed on the shelves. */
@Tag(name = "Waybill: inventory")
@Path("/waybill/stocks")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class StockCorrectionsResource {
    private static final int MOST = 100;

    private final Database database;
    private final ChangeStocks changeStocks;
    private final StockChanges changes;
    private final Availability availability;
    private final Caller caller;

    StockCorrectionsResource(
            Database database,
            ChangeStocks changeStocks,
            StockChanges changes,
            Availability availability,
            Caller caller) {
        this.database = database;
        this.changeStocks = changeStocks;
        this.changes = changes;
        this.availability = availability;
        this.caller = caller;
    }

    /** The latest first. */
    record Changes(List<StockChange> changes) {}

    @POST
    @Path("/corrections")
    @Permitted(Permission.STOCK_WRITE)
    @Operation(operationId = "correctStock", summary = "Say what there really is on a shelf, and why it differs")
    public StockCorrection.Done correct(@Valid @NotNull StockCorrection body) {
        ObjectNode stock = changeStocks
                .upsert(List.of(body.body()), caller.facilityIds(), body.why())
                .getFirst()
                .stock();
        Place place = new Place(
                stock.path("facilityRef").asText(),
                stock.path("tenantArticleId").asText());
        ArticleAvailability numbers = Objects.requireNonNull(
                database.read(handle -> availability.of(handle, List.of(place))).get(place));
        int missing = numbers.missing();
        return new StockCorrection.Done(stock, outcome(numbers, missing), missing);
    }

    private static StockCorrection.Outcome outcome(ArticleAvailability numbers, int missing) {
        if (missing == 0) {
            return StockCorrection.Outcome.SUFFICIENT;
        }
        return numbers.pickable() == 0 ? StockCorrection.Outcome.NOTHING_LEFT : StockCorrection.Outcome.BELOW_RESERVED;
    }

    @GET
    @Path("/changes")
    @Permitted(Permission.STOCK_READ)
    @Operation(operationId = "getStockChanges", summary = "What changed on the shelves of an article at a facility")
    public Changes changes(
            @QueryParam("facilityRef") @Nullable String facilityRef,
            @QueryParam("tenantArticleId") @Nullable String tenantArticleId,
            @QueryParam("size") @DefaultValue("25") int size) {
        if (facilityRef == null || tenantArticleId == null) {
            throw Rejection.invalid("facilityRef and tenantArticleId must be given");
        }
        if (size < 1 || size > MOST) {
            throw Rejection.invalid("size must be between 1 and " + MOST);
        }
        Set<String> allowed = caller.facilityIds();
        if (!allowed.isEmpty() && !allowed.contains(facilityRef)) {
            throw Rejection.forbidden("The caller is not allowed at facility " + facilityRef);
        }
        return new Changes(
                database.read(handle -> changes.latest(handle, new Place(facilityRef, tenantArticleId), size)));
    }
}
