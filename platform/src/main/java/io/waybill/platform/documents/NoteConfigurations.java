package io.waybill.platform.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.platform.database.Database;
import io.waybill.platform.kernel.DocumentTable;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.UniqueConstraint;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The stored configurations of notes: at most one of each kind. Thread-safe. */
@ApplicationScoped
class NoteConfigurations {
    static final String DELIVERY_NOTE = "delivery-note";
    static final String RETURN_NOTE = "return-note";

    private final Database database;
    private final DocumentTable<NoteConfiguration> table;
    private final ObjectMapper json;
    private final Clock clock;

    NoteConfigurations(Database database, ObjectMapper json, Clock clock) {
        this.database = database;
        this.json = json;
        this.clock = clock;
        this.table =
                new DocumentTable<>("note_configuration", "Note configuration", NoteConfiguration.class, json, clock);
    }

    Optional<NoteConfiguration> find(Handle handle, String id) {
        return table.find(handle, id);
    }

    /** @throws Rejection 404 while nobody configured anything */
    NoteConfiguration get(String id) {
        return database.read(handle -> table.get(handle, id));
    }

    /** What came of a write. */
    record Put(NoteConfiguration configuration, boolean created) {}

    /**
     * @param wanted carries the version that its author saw; of the first one it is ignored
     * @throws Rejection 409 when the stored one has another version
     */
    Put put(NoteConfiguration wanted) {
        return database.transaction(transaction -> {
            Handle handle = transaction.handle();
            NoteConfiguration before = table.find(handle, wanted.id()).orElse(null);
            if (before == null) {
                return new Put(
                        new UniqueConstraint("note_configuration_pkey")
                                .guard(
                                        () -> table.insert(handle, wanted.touched(1, clock.instant()))
                                                .resource(),
                                        () -> Rejection.conflict("Somebody else has just created the configuration")),
                        true);
            }
            if (before.version() != wanted.version()) {
                throw Rejection.versionConflict(table.kind(), wanted.id(), wanted.version(), before.version());
            }
            return new Put(
                    table.update(handle, wanted.with(next -> next.created(before.created())))
                            .resource(),
                    false);
        });
    }

    /** As it is answered: the logo as an address, not as its bytes. */
    ObjectNode answer(NoteConfiguration configuration) {
        ObjectNode answer = json.valueToTree(configuration);
        answer.remove("logo");
        return answer;
    }

    /** @throws Rejection 422 where a background is wanted: it would be left out without a word otherwise */
    static void refuseBackground(@Nullable JsonNode background) {
        if (background != null && !background.isNull() && !background.isEmpty()) {
            throw Rejection.ruleBroken("pdfBackgroundConfiguration is not supported; a logo is");
        }
    }
}
