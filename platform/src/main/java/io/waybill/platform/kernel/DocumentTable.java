package io.waybill.platform.kernel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * A table of documents: {@code (id text primary key, version bigint, created timestamptz, last_modified timestamptz,
 * document jsonb)}; whatever else is filtered, joined or constrained is a generated column of the table's migration.
 *
 * <p>The SQL that all resources share stands here; a module's store (plural noun) holds one of these and adds its own
 * statements. Every write names the version it read. Sets are written with one statement, whatever their size.
 * Thread-safe.
 *
 * @param <T> the record stored
 */
public final class DocumentTable<T extends Resource<T>> {
    private final String table;
    private final String kind;
    private final Class<T> type;
    private final ObjectMapper json;
    private final Clock clock;

    /**
     * @param table name of the table; a constant of the program, never input
     * @param kind how errors name the resource, for example {@code Order}
     */
    public DocumentTable(String table, String kind, Class<T> type, ObjectMapper json, Clock clock) {
        this.table = table;
        this.kind = kind;
        this.type = type;
        this.json = json;
        this.clock = clock;
    }

    public String table() {
        return table;
    }

    public String kind() {
        return kind;
    }

    /** Inserts as it stands (version and times are the resource's own). A taken id or unique column throws. */
    public Stored<T> insert(Handle handle, T resource) {
        return insertAll(handle, List.of(resource)).getFirst();
    }

    /** Inserts all with one statement. */
    public List<Stored<T>> insertAll(Handle handle, Collection<T> resources) {
        List<Stored<T>> stored = resources.stream().map(this::stored).toList();
        if (!stored.isEmpty()) {
            Rows<T> rows = new Rows<>(stored);
            handle.createUpdate("insert into " + table + " (id, version, created, last_modified, document) "
                            + "select r.id, r.version, r.created, r.last_modified, r.document::jsonb "
                            + "from unnest(:ids::text[], :versions::bigint[], :created::timestamptz[], "
                            + ":lastModified::timestamptz[], :documents::text[]) "
                            + "as r(id, version, created, last_modified, document)")
                    .bindArray("ids", String.class, (Object[]) rows.ids)
                    .bindArray("versions", Long.class, (Object[]) rows.versions)
                    .bindArray("created", String.class, (Object[]) rows.created)
                    .bindArray("lastModified", String.class, (Object[]) rows.lastModified)
                    .bindArray("documents", String.class, (Object[]) rows.documents)
                    .execute();
        }
        return stored;
    }

    /**
     * Replaces the stored document by {@code changed}, which must carry the version that was read; stores it with the
     * next version and the present time.
     *
     * @throws Rejection 409 with both versions when someone else wrote in between, 404 when it is gone
     */
    public Stored<T> update(Handle handle, T changed) {
        return updateAll(handle, List.of(changed)).getFirst();
    }

    /** {@link #update} of several with one statement: all or none. */
    public List<Stored<T>> updateAll(Handle handle, Collection<T> changed) {
        if (changed.isEmpty()) {
            return List.of();
        }
        Instant now = clock.instant();
        List<Stored<T>> stored = changed.stream()
                .map(resource -> stored(resource.touched(resource.version() + 1, now)))
                .toList();
        Rows<T> rows = new Rows<>(stored);
        Set<String> written = new HashSet<>(handle.createQuery("update " + table + " t set version = r.version, "
                        + "last_modified = r.last_modified, document = r.document::jsonb "
                        + "from unnest(:ids::text[], :versions::bigint[], :lastModified::timestamptz[], "
                        + ":documents::text[]) as r(id, version, last_modified, document) "
                        + "where t.id = r.id and t.version = r.version - 1 returning t.id")
                .bindArray("ids", String.class, (Object[]) rows.ids)
                .bindArray("versions", Long.class, (Object[]) rows.versions)
                .bindArray("lastModified", String.class, (Object[]) rows.lastModified)
                .bindArray("documents", String.class, (Object[]) rows.documents)
                .mapTo(String.class)
                .list());
        for (T resource : changed) {
            if (!written.contains(resource.id())) {
                throw missed(handle, resource.id(), resource.version());
            }
        }
        return stored;
    }

    /**
     * Stores something that everybody can read before anybody stored it, with version 0: the first time it is inserted as
     * version 1, later it is replaced.
     *
     * @param present as it is now, stored or not
     * @param next carries the version that its author saw; of version 0, {@link Resource#touched} says when it was created
     * @throws Rejection 409 with both versions when that is not the version of {@code present}, or somebody was faster
     */
    public Stored<T> put(Handle handle, T present, T next) {
        if (next.version() != present.version()) {
            throw Rejection.versionConflict(kind, next.id(), next.version(), present.version());
        }
        if (next.version() > 0) {
            return update(handle, next);
        }
        return new UniqueConstraint(table + "_pkey")
                .guard(
                        () -> insert(handle, next.touched(1, clock.instant())),
                        () -> Rejection.versionConflict(kind, next.id(), 0, 1));
    }

    /** Deletes the resource if it still has that version. */
    public void delete(Handle handle, String id, long version) {
        int deleted = handle.createUpdate("delete from " + table + " where id = :id and version = :version")
                .bind("id", id)
                .bind("version", version)
                .execute();
        if (deleted == 0) {
            throw missed(handle, id, version);
        }
    }

    public Optional<T> find(Handle handle, String id) {
        return json(handle, id).map(this::parse);
    }

    /** The stored JSON, ready to be answered. */
    public Optional<String> json(Handle handle, String id) {
        return handle.createQuery("select document::text from " + table + " where id = :id")
                .bind("id", id)
                .mapTo(String.class)
                .findOne();
    }

    /** @throws Rejection 404 */
    public T get(Handle handle, String id) {
        return find(handle, id).orElseThrow(() -> Rejection.notFound(kind, id));
    }

    /** @throws Rejection 404 */
    public String getJson(Handle handle, String id) {
        return json(handle, id).orElseThrow(() -> Rejection.notFound(kind, id));
    }

    /**
     * The resource under a row lock held until the transaction ends.
     *
     * @throws Rejection 404
     */
    public T lock(Handle handle, String id) {
        return handle.createQuery("select document::text from " + table + " where id = :id for update")
                .bind("id", id)
                .mapTo(String.class)
                .findOne()
                .map(this::parse)
                .orElseThrow(() -> Rejection.notFound(kind, id));
    }

    /**
     * The resource for a write by a client who saw {@code requestVersion}.
     *
     * @throws Rejection 404, or 409 when the stored version is another one
     */
    public T get(Handle handle, String id, long requestVersion) {
        T resource = get(handle, id);
        if (resource.version() != requestVersion) {
            throw Rejection.versionConflict(kind, id, requestVersion, resource.version());
        }
        return resource;
    }

    /** Those of the ids that exist, by id. */
    public Map<String, T> findAll(Handle handle, Collection<String> ids) {
        return handle.createQuery("select document::text from " + table + " where id = any(:ids)")
                .bindArray("ids", String.class, ids.toArray())
                .mapTo(String.class)
                .map(this::parse)
                .collect(Collectors.toMap(Resource::id, resource -> resource));
    }

    /** The records of a query that selects {@code document::text} as its only column. */
    public List<T> parseAll(Collection<String> documents) {
        List<T> parsed = new ArrayList<>(documents.size());
        for (String document : documents) {
            parsed.add(parse(document));
        }
        return parsed;
    }

    /** The stored document as it stands, for whoever looks at properties that the record does not name. */
    public JsonNode tree(String document) {
        try {
            return json.readTree(document);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("A stored " + kind + " cannot be read", failure);
        }
    }

    public T parse(String document) {
        try {
            return json.readValue(document, type);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("A stored " + kind + " cannot be read", failure);
        }
    }

    private Stored<T> stored(T resource) {
        try {
            return new Stored<>(resource, json.writeValueAsString(resource));
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException(kind + " " + resource.id() + " cannot be written as JSON", failure);
        }
    }

    private Rejection missed(Handle handle, String id, long requestVersion) {
        @Nullable
        Long version = handle.createQuery("select version from " + table + " where id = :id")
                .bind("id", id)
                .mapTo(Long.class)
                .findOne()
                .orElse(null);
        return version == null
                ? Rejection.notFound(kind, id)
                : Rejection.versionConflict(kind, id, requestVersion, version);
    }

    /** The columns of a set of rows, as arrays for {@code unnest}. */
    private static final class Rows<T extends Resource<T>> {
        final String[] ids;
        final Long[] versions;
        final String[] created;
        final String[] lastModified;
        final String[] documents;

        Rows(List<Stored<T>> stored) {
            int count = stored.size();
            ids = new String[count];
            versions = new Long[count];
            created = new String[count];
            lastModified = new String[count];
            documents = new String[count];
            for (int row = 0; row < count; row++) {
                T resource = stored.get(row).resource();
                ids[row] = resource.id();
                versions[row] = resource.version();
                created[row] = resource.created().toString();
                lastModified[row] = resource.lastModified().toString();
                documents[row] = stored.get(row).json();
            }
        }
    }
}
