package io.waybill.platform.returns;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Caller;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import io.waybill.platform.database.Database;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.picking.JobFilters;
import io.waybill.platform.returns.ChangeItemReturnJob.Seen;
import io.waybill.platform.returns.ItemReturnRules.Kind;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Tag(name = "Returns (Operations)")
@Path("/api/itemreturnjobs/{itemReturnJobId}/itemreturns")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class ItemReturnsResource {
    private final Database database;
    private final ItemReturnJobs jobs;
    private final ChangeItemReturnJob change;
    private final ReturnVisibility visibility;
    private final Caller caller;

    ItemReturnsResource(
            Database database,
            ItemReturnJobs jobs,
            ChangeItemReturnJob change,
            ReturnVisibility visibility,
            Caller caller) {
        this.database = database;
        this.jobs = jobs;
        this.change = change;
        this.visibility = visibility;
        this.caller = caller;
    }

    @GET
    @Operation(operationId = "getItemReturns", summary = "Lists the item returns of a job")
    @Permitted(Permission.RETURN_READ)
    public List<ItemReturn> list(@PathParam("itemReturnJobId") String itemReturnJobId) {
        return job(itemReturnJobId).itemReturns();
    }

    @POST
    @Operation(operationId = "createItemReturn", summary = "Announces or takes goods that come back")
    @Permitted(Permission.RETURN_WRITE)
    @APIResponseSchema(ItemReturnJob.class)
    public String add(
            @PathParam("itemReturnJobId") String itemReturnJobId, @NotNull @Valid ItemReturnForCreation.Added request) {
        JobFilters.requireVisible(caller, request.itemReturnForCreation().returnFacilityRef());
        return change.add(seen(itemReturnJobId, request.itemReturnJobVersion()), request.itemReturnForCreation())
                .json();
    }

    @GET
    @Path("/{itemReturnId}")
    @Operation(operationId = "getItemReturn", summary = "Answers an item return")
    @Permitted(Permission.RETURN_READ)
    public ItemReturn get(
            @PathParam("itemReturnJobId") String itemReturnJobId, @PathParam("itemReturnId") String itemReturnId) {
        return job(itemReturnJobId).itemReturn(itemReturnId);
    }

    @DELETE
    @Path("/{itemReturnId}")
    @Operation(operationId = "deleteItemReturn", summary = "Removes an item return that is not finished")
    @Permitted(Permission.RETURN_WRITE)
    @APIResponseSchema(ItemReturnJob.class)
    public String delete(
            @PathParam("itemReturnJobId") String itemReturnJobId,
            @PathParam("itemReturnId") String itemReturnId,
            @QueryParam("itemReturnJobVersion") @Nullable Long itemReturnJobVersion) {
        if (itemReturnJobVersion == null) {
            throw Rejection.invalid("itemReturnJobVersion must be given");
        }
        return change.remove(seen(itemReturnJobId, itemReturnJobVersion), itemReturnId)
                .json();
    }

    @POST
    @Path("/{itemReturnId}/actions")
    @Operation(operationId = "itemReturnActions", summary = "Does something with an item return")
    @Permitted(Permission.RETURN_WRITE)
    @APIResponseSchema(ItemReturnJob.class)
    public String act(
            @PathParam("itemReturnJobId") String itemReturnJobId,
            @PathParam("itemReturnId") String itemReturnId,
            @NotNull @Valid ItemReturnAction action) {
        return change.act(seen(itemReturnJobId, action.itemReturnJobVersion()), itemReturnId, action.name())
                .json();
    }

    @PUT
    @Path("/{itemReturnId}/returnedlineitems")
    @Operation(operationId = "replaceReturnedLineItems", summary = "Replaces the units that come back")
    @Permitted(Permission.RETURN_WRITE)
    @APIResponseSchema(ItemReturnJob.class)
    public String replace(
            @PathParam("itemReturnJobId") String itemReturnJobId,
            @PathParam("itemReturnId") String itemReturnId,
            @NotNull @Valid ItemReturnForCreation.Replaced request) {
        return change.replace(
                        seen(itemReturnJobId, request.itemReturnJobVersion()),
                        itemReturnId,
                        request.returnedLineItems(),
                        Kind.RETURNABLE)
                .json();
    }

    @PATCH
    @Path("/{itemReturnId}/returnedlineitems/{returnedLineItemId}")
    @Operation(operationId = "updateItemReturnLineItem", summary = "Decides about a unit that came back")
    @Permitted(Permission.RETURN_WRITE)
    @APIResponseSchema(ItemReturnJob.class)
    public String update(
            @PathParam("itemReturnJobId") String itemReturnJobId,
            @PathParam("itemReturnId") String itemReturnId,
            @PathParam("returnedLineItemId") String returnedLineItemId,
            @NotNull @Valid ItemReturnForCreation.LineUpdate update) {
        return change.update(
                        seen(itemReturnJobId, update.itemReturnJobVersion()),
                        itemReturnId,
                        returnedLineItemId,
                        update,
                        Kind.RETURNABLE)
                .json();
    }

    @PUT
    @Path("/{itemReturnId}/returnednotreturnablelineitems")
    @Operation(
            operationId = "replaceReturnedNotReturnableLineItems",
            summary = "Replaces the units that come back although they may not")
    @Permitted(Permission.RETURN_WRITE)
    @APIResponseSchema(ItemReturnJob.class)
    public String replaceNotReturnable(
            @PathParam("itemReturnJobId") String itemReturnJobId,
            @PathParam("itemReturnId") String itemReturnId,
            @NotNull @Valid ItemReturnForCreation.NotReturnableReplaced request) {
        return change.replace(
                        seen(itemReturnJobId, request.itemReturnJobVersion()),
                        itemReturnId,
                        request.returnedNotReturnableLineItems(),
                        Kind.NOT_RETURNABLE)
                .json();
    }

    @PATCH
    @Path("/{itemReturnId}/returnednotreturnablelineitems/{returnedNotReturnableLineItemId}")
    @Operation(
            operationId = "updateItemReturnNotReturnableLineItem",
            summary = "Decides about a unit that came back although it may not")
    @Permitted(Permission.RETURN_WRITE)
    @APIResponseSchema(ItemReturnJob.class)
    public String updateNotReturnable(
            @PathParam("itemReturnJobId") String itemReturnJobId,
            @PathParam("itemReturnId") String itemReturnId,
            @PathParam("returnedNotReturnableLineItemId") String returnedNotReturnableLineItemId,
            @NotNull @Valid ItemReturnForCreation.NotReturnableLineUpdate request) {
        return change.update(
                        seen(itemReturnJobId, request.itemReturnJobVersion()),
                        itemReturnId,
                        returnedNotReturnableLineItemId,
                        request.update(),
                        Kind.NOT_RETURNABLE)
                .json();
    }

    private ItemReturnJob job(String id) {
        ItemReturnJob job = database.read(handle -> jobs.table().get(handle, id));
        visibility.require(job);
        return job;
    }

    private Seen seen(String jobId, long version) {
        return new Seen(jobId, version, visibility::require);
    }
}
