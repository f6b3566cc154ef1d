package io.waybill.platform.picking;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Caller;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import io.waybill.platform.database.Database;
import io.waybill.platform.kernel.ListPage;
import io.waybill.platform.kernel.ListQuery;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.Restriction;
import io.waybill.platform.kernel.Stored;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Tag(name = "Picking (Operations)")
@Path("/api/loadunits")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class LoadUnitsResource {
    private static final int MAXIMUM_PAGE = 500;

    private final Database database;
    private final LoadUnits units;
    private final KeepLoadUnits keep;
    private final Caller caller;

    LoadUnitsResource(Database database, LoadUnits units, KeepLoadUnits keep, Caller caller) {
        this.database = database;
        this.units = units;
        this.keep = keep;
        this.caller = caller;
    }

    @GET
    @Operation(operationId = "getAllLoadUnits", summary = "Lists load units")
    @Permitted(Permission.LOADUNIT_READ)
    @APIResponse(responseCode = "200")
    public String list(
            @QueryParam("pickJobRef") @Nullable String pickJobRef,
            @QueryParam("statuses") @Nullable List<String> statuses,
            @QueryParam("size") @Nullable Integer size,
            @QueryParam("startAfterId") @Nullable String startAfterId) {
        ListQuery query = ListQuery.of(units.table())
                .anyOf("statuses", "status", statuses, LoadUnit.Status.class)
                .where(carrying(pickJobRef))
                .where(JobFilters.visibleTo(caller))
                .page(ListPage.of(size, startAfterId, MAXIMUM_PAGE));
        return database.read(query::run).json("loadUnits");
    }

    @POST
    @Operation(operationId = "addLoadUnit", summary = "Creates load units")
    @Permitted(Permission.LOADUNIT_WRITE)
    @APIResponse(responseCode = "201")
    public Response add(@NotNull @Valid LoadUnitForCreation.Several request) {
        List<Stored<LoadUnit>> created = keep.create(request.loadUnits(), this::requireVisible);
        return Response.status(Response.Status.CREATED)
                .entity(created.stream().map(Stored::json).collect(Collectors.joining(",", "[", "]")))
                .build();
    }

    @DELETE
    @Operation(operationId = "deleteLoadUnits", summary = "Gives load units up")
    @Permitted(Permission.LOADUNIT_WRITE)
    @APIResponse(responseCode = "200")
    public String deleteAll(
            @QueryParam("pickJobRef") @Nullable String pickJobRef, @QueryParam("id") @Nullable List<String> ids) {
        List<String> wanted = ListQuery.flat(ids);
        if ((pickJobRef == null) == wanted.isEmpty()) {
            throw Rejection.invalid("Name either pickJobRef or at least one id");
        }
        return answer(
                pickJobRef == null
                        ? keep.delete(wanted, this::requireVisible)
                        : keep.deleteOfPickJob(pickJobRef, this::requireVisible));
    }

    @GET
    @Path("/{loadUnitId}")
    @Operation(operationId = "getLoadUnitByID", summary = "Answers a load unit")
    @Permitted(Permission.LOADUNIT_READ)
    public LoadUnit get(@PathParam("loadUnitId") String loadUnitId) {
        LoadUnit unit = database.read(handle -> units.table().get(handle, loadUnitId));
        requireVisible(unit.facilityRef());
        return unit;
    }

    @DELETE
    @Path("/{loadUnitId}")
    @Operation(operationId = "deleteLoadUnit", summary = "Gives a load unit up")
    @Permitted(Permission.LOADUNIT_WRITE)
    @APIResponseSchema(LoadUnit.class)
    public String delete(@PathParam("loadUnitId") String loadUnitId) {
        return keep.delete(loadUnitId, this::requireVisible).json();
    }

    @PATCH
    @Path("/{loadUnitId}")
    @Operation(operationId = "patchLoadUnitByID", summary = "Replaces what lies in a load unit")
    @Permitted(Permission.LOADUNIT_WRITE)
    @APIResponseSchema(LoadUnit.class)
    public String patch(@PathParam("loadUnitId") String loadUnitId, @NotNull @Valid LoadUnitPatch patch) {
        return keep.replaceLines(
                        loadUnitId,
                        patch.version(),
                        patch.actions().getLast().loadUnitLineItems(),
                        this::requireVisible)
                .json();
    }

    private void requireVisible(String facilityId) {
        JobFilters.requireVisible(caller, facilityId);
    }

    static Restriction carrying(@Nullable String pickJobRef) {
        return pickJobRef == null
                ? Restriction.none()
                : new Restriction("jsonb_exists(t.pick_job_refs, :pickJobRef)", Map.of("pickJobRef", pickJobRef));
    }

    private static String answer(List<Stored<LoadUnit>> stored) {
        return stored.stream().map(Stored::json).collect(Collectors.joining(",", "{\"loadUnits\":[", "],\"total\":"))
                + stored.size() + "}";
    }
}
