package io.waybill.platform.access;

import io.quarkus.runtime.StartupEvent;
import io.waybill.platform.database.Database;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Prepares an empty installation for its first login: keys to sign with, and one administrator. When no password is
 * configured, one is made up and printed to standard output, once; it is neither logged nor stored in the clear.
 */
@ApplicationScoped
class FirstAdministrator {
    private static final long LOCK = 0x77_61_79_61_64_6DL;

    private final Database database;
    private final Users users;
    private final Passwords passwords;
    private final CreateUser createUser;
    private final SigningKeys keys;
    private final GeneratePassword generatePassword;
    private final AdministratorSettings settings;

    FirstAdministrator(
            Database database,
            Users users,
            Passwords passwords,
            CreateUser createUser,
            SigningKeys keys,
            GeneratePassword generatePassword,
            AdministratorSettings settings) {
        this.database = database;
        this.users = users;
        this.passwords = passwords;
        this.createUser = createUser;
        this.keys = keys;
        this.generatePassword = generatePassword;
        this.settings = settings;
    }

    void onStart(@Observes @Priority(10) StartupEvent start) {
        keys.prepare();
        if (!database.read(users::none)) {
            return;
        }
        String password = settings.password().orElseGet(generatePassword::next);
        String hash = passwords.hash(password);
        List<AssignedRole> role = List.of(AssignedRole.unlimited(BuiltInRole.ADMINISTRATOR.name()));
        boolean created = database.transaction(transaction -> {
            transaction
                    .handle()
                    .createQuery("select pg_advisory_xact_lock(:lock)::text")
                    .bind("lock", LOCK)
                    .mapTo(String.class)
                    .one();
            if (!users.none(transaction.handle())) {
                return false;
            }
            createUser.insert(transaction, administrator(password), role, hash, null);
            return true;
        });
        if (created && settings.password().isEmpty()) {
            print(settings.username(), password);
        }
    }

    private UserForCreation administrator(String password) {
        @Nullable String none = null;
        return new UserForCreation(
                settings.username(), password, "Waybill", "Administrator", none, none, null, null, null, null);
    }

    @SuppressWarnings("SystemOut")
    private static void print(String username, String password) {
        System.out.println();
        System.out.println("Waybill made its first administrator. These credentials are shown this once:");
        System.out.println("    username: " + username);
        System.out.println("    password: " + password);
        System.out.println();
    }
}
