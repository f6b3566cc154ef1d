package io.waybill.platform.console;

import io.waybill.platform.access.AccountList;
import io.waybill.platform.access.AssignedRole;
import io.waybill.platform.access.Caller;
import io.waybill.platform.access.OidcSettings;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.SigningKeysResource;
import io.waybill.platform.access.User;
import io.waybill.platform.database.Database;
import io.waybill.platform.facilities.Facilities;
import io.waybill.platform.facilities.Facility;
import io.waybill.platform.kernel.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Gathers what the pages of credentials show. Thread-safe. */
@ApplicationScoped
class ShowCredentials {
    private static final int PAGE = 50;

    /** A role names at most so many facilities. */
    private static final int FACILITIES = 5;

    private final Database database;
    private final AccountList accounts;
    private final Facilities facilities;
    private final SigningKeysResource keys;
    private final OidcSettings providers;
    private final Caller caller;
    private final Viewer viewer;
    private final Formats formats;
    private final Ages ages;
    private final Clock clock;

    ShowCredentials(
            Database database,
            AccountList accounts,
            Facilities facilities,
            SigningKeysResource keys,
            OidcSettings providers,
            Caller caller,
            Viewer viewer,
            Formats formats,
            Ages ages,
            Clock clock) {
        this.database = database;
        this.accounts = accounts;
        this.facilities = facilities;
        this.keys = keys;
        this.providers = providers;
        this.caller = caller;
        this.viewer = viewer;
        this.formats = formats;
        this.ages = ages;
        this.clock = clock;
    }

    /** Those that the viewer may know of: all, or those of the own facilities. */
    Credentials.Listing list(@Nullable String after) {
        List<Credentials.Key> signing = viewer.may(Permission.ADMIN_MODULES_READ.name()) ? keys() : List.of();
        return database.read(handle -> {
            List<AccountList.Entry> found = accounts.page(handle, after, PAGE + 1);
            List<AccountList.Entry> page = found.subList(0, Math.min(PAGE, found.size()));
            List<AccountList.Entry> visible = page.stream()
                    .filter(entry -> caller.facilityIds().isEmpty() || accounts.reaches(handle, caller, entry.user()))
                    .toList();
            Map<String, Facility> places =
                    places(handle, visible.stream().map(AccountList.Entry::user).toList());
            return new Credentials.Listing(
                    visible.stream().map(entry -> row(handle, entry, places)).toList(),
                    found.size() <= PAGE ? null : page.getLast().user().id(),
                    signing,
                    providers.providers().entrySet().stream()
                            .sorted(Map.Entry.comparingByKey())
                            .map(each -> new Credentials.Provider(
                                    each.getKey(),
                                    each.getValue().issuer(),
                                    each.getValue().audience()))
                            .toList(),
                    viewer.host());
        });
    }

    /** @throws Rejection 404, also for one whom the viewer may not know of */
    Credentials.Row one(String id) {
        return database.read(handle -> {
            AccountList.Entry entry = accounts.get(handle, id);
            if (!caller.facilityIds().isEmpty() && !accounts.reaches(handle, caller, entry.user())) {
                throw Rejection.notFound("User", id);
            }
            return row(handle, entry, places(handle, List.of(entry.user())));
        });
    }

    Credentials.Choice choice() {
        return new Credentials.Choice(database.read(handle -> accounts.grantable(handle, caller)));
    }

    /**
     * The ids of facilities that somebody typed.
     *
     * @param typed ids or the tenant's own, apart by spaces, commas or lines
     * @throws Rejection 400 naming the first that is not there
     */
    List<String> facilityIds(String typed) {
        List<String> words = Stream.of(typed.split("[\\s,;]+"))
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
        if (words.isEmpty()) {
            return List.of();
        }
        return database.read(handle -> {
            Map<String, Facility> byId = facilities.byIds(handle, words);
            Map<String, Facility> byTenantId = facilities.byTenantFacilityIds(handle, words);
            List<String> ids = new ArrayList<>();
            for (String word : words) {
                Facility facility = byId.containsKey(word) ? byId.get(word) : byTenantId.get(word);
                if (facility == null) {
                    throw Rejection.invalid("There is no facility " + word);
                }
                ids.add(facility.id());
            }
            return ids;
        });
    }

    private List<Credentials.Key> keys() {
        Instant now = clock.instant();
        return keys.list().keys().stream()
                .map(key -> new Credentials.Key(
                        key.kid(), formats.time(key.created()), ages.of(key.created(), now), key.signs()))
                .toList();
    }

    private Map<String, Facility> places(Handle handle, Collection<User> users) {
        Set<String> ids = new HashSet<>();
        users.forEach(user -> user.assignedRoles().forEach(role -> ids.addAll(limits(role))));
        return ids.isEmpty() ? Map.of() : facilities.byIds(handle, ids);
    }

    private static List<String> limits(AssignedRole role) {
        List<String> limits = role.facilities();
        return limits == null ? List.of() : limits.stream().limit(FACILITIES).toList();
    }

    private Credentials.Row row(Handle handle, AccountList.Entry entry, Map<String, Facility> places) {
        User user = entry.user();
        return new Credentials.Row(
                user.id(),
                user.version(),
                user.username(),
                (user.firstname() + " " + user.lastname()).strip(),
                user.assignedRoles().stream()
                        .map(role -> new Credentials.Granted(
                                role.ref(),
                                role.facilities() == null,
                                limits(role).stream()
                                        .map(id -> places.containsKey(id)
                                                ? places.get(id).name()
                                                : id)
                                        .toList()))
                        .toList(),
                formats.time(user.created()),
                formats.time(entry.lastSignIn()),
                formats.count(entry.sessions()),
                accounts.reaches(handle, caller, user),
                user.id().equals(caller.userId()));
    }
}
