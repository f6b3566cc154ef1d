package io.waybill.platform.access;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.database.Database;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What Waybill adds: new keys on request. */
@Path("/waybill/signingkeys")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Waybill: access")
public class SigningKeysResource {
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
    public record Rotated(String kid) {}

    /**
     * A key whose tokens are accepted.
     *
     * @param signs whether new tokens are signed with it
     */
    public record Key(String kid, Instant created, boolean signs) {}

    /** The keys, the one that signs first. */
    public record Keys(List<Key> keys) {}

    @GET
    @Permitted(Permission.ADMIN_MODULES_READ)
    @Operation(operationId = "getSigningKeys", summary = "The keys whose tokens are accepted, and since when")
    public Keys list() {
        return new Keys(database.read(keys::known));
    }

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
