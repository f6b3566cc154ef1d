package io.waybill.platform.access;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.database.Database;
import io.waybill.platform.database.DatabaseUnavailable;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;

/** {@code /api/status} and {@code /api/health}: whether the platform can serve requests. */
@Tag(name = "Health (Infrastructure)")
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class StatusResource {
    private static final Logger LOG = Logger.getLogger(StatusResource.class);

    private final Database database;

    StatusResource(Database database) {
        this.database = database;
    }

    @GET
    @Path("/status")
    @Open
    @Operation(operationId = "status", summary = "Whether the API is up")
    public Status status() {
        return new Status(databaseHealth());
    }

    @GET
    @Path("/health")
    @Open
    @Operation(operationId = "healthCheck", summary = "Whether the API and what it depends on are up")
    public Health health() {
        HealthStatus status = databaseHealth();
        return new Health(status, List.of(new Dependency("database", status)));
    }

    private HealthStatus databaseHealth() {
        try {
            database.read(handle ->
                    handle.createQuery("select 1").mapTo(Integer.class).one());
            return HealthStatus.UP;
        } catch (DatabaseUnavailable away) {
            return HealthStatus.DOWN;
        } catch (RuntimeException failure) {
            LOG.warn("The database does not answer as it should", failure);
            return HealthStatus.DOWN;
        }
    }

    record Status(HealthStatus status) {}

    record Health(HealthStatus status, List<Dependency> dependencies) {}

    record Dependency(String name, HealthStatus status) {}

    enum HealthStatus {
        UP,
        DOWN
    }
}
