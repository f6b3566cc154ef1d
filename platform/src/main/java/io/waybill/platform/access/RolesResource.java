package io.waybill.platform.access;

import static io.waybill.platform.access.Permission.*;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.database.Database;
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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/roles")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "User Management (Core)")
class RolesResource {
    private final Database database;
    private final Roles roles;
    private final EditRoles editRoles;

    RolesResource(Database database, Roles roles, EditRoles editRoles) {
        this.database = database;
        this.roles = roles;
        this.editRoles = editRoles;
    }

    @GET
    @Permitted(ROLE_READ)
    @Operation(operationId = "getAllRoles", summary = "List roles")
    @APIResponse(responseCode = "200")
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

    @POST
    @Permitted(ROLE_WRITE)
    @Operation(operationId = "createRole", summary = "Create role")
    @APIResponseSchema(value = Role.class, responseCode = "201")
    public Response create(@Valid @NotNull RoleForCreation role) {
        Role created = editRoles.create(role);
        return Response.created(URI.create("/api/roles/" + created.name()))
                .entity(created)
                .build();
    }

    @PUT
    @Path("{name}")
    @Permitted(ROLE_WRITE)
    @Operation(operationId = "updateRole", summary = "Replace role")
    public Role replace(@PathParam("name") String name, @Valid @NotNull RoleForCreation role) {
        return editRoles.replace(name, role);
    }

    @PATCH
    @Path("{name}")
    @Permitted(ROLE_WRITE)
    @Operation(operationId = "patchRole", summary = "Update role")
    public Role patch(@PathParam("name") String name, @Valid @NotNull RoleForPatch patch) {
        return editRoles.patch(name, patch);
    }

    @DELETE
    @Path("{name}")
    @Permitted(ROLE_WRITE)
    @Operation(operationId = "deleteRole", summary = "Delete role")
    public Role delete(@PathParam("name") String name) {
        return editRoles.delete(name);
    }
}
