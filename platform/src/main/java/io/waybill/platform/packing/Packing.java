package io.waybill.platform.packing;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.platform.database.Database;
import io.waybill.platform.kernel.DocumentTable;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.orders.TagReference;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Whether goods are packed before they leave. Without a configuration nothing is. Thread-safe. */
@ApplicationScoped
public class Packing {
    private static final String ID = "packing";

    private final Database database;
    private final DocumentTable<PackJobTagConfiguration> table;
    private final Clock clock;

    Packing(Database database, ObjectMapper json, Clock clock) {
        this.database = database;
        this.clock = clock;
        this.table = new DocumentTable<>(
                "packing_configuration", "Pack job tag configuration", PackJobTagConfiguration.class, json, clock);
    }

    /** Whether goods with these tags are packed. */
    public boolean isActive(Handle handle, @Nullable List<TagReference> tags) {
        return configuration(handle)
                .map(configuration -> configuration.asksForPacking(tags == null ? List.of() : tags))
                .orElse(false);
    }

    Optional<PackJobTagConfiguration> configuration(Handle handle) {
        return table.find(handle, ID);
    }

    /** @throws Rejection 409 when the request names another version than the stored one */
    PackJobTagConfiguration put(PackJobTagConfiguration.ForUpsert request) {
        return database.transaction(transaction -> {
            Handle handle = transaction.handle();
            Optional<PackJobTagConfiguration> before = configuration(handle);
            long version = before.map(PackJobTagConfiguration::version).orElse(0L);
            if (request.version() != null && request.version() != version) {
                throw Rejection.versionConflict(table.kind(), ID, request.version(), version);
            }
            Instant now = clock.instant();
            PackJobTagConfiguration after = PackJobTagConfigurationBuilder.builder()
                    .id(ID)
                    .version(Math.max(version, 1))
                    .created(before.map(PackJobTagConfiguration::created).orElse(now))
                    .lastModified(now)
                    .packJobCreationPerTag(request.packJobCreationPerTag())
                    .offeredDocumentsByDefault(request.offeredDocumentsByDefault())
                    .offeredDocumentsPerTag(request.offeredDocumentsPerTag())
                    .stickerConfiguration(request.stickerConfiguration())
                    .lineItemStickerConfiguration(request.lineItemStickerConfiguration())
                    .build();
            return before.isEmpty()
                    ? table.insert(handle, after).resource()
                    : table.update(handle, after).resource();
        });
    }
}
