package io.waybill.platform.orders;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Caller;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import io.waybill.platform.database.Database;
import io.waybill.platform.kernel.ListPage;
import io.waybill.platform.kernel.Rejection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Tag(name = "Processes (Core)")
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ProcessResource {
    private static final int LARGEST_HISTORY_PAGE = 500;

    private final Database database;
    private final ProcessViews views;
    private final ChangeProcess changeProcess;
    private final Processes processes;
    private final ProcessHistory history;
    private final Caller caller;

    ProcessResource(
            Database database,
            ProcessViews views,
            ChangeProcess changeProcess,
            Processes processes,
            ProcessHistory history,
            Caller caller) {
        this.database = database;
        this.views = views;
        this.changeProcess = changeProcess;
        this.processes = processes;
        this.history = history;
        this.caller = caller;
    }

    @GET
    @Path("/processes/{processId}")
    @Permitted(Permission.PROCESS_READ)
    @Operation(operationId = "getProcessByID")
    public ProcessView get(@PathParam("processId") String processId) {
        return database.read(handle -> views.get(handle, processId));
    }

    @GET
    @Path("/process")
    @Permitted(Permission.PROCESS_READ)
    @Operation(operationId = "getProcess")
    public ProcessView find(
            @QueryParam("tenantOrderId") @Nullable String tenantOrderId,
            @QueryParam("orderRef") @Nullable String orderRef,
            @QueryParam("pickJobRef") @Nullable String pickJobRef,
            @QueryParam("shipmentRef") @Nullable String shipmentRef,
            @QueryParam("handoverJobRef") @Nullable String handoverJobRef,
            @QueryParam("returnRef") @Nullable String returnRef) {
        long given = Stream.of(tenantOrderId, orderRef, pickJobRef, shipmentRef, handoverJobRef, returnRef)
                .filter(parameter -> parameter != null)
                .count();
        if (given != 1) {
            throw Rejection.invalid("Exactly one of tenantOrderId, orderRef, pickJobRef, shipmentRef, handoverJobRef "
                    + "and returnRef must be given");
        }
        return database.read(handle -> {
            if (tenantOrderId != null) {
                return views.byTenantOrderId(handle, tenantOrderId);
            }
            if (orderRef != null) {
                return views.byEntity(handle, ModuleEntity.ORDER, orderRef);
            }
            if (pickJobRef != null) {
                return views.byEntity(handle, ModuleEntity.PICK_JOB, pickJobRef);
            }
            if (shipmentRef != null) {
                return views.byEntity(handle, ModuleEntity.SHIPMENT, shipmentRef);
            }
            if (handoverJobRef != null) {
                return views.byEntity(handle, ModuleEntity.HANDOVER_JOB, handoverJobRef);
            }
            return views.byEntity(handle, ModuleEntity.ITEM_RETURN_JOB, java.util.Objects.requireNonNull(returnRef));
        });
    }

    @GET
    @Path("/processes/{processId}/historylogs")
    @Permitted(Permission.PROCESS_LOG_READ)
    @Operation(operationId = "getProcessHistoryLogs")
    @APIResponse(responseCode = "200")
    public String history(
            @PathParam("processId") String processId,
            @QueryParam("type") @Nullable String type,
            @QueryParam("username") @Nullable String username,
            @QueryParam("facilityName") @Nullable String facilityName,
            @QueryParam("startAfterId") @Nullable String startAfterId,
            @QueryParam("size") @Nullable Integer size,
            @QueryParam("orderBy") @Nullable String orderBy,
            @QueryParam("filterConsecutiveDuplicates") @Nullable Boolean withoutDuplicates) {
        ListPage page = ListPage.of(size, startAfterId, LARGEST_HISTORY_PAGE);
        ProcessHistory.Filter filter = new ProcessHistory.Filter(
                type,
                username,
                facilityName,
                page.startAfterId(),
                page.size(),
                sort(orderBy),
                withoutDuplicates == null || withoutDuplicates);
        return database.read(handle -> {
            processes.table().get(handle, processId);
            return history.page(handle, processId, filter);
        });
    }

    private static ProcessHistory.Sort sort(@Nullable String orderBy) {
        if (orderBy == null) {
            return ProcessHistory.Sort.TIMESTAMP_DESC;
        }
        return Arrays.stream(ProcessHistory.Sort.values())
                .filter(sort -> sort.name().equals(orderBy))
                .findFirst()
                .orElseThrow(() ->
                        Rejection.invalid("orderBy must be one of " + Arrays.toString(ProcessHistory.Sort.values())));
    }

    @POST
    @Path("/processes/search")
    @Permitted(Permission.PROCESS_READ)
    @Operation(operationId = "searchProcess")
    @APIResponse(responseCode = "200")
    public String search(@Nullable JsonNode body) {
        return database.read(handle -> views.search(handle, body));
    }

    @POST
    @Path("/processes/{processId}/actions")
    @Permitted(Permission.PROCESS_WRITE)
    @Operation(operationId = "processAction")
    public ProcessView act(@PathParam("processId") String processId, @NotNull @Valid ProcessActionRequest body) {
        return switch (body.name()) {
            case ADD_TAGS_TO_PROCESS -> {
                if (body.tags() == null) {
                    throw Rejection.invalid("tags must not be null");
                }
                yield changeProcess.addTags(processId, body.version(), body.tags());
            }
            case ASSIGN_FACILITY_TO_PROCESS -> {
                if (body.facilityRef() == null) {
                    throw Rejection.invalid("facilityRef must not be null");
                }
                yield changeProcess.assign(
                        processId,
                        body.version(),
                        body.facilityRef(),
                        body.rerouteDescriptionId(),
                        new ProcessHistoryEntry.Editor(caller.userId(), caller.username()));
            }
        };
    }
}
