package io.waybill.sandbox.project;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.sandbox.wire.Json;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All documents of one project, in memory. Thread-safe: one lock for the whole project, many readers or one writer;
 * stored documents are never changed, so what a reader got stays as it was.
 */
public final class Project {

    /** The type of messages; they are kept like resources, but only writes make them. */
    public static final String MESSAGE = "message";

    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final String key;
    private final InstantSource clock;
    private final Map<String, Resource> resources = new LinkedHashMap<>();
    private final Map<String, Documents> documents = new HashMap<>();
    private final Map<String, Long> sequenceNumbers = new HashMap<>();
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final Consumer<Write> seed;
    private final BiConsumer<List<Fact>, List<ObjectNode>> listener;

    /**
     * @param seed makes what a new project already has; runs now and after each reset
     * @param listener gets the facts of each write together with the subscriptions there were; called inside the lock
     *     so that the order of writes is the order of calls, and so must not block
     */
    public Project(
            String key,
            InstantSource clock,
            Collection<? extends Resource> resources,
            Consumer<Write> seed,
            BiConsumer<List<Fact>, List<ObjectNode>> listener) {
        this.key = key;
        this.clock = clock;
        this.seed = seed;
        this.listener = listener;
        for (Resource resource : resources) {
            this.resources.put(resource.path(), resource);
            documents.put(resource.typeId(), new Documents(resource.typeId(), resource.uniques()));
        }
        documents.put(MESSAGE, new Documents(MESSAGE, List.of()));
        seeded();
    }

    public String key() {
        return key;
    }

    /** The resource under a path segment, or null. */
    public @Nullable Resource resource(String path) {
        return resources.get(path);
    }

    /** Runs the work as one transaction; its effects and messages appear together, or not at all if it throws. */
    public <T> T write(Function<Write, T> work) {
        lock.writeLock().lock();
        try {
            Write write = new Write(this, clock.instant());
            T result = work.apply(write);
            commit(write);
            return result;
        } finally {
            lock.writeLock().unlock();
        }
    }

    public @Nullable ObjectNode find(String typeId, String id) {
        return read(() -> keeps(typeId) ? documents(typeId).get(id) : null);
    }

    public @Nullable ObjectNode findBy(String typeId, String field, String value) {
        return read(() -> documents(typeId).by(field, value));
    }

    /** All documents of a type, in order of creation. */
    public List<ObjectNode> all(String typeId) {
        List<ObjectNode> all = read(() -> documents(typeId).all());
        return all == null ? List.of() : all;
    }

    /** How many documents of each type there are. */
    public Map<String, Integer> sizes() {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        lock.readLock().lock();
        try {
            resources
                    .values()
                    .forEach(r -> sizes.put(r.path(), documents(r.typeId()).size()));
            sizes.put("messages", documents(MESSAGE).size());
        } finally {
            lock.readLock().unlock();
        }
        return sizes;
    }

    /** Forgets everything but what a new project has. */
    public void reset() {
        lock.writeLock().lock();
        try {
            documents.values().forEach(Documents::clear);
            sequenceNumbers.clear();
            seeded();
        } finally {
            lock.writeLock().unlock();
        }
    }

    static String timestamp(Instant instant) {
        return TIMESTAMP.format(instant);
    }

    Collection<Resource> resources() {
        return resources.values();
    }

    boolean keeps(String typeId) {
        return documents.containsKey(typeId);
    }

    Documents documents(String typeId) {
        Documents found = documents.get(typeId);
        if (found == null) {
            throw new IllegalArgumentException("No resources of type " + typeId);
        }
        return found;
    }

    private void seeded() {
        Write write = new Write(this, clock.instant());
        seed.accept(write);
        commit(write);
    }

    private void commit(Write write) {
        for (Write.Staged staged : write.staged()) {
            Documents target = documents(staged.resource().typeId());
            if (staged.document() == null) {
                target.remove(staged.id());
            } else {
                target.put(staged.document());
            }
        }
        List<Fact> facts = new ArrayList<>(write.facts());
        for (Fact fact : facts) {
            if (fact instanceof Fact.Message message) {
                // Numbered here, where nothing can fail any more, so that a refused write leaves no gap.
                String resourceId = message.notification().at("/resource/id").asText();
                message.notification().put("sequenceNumber", sequenceNumbers.merge(resourceId, 1L, Long::sum));
                ObjectNode stored = Json.object().setAll(message.notification());
                stored.remove(List.of("notificationType", "projectKey"));
                documents(MESSAGE).put(stored);
            }
        }
        if (!facts.isEmpty() && keeps("subscription")) {
            listener.accept(facts, documents("subscription").all());
        }
    }

    private <T> @Nullable T read(Supplier<@Nullable T> reading) {
        lock.readLock().lock();
        try {
            return reading.get();
        } finally {
            lock.readLock().unlock();
        }
    }
}
