package io.waybill.platform.access;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.database.Database;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What Waybill adds: new keys on request. */
@Path("/waybill/signingkeys")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Waybill: access")
class SigningKeysResource {
    private final SigningKeys keys;
    private final Database database;
    private final AuditTrail audit;
    private final Caller caller;

    SigningKeysResource(SigningKeys keys, Database database, AuditTrail audit, Caller caller) {
        this.keys = keys;
        this.database = database;
        this.audit = audit;
        this.caller = caller;
    }

    /** The key that signs from now on. */
    record Rotated(String kid) {}

    @POST
    @Path("rotate")
    @Permitted(Permission.ADMIN_MODULES_WRITE)
    @Operation(
            operationId = "rotateSigningKeys",
            summary = "Sign with a new key; tokens signed before stay valid until they expire")
    public Rotated rotate() {
        String kid = keys.rotate();
        database.inTransaction(transaction ->
                audit.record(transaction.handle(), AuditTrail.Action.SIGNING_KEY_ROTATED, caller.userId(), kid));
        return new Rotated(kid);
    }
}
