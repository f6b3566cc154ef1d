package io.waybill.connector.parked;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.http.Deadline;
import io.waybill.client.http.JsonHttp;
import io.waybill.connector.commercetools.CustomObjects;
import io.waybill.connector.commercetools.CustomObjects.Stored;
import io.waybill.connector.outcome.Outcome;
import io.waybill.connector.outcome.ParkedReason;
import java.lang.System.Logger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The messages that were acknowledged without effect, as custom objects of the shop, so that they outlive every
 * instance. A message about the same thing replaces the one before.
 */
public final class ParkedMessages {
    private static final Logger LOG = System.getLogger(ParkedMessages.class.getName());

    /** Container of the custom objects. */
    public static final String CONTAINER = "waybill-parked";

    /** More are not listed. */
    public static final int MOST_LISTED = 500;

    /** Where a message came from, which says how to replay it. */
    public enum Origin {
        SHOP,
        PLATFORM,
        UNREADABLE
    }

    /**
     * A parked message.
     *
     * @param content what is needed to do the work again: ids, no personal data
     * @param firstParkedAt when it was parked for the first time, in ISO 8601
     * @param parkedAt when it was tried last
     * @param attempts how often it was tried
     */
    public record Parked(
            String key,
            Origin origin,
            JsonNode content,
            ParkedReason code,
            String reason,
            String firstParkedAt,
            String parkedAt,
            int attempts) {
        static Parked from(Stored object) {
            JsonNode value = object.value();
            String parkedAt = value.path("parkedAt").asText("");
            return new Parked(
                    object.key(),
                    Origin.valueOf(value.path("origin").asText("UNREADABLE")),
                    value.path("content"),
                    code(value.path("code").asText("")),
                    value.path("reason").asText(""),
                    value.path("firstParkedAt").asText(parkedAt),
                    parkedAt,
                    value.path("attempts").asInt(1));
        }

        private static ParkedReason code(String name) {
            return Arrays.stream(ParkedReason.values())
                    .filter(each -> each.name().equals(name))
                    .findFirst()
                    .orElse(ParkedReason.OTHER);
        }

        /** As JSON for an operator. */
        public ObjectNode json() {
            ObjectNode json = JsonHttp.JSON
                    .createObjectNode()
                    .put("key", key)
                    .put("origin", origin.name())
                    .put("code", code.name())
                    .put("reason", reason)
                    .put("firstParkedAt", firstParkedAt)
                    .put("parkedAt", parkedAt)
                    .put("attempts", attempts);
            json.set("content", content);
            return json;
        }
    }

    private final CustomObjects objects;
    private final Clock clock;

    /** Messages kept in those custom objects. */
    public ParkedMessages(CustomObjects objects, Clock clock) {
        this.objects = objects;
        this.clock = clock;
    }

    /** Parks a message; parking one with the same key again counts the attempt and keeps the newest reason. */
    public void park(String key, Origin origin, JsonNode content, Outcome.Impossible why, Deadline deadline) {
        String safe = safeKey(key);
        String now = clock.instant().toString();
        Optional<Parked> before = objects.find(CONTAINER, safe, deadline).map(Parked::from);
        ObjectNode value = JsonHttp.JSON
                .createObjectNode()
                .put("origin", origin.name())
                .put("code", why.code().name())
                .put("reason", why.explanation())
                .put("firstParkedAt", before.map(Parked::firstParkedAt).orElse(now))
                .put("parkedAt", now)
                .put("attempts", before.map(Parked::attempts).orElse(0) + 1);
        value.set("content", content);
        // Without a version: two instances that park the same message say the same.
        objects.write(CONTAINER, safe, value, null, deadline);
    }

    /** The oldest parked messages, 500 at most. */
    public List<Parked> list(Deadline deadline) {
        return objects.list(CONTAINER, MOST_LISTED, deadline).stream()
                .map(Parked::from)
                .toList();
    }

    /** One parked message. */
    public Optional<Parked> find(String key, Deadline deadline) {
        return objects.find(CONTAINER, safeKey(key), deadline).map(Parked::from);
    }

    /** Forgets a message; one that is gone already is fine. */
    public void remove(String key, Deadline deadline) {
        objects.find(CONTAINER, safeKey(key), deadline).ifPresent(present -> objects.delete(present, deadline));
    }

    /** Forgets a message because an operator said so; the log keeps what was given up. */
    public void drop(Parked message, Deadline deadline) {
        remove(message.key(), deadline);
        LOG.log(
                Logger.Level.WARNING,
                "dropped {0}, parked as {1} after {2} attempts: its work will not be done",
                message.key(),
                message.code(),
                message.attempts());
    }

    /** commercetools takes 256 characters of a small alphabet as key; anything else is named by its digest. */
    private static String safeKey(String key) {
        return key.matches("[-_~.a-zA-Z0-9]{1,256}") ? key : digest(key.getBytes(StandardCharsets.UTF_8));
    }

    /** A short name for content that has no id of its own. */
    public static String digest(byte[] content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
