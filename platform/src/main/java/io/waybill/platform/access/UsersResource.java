package io.waybill.platform.access;

import static io.waybill.platform.access.Permission.*;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.database.Database;
import io.waybill.platform.kernel.ListPage;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.Stored;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
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
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/users")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "User Management (Core)")
public class UsersResource {
    private static final int LARGEST_PAGE = 100;

    private final Database database;
    private final Users users;
    private final Roles roles;
    private final CreateUser createUser;
    private final ModifyUser modifyUser;
    private final Caller caller;

    UsersResource(
            Database database, Users users, Roles roles, CreateUser createUser, ModifyUser modifyUser, Caller caller) {
        this.database = database;
        this.users = users;
        this.roles = roles;
        this.createUser = createUser;
        this.modifyUser = modifyUser;
        this.caller = caller;
    }

    /** What the caller may do. */
    public record EffectivePermissions(String userId, List<RoleWithPermissions> roles) {
        public record RoleWithPermissions(
                String name,
                Set<Permission> permissions,
                @Nullable List<ContextLimitation> context) {}
    }

    /** A change of one's own data; which fields count depends on the action. */
    public record MyAction(
            @NotNull @Pattern(regexp = "ModifyMe|ModifyCredentials", message = "must be ModifyMe or ModifyCredentials")
            String action,

            @Nullable @Size(max = 100) String firstname,
            @Nullable @Size(max = 100) String lastname,

            @Nullable @Pattern(regexp = "[a-z]{2}_[A-Z]{2}", message = "must be a locale such as de_DE")
            String locale,

            @Nullable @Size(max = 500) String currentPassword,

            @Nullable @Size(max = 320) @Pattern(regexp = "[^\\s@]+@[^\\s@]+", message = "must be an e-mail address")
            String email,

            @Nullable @Size(max = 500) String password) {}

    /** The deprecated change of one's own data. */
    public record MyData(
            @Nullable @Size(max = 100) String firstname,
            @Nullable @Size(max = 100) String lastname,

            @Nullable @Pattern(regexp = "[a-z]{2}_[A-Z]{2}", message = "must be a locale such as de_DE")
            String locale) {}

    @GET
    @Permitted(USERS_READ)
    @Operation(operationId = "getAllUsers", summary = "List users")
    @APIResponseSchema(User.class)
    public String list(
            @QueryParam("size") @Nullable Integer size,
            @QueryParam("startAfterId") @Nullable String startAfterId,
            @QueryParam("orderBy") @Nullable String orderBy,
            @QueryParam("facilityId") @Nullable String facilityId,
            @QueryParam("includeAdminUsers") @Nullable Boolean includeAdminUsers) {
        ListPage page = ListPage.of(size, startAfterId, LARGEST_PAGE);
        boolean administrators = Boolean.TRUE.equals(includeAdminUsers);
        return database.read(handle -> "{\"users\":["
                + String.join(",", users.page(handle, page, facilityId, administrators))
                + "],\"total\":"
                + users.count(handle, facilityId, administrators)
                + "}");
    }

    @POST
    @Permitted(USER_WRITE)
    @Operation(operationId = "createUser", summary = "Creates user")
    @APIResponseSchema(value = User.class, responseCode = "201")
    public Response create(@Valid @NotNull UserForCreation user) {
        Stored<User> stored = createUser.create(user, caller);
        return Response.created(URI.create("/api/users/" + stored.resource().id()))
                .entity(stored.json())
                .build();
    }

    @GET
    @Path("{userId}")
    @Permitted(USER_READ)
    @Operation(operationId = "getUser", summary = "Return user")
    @APIResponseSchema(User.class)
    public String get(@PathParam("userId") String userId) {
        return database.read(handle -> users.getJson(handle, userId));
    }

    @PATCH
    @Path("{userId}")
    @Permitted(USER_MODIFY)
    @Operation(operationId = "changeUser", summary = "Update user")
    @APIResponseSchema(User.class)
    public String change(@PathParam("userId") String userId, @Valid @NotNull UserPatchActions patch) {
        return modifyUser.modify(userId, patch, caller).json();
    }

    @DELETE
    @Path("{userId}")
    @Permitted(USER_WRITE)
    @Operation(operationId = "deleteUser", summary = "Delete user")
    @APIResponse(responseCode = "200")
    public Response delete(@PathParam("userId") String userId) {
        modifyUser.delete(userId, caller);
        return Response.ok().build();
    }

    @POST
    @Path("{userId}/assignedFacilities")
    @Permitted(USER_WRITE)
    @Operation(operationId = "assignFacility", summary = "Create facility assignment")
    @APIResponse(responseCode = "200")
    public String assignFacility(
            @PathParam("userId") String userId, @Valid @NotNull UserForCreation.LegacyFacility facility) {
        return modifyUser.assignFacility(userId, facility.facilityRef(), caller).json();
    }

    @GET
    @Path("{userId}/permissions")
    @Permitted(USER_READ)
    @Operation(operationId = "getUserRoles", summary = "Get user roles")
    public EffectivePermissions permissions(@PathParam("userId") String userId) {
        return database.read(handle -> {
            User user = users.get(handle, userId);
            Map<String, Set<Permission>> permissions = roles.permissions(
                    handle, user.assignedRoles().stream().map(AssignedRole::ref).toList());
            return new EffectivePermissions(
                    userId,
                    user.assignedRoles().stream()
                            .map(role -> new EffectivePermissions.RoleWithPermissions(
                                    role.ref(),
                                    permissions.getOrDefault(role.ref(), Collections.emptySet()),
                                    role.context()))
                            .toList());
        });
    }

    @GET
    @Path("me/effectivepermissions")
    @Permitted(CURRENT_USER_READ)
    @Operation(operationId = "getEffectivePermissions", summary = "Return effective permissions")
    public EffectivePermissions effectivePermissions() {
        return permissions(caller.userId());
    }

    @GET
    @Path("me")
    @Permitted(CURRENT_USER_READ)
    @Operation(operationId = "getMe", summary = "The user who is asking; an addition of Waybill")
    public String me() {
        return get(caller.userId());
    }

    @PATCH
    @Path("me")
    @Permitted(CURRENT_USER_MODIFY)
    @Operation(operationId = "updateMe", summary = "Update me user", deprecated = true)
    @APIResponseSchema(User.class)
    public String updateMe(@Valid @NotNull MyData data) {
        return modifyUser
                .modifyMe(caller.userId(), data.firstname(), data.lastname(), data.locale())
                .json();
    }

    @POST
    @Path("me/actions")
    @Permitted(CURRENT_USER_MODIFY)
    @Operation(operationId = "executeMeAction", summary = "Call user action")
    @APIResponseSchema(User.class)
    public String executeMeAction(@Valid @NotNull MyAction action) {
        if (action.action().equals("ModifyMe")) {
            return modifyUser
                    .modifyMe(caller.userId(), action.firstname(), action.lastname(), action.locale())
                    .json();
        }
        if (action.currentPassword() == null) {
            throw Rejection.invalid("currentPassword must be given");
        }
        return modifyUser
                .modifyMyCredentials(caller.userId(), action.currentPassword(), action.email(), action.password())
                .json();
    }
}
