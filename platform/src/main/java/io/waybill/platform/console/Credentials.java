package io.waybill.platform.console;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the pages of credentials show, ready to be read. */
final class Credentials {
    private Credentials() {}

    /**
     * Who may sign in, and how.
     *
     * @param next address of the following page; null on the last
     * @param keys that sign tokens, the one that does now first; empty when the viewer may not see them
     * @param address of this platform, as the viewer's browser knows it
     */
    record Listing(List<Row> rows, @Nullable String next, List<Key> keys, List<Provider> providers, String address) {}

    /**
     * Somebody, or a program.
     *
     * @param roles with the facilities they are limited to
     * @param manageable whether the viewer may change it
     */
    record Row(
            String id,
            long version,
            String username,
            String name,
            List<Granted> roles,
            String created,
            String lastSignIn,
            String sessions,
            boolean manageable,
            boolean self) {}

    /**
     * A role that somebody has.
     *
     * @param everywhere whether it is not limited to facilities
     */
    record Granted(String role, boolean everywhere, List<String> facilities) {}

    /** A key that signs tokens, or did. */
    record Key(String id, String created, String age, boolean signs) {}

    /** An identity provider whose tokens are accepted. */
    record Provider(String name, String issuer, String audience) {}

    /** What a new credential can be. */
    record Choice(List<String> roles) {}

    /**
     * A password, shown this once.
     *
     * @param fresh whether the credential is new as well
     */
    record Shown(String id, String username, String password, boolean fresh, String address) {}
}
