package io.waybill.platform.picking;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Caller;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import io.waybill.platform.database.Database;
import io.waybill.platform.kernel.ListPage;
import io.waybill.platform.kernel.ListQuery;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.Stored;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Tag(name = "Picking (Operations)")
@Path("/api/pickjobs/{pickJobId}/loadunits")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class PickJobLoadUnitsResource {
    private static final int MAXIMUM_PAGE = 500;

    private final Database database;
    private final LoadUnits units;
    private final PickJobs jobs;
    private final KeepLoadUnits keep;
    private final Caller caller;

    PickJobLoadUnitsResource(Database database, LoadUnits units, PickJobs jobs, KeepLoadUnits keep, Caller caller) {
        this.database = database;
        this.units = units;
        this.jobs = jobs;
        this.keep = keep;
        this.caller = caller;
    }

    @GET
    @Operation(operationId = "queryPickJobLoadUnits", summary = "Lists the load units of a pick job")
    @Permitted({Permission.PICKJOB_READ, Permission.LOADUNIT_READ})
    @APIResponse(responseCode = "200")
    public String ofPickJob(@PathParam("pickJobId") String pickJobId) {
        return database.read(handle -> {
            requireVisible(jobs.get(handle, pickJobId).facilityRef());
            return ListQuery.of(units.table())
                    .equal("status", LoadUnit.Status.AVAILABLE.name())
                    .where(LoadUnitsResource.carrying(pickJobId))
                    .page(ListPage.of(MAXIMUM_PAGE, null, MAXIMUM_PAGE))
                    .run(handle)
                    .json("loadUnits");
        });
    }

    @POST
    @Operation(operationId = "addPickJobLoadUnits", summary = "Creates a load unit for a pick job")
    @Permitted({Permission.PICKJOB_WRITE, Permission.LOADUNIT_WRITE})
    @APIResponseSchema(value = LoadUnit.class, responseCode = "201")
    public Response addToPickJob(
            @PathParam("pickJobId") String pickJobId, @NotNull @Valid LoadUnitForCreation request) {
        if (request.codes() == null || request.codes().isEmpty()) {
            throw Rejection.invalid("codes must have at least one entry");
        }
        LoadUnitForCreation unit = new LoadUnitForCreation(
                List.of(pickJobId),
                request.codes(),
                request.loadUnitLineItems(),
                request.operativeContainerTypeRef(),
                request.loadUnitTypeRef(),
                request.stackRef(),
                request.storageLocationRef(),
                request.customAttributes());
        Stored<LoadUnit> created =
                keep.create(List.of(unit), this::requireVisible).getFirst();
        return Response.created(
                        URI.create("/api/loadunits/" + created.resource().id()))
                .entity(created.json())
                .build();
    }

    private void requireVisible(String facilityId) {
        JobFilters.requireVisible(caller, facilityId);
    }
}
