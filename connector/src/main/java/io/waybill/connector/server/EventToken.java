package io.waybill.connector.server;

import io.waybill.connector.settings.ConnectorSettings;
import io.waybill.connector.settings.Setting;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * The secret that keeps strangers out where nothing else does: on an own server whoever reaches the port could send messages
 * of the shop and start the job. Connect keeps them out itself.
 */
final class EventToken {
    private final Optional<String> secret;

    EventToken(ConnectorSettings settings) {
        this.secret = settings.optional(Setting.EVENT_TOKEN);
    }

    /** Whether the request carries it, as bearer token or as query parameter; true as well where none is set. */
    boolean admits(Request request) {
        if (secret.isEmpty()) {
            return true;
        }
        String given = request.header("Authorization")
                .filter(value -> value.startsWith("Bearer "))
                .map(value -> value.substring("Bearer ".length()))
                .or(() -> request.parameter("token"))
                .orElse("");
        return MessageDigest.isEqual(
                secret.get().getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
