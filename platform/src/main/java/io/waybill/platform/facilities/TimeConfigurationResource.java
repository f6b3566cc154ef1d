package io.waybill.platform.facilities;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import io.waybill.platform.database.Database;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The tenant's settings about times under {@code /api/configurations}. */
@Path("/api/configurations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Routing Plans Configuration (DOMS)")
class TimeConfigurationResource {
    private final Database database;
    private final TimeConfigurations configurations;

    TimeConfigurationResource(Database database, TimeConfigurations configurations) {
        this.database = database;
        this.configurations = configurations;
    }

    @GET
    @Path("/fulfillmentprocessbuffer")
    @Permitted(Permission.CONFIG_READ)
    @Operation(operationId = "getFulfillmentProcessBufferConfiguration", summary = "Get the time from order to ready")
    public TimeConfigurations.Minutes buffer() {
        return database.read(configurations::buffer);
    }

    @PUT
    @Path("/fulfillmentprocessbuffer")
    @Permitted(Permission.CONFIG_WRITE)
    @Operation(operationId = "putFulfillmentProcessBufferConfiguration", summary = "Set the time from order to ready")
    public TimeConfigurations.Minutes putBuffer(@NotNull @Valid BufferBody body) {
        return database.transaction(transaction -> {
            Instant created = configurations.buffer(transaction.handle()).created();
            return configurations.put(
                    transaction.handle(),
                    new TimeConfigurations.Minutes(
                            TimeConfigurations.Minutes.ID, body.version, created, created, body.minutes));
        });
    }

    @GET
    @Path("/capacityplanningtimeframe")
    @Permitted(Permission.CONFIG_READ)
    @Operation(
            operationId = "getCapacityPlanningTimeframeConfiguration",
            summary = "Get how many days ahead capacity is planned")
    public TimeConfigurations.Days timeframe() {
        return database.read(configurations::timeframe);
    }

    @PUT
    @Path("/capacityplanningtimeframe")
    @Permitted(Permission.CONFIG_WRITE)
    @Operation(
            operationId = "putCapacityPlanningTimeframeConfiguration",
            summary = "Set how many days ahead capacity is planned")
    public TimeConfigurations.Days putTimeframe(@NotNull @Valid TimeframeBody body) {
        return database.transaction(transaction -> {
            Instant created = configurations.timeframe(transaction.handle()).created();
            return configurations.put(
                    transaction.handle(),
                    new TimeConfigurations.Days(TimeConfigurations.Days.ID, body.version, created, created, body.days));
        });
    }

    @GET
    @Path("/cutofftime")
    @Permitted(Permission.CONFIG_READ)
    @Operation(operationId = "getCutoffTimeConfiguration", summary = "Get until when goods have to be ready")
    public TimeConfigurations.CutoffTime cutoff() {
        return database.read(configurations::cutoff);
    }

    @PUT
    @Path("/cutofftime")
    @Permitted(Permission.CONFIG_WRITE)
    @Operation(operationId = "putCutoffTimeConfiguration", summary = "Set until when goods have to be ready")
    public TimeConfigurations.CutoffTime putCutoff(@NotNull @Valid CutoffBody body) {
        return database.transaction(transaction -> {
            Instant created = configurations.cutoff(transaction.handle()).created();
            return configurations.put(
                    transaction.handle(),
                    new TimeConfigurations.CutoffTime(
                            TimeConfigurations.CutoffTime.ID,
                            body.version,
                            created,
                            created,
                            body.clickAndCollect,
                            body.shipFromStore));
        });
    }

    @GET
    @Path("/transittime")
    @Permitted(Permission.CONFIG_READ)
    @Operation(operationId = "getTransitTimeConfiguration", summary = "Get which transit days count")
    public TimeConfigurations.TransitTime transitTime() {
        return database.read(configurations::transitTime);
    }

    @PUT
    @Path("/transittime")
    @Permitted(Permission.CONFIG_WRITE)
    @Operation(operationId = "putTransitTimeConfiguration", summary = "Set which transit days count")
    public TimeConfigurations.TransitTime putTransitTime(@NotNull @Valid TransitTimeBody body) {
        return database.transaction(transaction -> {
            Instant created = configurations.transitTime(transaction.handle()).created();
            return configurations.put(
                    transaction.handle(),
                    new TimeConfigurations.TransitTime(
                            TimeConfigurations.TransitTime.ID,
                            body.version,
                            created,
                            created,
                            body.calculationStrategy));
        });
    }

    record BufferBody(
            @NotNull Long version,
            @NotNull @Min(0) @Max(525_600) Integer minutes) {}

    record TimeframeBody(
            @NotNull Long version,

            @NotNull @Min(1) @Max(PickingCalendar.HORIZON_DAYS)
            Integer days) {}

    /** A time that is null means that there is none. */
    record CutoffBody(
            @NotNull Long version,
            @Nullable @Valid TimeOfDay clickAndCollect,
            @Nullable @Valid TimeOfDay shipFromStore) {}

    record TransitTimeBody(@NotNull Long version, @NotNull TransitTimeStrategy calculationStrategy) {}
}
