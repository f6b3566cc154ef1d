package io.waybill.platform.access;

import static io.waybill.platform.access.Permission.*;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.database.Database;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/roles")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "User Management (Core)")
class RolesResource {
    private final Database database;
    private final Roles roles;

    RolesResource(Database database, Roles roles) {
        this.database = database;
        this.roles = roles;
    }

    @GET
    @Permitted(ROLE_READ)
    @Operation(operationId = "getAllRoles", summary = "List roles")
    public List<Role> list() {
        return database.read(roles::all);
    }

    @GET
    @Path("{name}")
    @Permitted(ROLE_READ)
    @Operation(operationId = "getRole", summary = "Return role")
    public Role get(@PathParam("name") String name) {
        return database.read(handle -> roles.get(handle, name));
    }
}
