package io.waybill.platform.packing;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import io.waybill.platform.database.Database;
import io.waybill.platform.orders.TagReference;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Tag(name = "Packing Configuration (Operations)")
@Path("/api/tags/packing/needspacking")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class NeedsPackingResource {
    private final Database database;
    private final Packing packing;

    NeedsPackingResource(Database database, Packing packing) {
        this.database = database;
        this.packing = packing;
    }

    @POST
    @Operation(operationId = "getNeedsPacking", summary = "Answers whether goods with these tags are packed")
    @Permitted({Permission.PACKJOB_READ, Permission.CONFIG_READ})
    public List<NeedsPacking> needsPacking(@NotNull List<@NotNull @Valid TagReference> tags) {
        return List.of(new NeedsPacking(database.read(handle -> packing.isActive(handle, tags))));
    }

    record NeedsPacking(boolean needsPacking) {}
}
