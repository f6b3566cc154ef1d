package io.waybill.platform.access;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What Waybill adds: everything that somebody is signed in with can be taken away. */
@Path("/waybill/users/{userId}/sessions")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Waybill: access")
public class UserSessionsResource {
    private final ModifyUser modifyUser;
    private final Caller caller;

    UserSessionsResource(ModifyUser modifyUser, Caller caller) {
        this.modifyUser = modifyUser;
        this.caller = caller;
    }

    @DELETE
    @Permitted(Permission.USER_MODIFY)
    @Operation(
            operationId = "endSessions",
            summary = "End all sessions of a user; their tokens count no longer, the password stays")
    @APIResponse(responseCode = "204")
    public Response end(@PathParam("userId") String userId) {
        modifyUser.endSessions(userId, caller);
        return Response.noContent().build();
    }
}
