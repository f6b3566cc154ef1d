package io.waybill.platform.access;

import io.quarkus.elytron.security.common.BcryptUtil;
import io.waybill.platform.kernel.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Hashes and checks passwords with bcrypt. At most as many checks run at once as there are processors, so that a flood
 * of logins cannot take all of them from other requests for longer. Thread-safe.
 */
@ApplicationScoped
class Passwords {
    private static final int MINIMUM_LENGTH = 8;
    /** bcrypt reads no further. */
    private static final int MAXIMUM_BYTES = 72;

    private final int cost;
    private final Semaphore processors =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
    private final String unknownUsersHash;

    Passwords(LoginSettings settings) {
        this.cost = settings.bcryptCost();
        this.unknownUsersHash = BcryptUtil.bcryptHash("nobody has this password", cost);
    }

    /** @throws Rejection 400 when it is too short or too long */
    String hash(String password) {
        if (password.length() < MINIMUM_LENGTH) {
            throw Rejection.invalid("password must have at least " + MINIMUM_LENGTH + " characters");
        }
        if (tooLong(password)) {
            throw Rejection.invalid("password must have at most " + MAXIMUM_BYTES + " bytes in UTF-8");
        }
        return guarded(() -> BcryptUtil.bcryptHash(password, cost));
    }

    /** Takes as long for a user who does not exist (null) as for one who does. */
    boolean matches(String password, @Nullable String hash) {
        String checked = tooLong(password) ? "" : password;
        boolean equal = guarded(() -> BcryptUtil.matches(checked, hash == null ? unknownUsersHash : hash));
        return equal && hash != null && !checked.isEmpty();
    }

    private static boolean tooLong(String password) {
        return password.length() > MAXIMUM_BYTES || password.getBytes(StandardCharsets.UTF_8).length > MAXIMUM_BYTES;
    }

    private <T> T guarded(Supplier<T> work) {
        processors.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            processors.release();
        }
    }
}
