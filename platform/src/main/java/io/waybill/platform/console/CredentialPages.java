package io.waybill.platform.console;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.AssignedRole;
import io.waybill.platform.access.Browser;
import io.waybill.platform.access.GeneratePassword;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import io.waybill.platform.access.SigningKeysResource;
import io.waybill.platform.access.UserForCreation;
import io.waybill.platform.access.UserPatchActions;
import io.waybill.platform.access.UserSessionsResource;
import io.waybill.platform.access.UsersResource;
import io.waybill.platform.kernel.Rejection;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may sign in, people and programs: made, given a new password, signed out, deleted. A password is made up here, shown
 * in the answer to whoever asked for it, and nowhere else.
 */
@Browser
@Path(CredentialPages.PATH)
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class CredentialPages {
    static final String PATH = IntegrationPages.PATH + "/credentials";

    private final ShowCredentials showCredentials;
    private final UsersResource users;
    private final UserSessionsResource sessions;
    private final SigningKeysResource keys;
    private final GeneratePassword generatePassword;
    private final Viewer viewer;
    private final Html html;

    CredentialPages(
            ShowCredentials showCredentials,
            UsersResource users,
            UserSessionsResource sessions,
            SigningKeysResource keys,
            GeneratePassword generatePassword,
            Viewer viewer,
            Html html) {
        this.showCredentials = showCredentials;
        this.users = users;
        this.sessions = sessions;
        this.keys = keys;
        this.generatePassword = generatePassword;
        this.viewer = viewer;
        this.html = html;
    }

    @GET
    @Permitted(Permission.USERS_READ)
    public Response list(@QueryParam("after") @Nullable String after) {
        return html.page(IntegrationTemplates.credentials(showCredentials.list(after)));
    }

    @GET
    @Path("/new")
    @Permitted(Permission.USER_WRITE)
    public Response choose() {
        return html.page(IntegrationTemplates.newCredential(showCredentials.choice()));
    }

    /** @param facilities that all roles are limited to, as somebody types them; empty for no limit */
    @POST
    @Path("/new")
    @Permitted(Permission.USER_WRITE)
    public Response create(
            @FormParam("username") @DefaultValue("") String username,
            @FormParam("role") List<String> roles,
            @FormParam("facilities") @DefaultValue("") String facilities) {
        String name = username.strip();
        List<String> limits = showCredentials.facilityIds(facilities);
        String password = generatePassword.next();
        Response made = users.create(UserForCreation.program(
                name,
                password,
                roles.stream()
                        .map(role -> limits.isEmpty() ? AssignedRole.unlimited(role) : AssignedRole.in(role, limits))
                        .toList()));
        String path = made.getLocation().getPath();
        return html.page(IntegrationTemplates.newPassword(
                new Credentials.Shown(path.substring(path.lastIndexOf('/') + 1), name, password, true, viewer.host())));
    }

    @GET
    @Path("/{userId}")
    @Permitted(Permission.USER_READ)
    public Response one(@PathParam("userId") String userId) {
        return html.page(IntegrationTemplates.credential(showCredentials.one(userId)));
    }

    /** Ends all sessions as well. */
    @POST
    @Path("/{userId}/password")
    @Permitted(Permission.USER_MODIFY)
    public Response replacePassword(@PathParam("userId") String userId, @FormParam("version") long version) {
        String username = showCredentials.one(userId).username();
        String password = generatePassword.next();
        users.change(userId, UserPatchActions.ofPassword(version, password));
        return html.page(IntegrationTemplates.newPassword(
                new Credentials.Shown(userId, username, password, false, viewer.host())));
    }

    @POST
    @Path("/{userId}/sessions")
    @Permitted(Permission.USER_MODIFY)
    public Response endSessions(@PathParam("userId") String userId) {
        sessions.end(userId);
        return Response.seeOther(UriBuilder.fromPath(PATH).path("{id}").build(userId))
                .build();
    }

    /** Asks before it is deleted. */
    @GET
    @Path("/{userId}/delete")
    @Permitted(Permission.USER_WRITE)
    public Response askBeforeDeleting(@PathParam("userId") String userId) {
        return html.page(IntegrationTemplates.deleteCredential(showCredentials.one(userId)));
    }

    @POST
    @Path("/{userId}/delete")
    @Permitted(Permission.USER_WRITE)
    public Response delete(@PathParam("userId") String userId, @FormParam("version") long version) {
        if (showCredentials.one(userId).version() != version) {
            throw Rejection.conflict("User " + userId + " was changed since you looked");
        }
        users.delete(userId);
        return back();
    }

    @POST
    @Path("/keys/rotate")
    @Permitted(Permission.ADMIN_MODULES_WRITE)
    public Response rotateKeys() {
        keys.rotate();
        return back();
    }

    private static Response back() {
        return Response.seeOther(UriBuilder.fromPath(PATH).build()).build();
    }
}
