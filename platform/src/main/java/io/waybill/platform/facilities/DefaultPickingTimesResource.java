package io.waybill.platform.facilities;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import io.waybill.platform.database.Database;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /api/configurations/pickingtimes}. */
@Path("/api/configurations/pickingtimes")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Picking Configuration (Operations)")
class DefaultPickingTimesResource {
    private final Database database;
    private final DefaultPickingTimes pickingTimes;

    DefaultPickingTimesResource(Database database, DefaultPickingTimes pickingTimes) {
        this.database = database;
        this.pickingTimes = pickingTimes;
    }

    @GET
    @Permitted(Permission.CONFIG_READ)
    @Operation(operationId = "getDefaultPickingTimesConfiguration", summary = "Get the default picking times")
    public DefaultPickingTimes.Configuration get() {
        return database.read(pickingTimes::configuration);
    }

    @PUT
    @Permitted(Permission.CONFIG_WRITE)
    @Operation(operationId = "putDefaultPickingTimesConfiguration", summary = "Set the default picking times")
    public DefaultPickingTimes.Configuration put(@NotNull @Valid Body body) {
        return database.transaction(
                transaction -> pickingTimes.put(transaction.handle(), body.version, body.pickingTimes));
    }

    record Body(@NotNull Long version, @NotNull @Valid PickingTimes pickingTimes) {}
}
