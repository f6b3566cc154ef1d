package io.waybill.platform.facilities;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.platform.database.Transaction;
import io.waybill.platform.kernel.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What carriers' systems ask for, encrypted and apart from the carriers, so that no answer, event or search can show it.
 * Thread-safe.
 */
@ApplicationScoped
public class CarrierCredentials {
    private final Secrets secrets;
    private final ObjectMapper json;

    public CarrierCredentials(Secrets secrets, ObjectMapper json) {
        this.secrets = secrets;
        this.json = json;
    }

    /**
     * What to use at a facility: the credentials of the connection, or those of the carrier; empty when neither has any.
     *
     * @throws IllegalStateException when they cannot be decrypted
     */
    public Optional<JsonNode> of(Handle handle, FacilityCarrier connection) {
        return find(handle, Owner.connection(connection.id()))
                .or(() -> find(handle, Owner.carrier(connection.carrierRef())));
    }

    /** Stores what is given, removes what was when the given is a JSON null, and leaves things as they are for a null. */
    void put(Transaction transaction, Owner owner, @Nullable JsonNode credentials) {
        if (credentials == null) {
            return;
        }
        if (credentials.isNull()) {
            transaction
                    .handle()
                    .createUpdate("delete from carrier_credentials where " + owner.column + " = :id")
                    .bind("id", owner.id)
                    .execute();
            return;
        }
        transaction
                .handle()
                .createUpdate("insert into carrier_credentials (" + owner.column + ", sealed) values (:id, :sealed) "
                        + "on conflict (" + owner.column + ") do update set sealed = excluded.sealed")
                .bind("id", owner.id)
                .bind("sealed", secrets.seal(transaction, owner.toString(), credentials.toString()))
                .execute();
    }

    private Optional<JsonNode> find(Handle handle, Owner owner) {
        return handle.createQuery("select sealed from carrier_credentials where " + owner.column + " = :id")
                .bind("id", owner.id)
                .mapTo(String.class)
                .findOne()
                .map(encrypted -> read(secrets.open(owner.toString(), encrypted)));
    }

    private JsonNode read(String credentials) {
        try {
            return json.readTree(credentials);
        } catch (JsonProcessingException failure) {
            // Without the cause: its message shows what could not be read.
            throw new IllegalStateException("Stored credentials are not JSON");
        }
    }

    /** Whose credentials they are. */
    record Owner(String column, String id) {
        static Owner carrier(String id) {
            return new Owner("carrier_id", id);
        }

        /** A carrier at a facility. */
        static Owner connection(String id) {
            return new Owner("facility_carrier_id", id);
        }

        @Override
        public String toString() {
            return column + " " + id;
        }
    }
}
