package io.waybill.platform.inventory;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Caller;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import io.waybill.platform.database.Database;
import io.waybill.platform.facilities.Facilities;
import io.waybill.platform.kernel.Rejection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

@Path("/api/facilities/{facilityId}/configurations/stock")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Stock Configuration (Inventory)")
class FacilityStockConfigurationResource {
    private static final BigDecimal LEAST_RETAINED = new BigDecimal("0.01");

    private final Database database;
    private final Facilities facilities;
    private final FacilityStockConfigurations configurations;
    private final Caller caller;

    FacilityStockConfigurationResource(
            Database database, Facilities facilities, FacilityStockConfigurations configurations, Caller caller) {
        this.database = database;
        this.facilities = facilities;
        this.configurations = configurations;
        this.caller = caller;
    }

    @GET
    @Permitted(Permission.CONFIG_READ)
    @Operation(operationId = "getFacilityStockConfiguration", summary = "Get the stock configuration of a facility")
    public FacilityStockConfiguration get(@PathParam("facilityId") String idOrUrn) {
        return database.read(handle -> configurations.get(handle, facility(handle, idOrUrn)));
    }

    @PATCH
    @Permitted(Permission.CONFIG_WRITE)
    @Operation(operationId = "patchFacilityConfiguration", summary = "Change the stock configuration of a facility")
    public FacilityStockConfiguration patch(@PathParam("facilityId") String idOrUrn, @NotNull @Valid Patch body) {
        return database.transaction(transaction -> configurations.change(
                transaction.handle(), facility(transaction.handle(), idOrUrn), body.version, before -> {
                    FacilityStockConfiguration changed = before;
                    for (Action action : body.actions) {
                        changed = changed(changed, action);
                    }
                    return changed;
                }));
    }

    record Patch(
            @NotNull Long version,
            @NotNull @Size(min = 1, max = 25) List<@NotNull @Valid Action> actions) {}

    /** What is not given stays as it is. */
    record Action(
            @NotNull Name action,
            @Nullable Boolean active,
            @Nullable BigDecimal value) {
        enum Name {
            ModifyShortpick,
            ModifyRetainedOfflineStock,
            ModifyListingReactivationAfter
        }
    }

    private static FacilityStockConfiguration changed(FacilityStockConfiguration before, Action action) {
        FacilityStockConfiguration.Setting reactivation = before.listingReactivationAfter();
        FacilityStockConfiguration.Setting retained = before.retainedOfflineStock();
        FacilityStockConfiguration.Shortpick shortpick = before.shortpick();
        switch (action.action) {
            case ModifyShortpick ->
                shortpick = new FacilityStockConfiguration.Shortpick(
                        action.active == null ? shortpick.active() : action.active);
            case ModifyListingReactivationAfter -> reactivation = changed(reactivation, action);
            case ModifyRetainedOfflineStock -> {
                retained = changed(retained, action);
                if (retained.value().compareTo(LEAST_RETAINED) < 0
                        || retained.value().compareTo(BigDecimal.ONE) > 0) {
                    throw Rejection.invalid("actions.value must be between 0.01 and 1");
                }
            }
        }
        return new FacilityStockConfiguration(
                before.id(),
                before.version(),
                before.created(),
                before.lastModified(),
                reactivation,
                retained,
                shortpick);
    }

    private static FacilityStockConfiguration.Setting changed(
            FacilityStockConfiguration.Setting before, Action action) {
        return new FacilityStockConfiguration.Setting(
                action.active == null ? before.active() : action.active,
                action.value == null ? before.value() : action.value);
    }

    private String facility(Handle handle, String idOrUrn) {
        String id = facilities.resolve(handle, idOrUrn).id();
        Set<String> allowed = caller.facilityIds();
        if (!allowed.isEmpty() && !allowed.contains(id)) {
            throw Rejection.forbidden("The caller is not allowed at facility " + id);
        }
        return id;
    }
}
