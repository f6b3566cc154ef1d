package io.waybill.platform.access;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Signs people in to the console who prove at an identity provider who they are. Thread-safe. */
@ApplicationScoped
public class SignInElsewhere {
    /** Name of the cookie that binds an attempt to the browser that began it. */
    public static final String STATE_COOKIE = "waybill_sign_in";

    /** How long that cookie is good for. */
    public static final Duration PATIENCE = ExternalSignIns.PATIENCE;

    private static final Logger LOG = Logger.getLogger(SignInElsewhere.class);
    private static final String CALLBACK = "/console/sign-in/oidc/%s/callback";
    private static final int LONGEST = 4_096;

    private final ExternalSignIns attempts;
    private final ExternalTokens tokens;
    private final ExternalRights rights;
    private final ExternalSessions externalSessions;
    private final Sessions sessions;
    private final Map<String, ProviderClient> clients = new TreeMap<>();

    SignInElsewhere(
            OidcSettings settings,
            ExternalSignIns attempts,
            ExternalTokens tokens,
            ExternalRights rights,
            ExternalSessions externalSessions,
            Sessions sessions,
            Clock clock) {
        this.attempts = attempts;
        this.tokens = tokens;
        this.rights = rights;
        this.externalSessions = externalSessions;
        this.sessions = sessions;
        settings.providers().forEach((name, provider) -> {
            if (provider.clientId().isPresent()) {
                clients.put(name, new ProviderClient(provider, clock));
            }
        });
    }

    /**
     * A provider where people can sign in.
     *
     * @param name in addresses
     * @param label for people
     */
    public record Provider(String name, String label) {}

    /** What came of the wish to sign in there. */
    public sealed interface Beginning {
        /**
         * The browser is to go there.
         *
         * @param state to be kept in {@link #STATE_COOKIE}
         */
        record Go(URI address, String state) implements Beginning {}

        /** The provider cannot be reached. */
        record Unavailable() implements Beginning {}
    }

    /** What came of it when somebody is back. */
    public sealed interface End {
        /**
         * Signed in.
         *
         * @param cookie value of {@link BrowserSessions#COOKIE}; a secret
         * @param then path to go on with
         */
        record SignedIn(String cookie, String then) implements End {}

        /** The attempt was not begun in this browser, was finished before, or took too long. */
        record Stale() implements End {}

        /** The provider refused it, or said something that does not hold. */
        record Refused() implements End {}

        /** It is clear who it is, and no role here is meant for them. */
        record NothingAllowed(String username) implements End {}

        /** The provider cannot be reached. */
        record Unavailable() implements End {}
    }

    /**
     * What the provider sent along with the browser.
     *
     * @param issuer as RFC 9207 has it; null where the provider does not name itself
     */
    public record CameBack(
            @Nullable String code,
            @Nullable String state,
            @Nullable String error,
            @Nullable String issuer) {}

    /** A wrong address would only show when somebody wants to sign in. */
    void onStart(@Observes StartupEvent start) {
        clients.forEach((name, client) ->
                client.settings().redirectUri().ifPresent(address -> requireOurs(name, URI.create(address))));
    }

    private static void requireOurs(String name, URI address) {
        boolean safe = "https".equals(address.getScheme())
                || "http".equals(address.getScheme())
                        && List.of("localhost", "127.0.0.1", "[::1]").contains(address.getHost());
        if (!safe || !CALLBACK.formatted(name).equals(address.getRawPath()) || address.getRawQuery() != null) {
            throw new IllegalStateException("waybill.oidc." + name + ".redirect-uri must be https and end with "
                    + CALLBACK.formatted(name) + ", not " + address);
        }
    }

    /** Those where people can sign in, by name. */
    public List<Provider> providers() {
        return clients.keySet().stream().map(this::provider).toList();
    }

    /** Empty when nobody can sign in there. */
    public Optional<Provider> find(String name) {
        return clients.containsKey(name) ? Optional.of(provider(name)) : Optional.empty();
    }

    private Provider provider(String name) {
        return new Provider(name, client(name).settings().label().orElse(name));
    }

    /**
     * @param provider one of {@link #providers}
     * @param then path of the console to go on with
     * @param base address of this platform as the browser sees it
     */
    public Beginning begin(Provider provider, String then, URI base) {
        String state = sessions.secret();
        String nonce = sessions.secret();
        String verifier = new CodeVerifier().getValue();
        try {
            URI address = client(provider.name()).authorization(state, nonce, verifier, redirect(provider, base));
            attempts.begin(state, new ExternalSignIns.Attempt(provider.name(), nonce, verifier, then));
            return new Beginning.Go(address, state);
        } catch (ProviderClient.Unavailable failure) {
            LOG.warnf("The identity provider %s cannot be used: %s", provider.name(), failure.getMessage());
            return new Beginning.Unavailable();
        }
    }

    /** @param state of {@link #STATE_COOKIE}; null when the browser has none */
    public End finish(Provider provider, CameBack answer, @Nullable String state, URI base) {
        if (state == null || answer.state() == null || !same(state, answer.state())) {
            return new End.Stale();
        }
        ExternalSignIns.Attempt attempt = attempts.take(state).orElse(null);
        if (attempt == null || !attempt.provider().equals(provider.name())) {
            return new End.Stale();
        }
        String code = answer.code();
        ProviderClient client = client(provider.name());
        String issuer = client.settings().issuer();
        boolean otherIssuer = answer.issuer() != null && !answer.issuer().equals(issuer);
        if (answer.error() != null || code == null || code.isBlank() || code.length() > LONGEST || otherIssuer) {
            return new End.Refused();
        }
        String token;
        try {
            token = client.idToken(code, attempt.codeVerifier(), redirect(provider, base));
        } catch (ProviderClient.Unavailable failure) {
            LOG.warnf("The identity provider %s cannot be used: %s", provider.name(), failure.getMessage());
            return new End.Unavailable();
        }
        ExternalIdentity identity =
                token == null ? null : tokens.verifyIdToken(provider.name(), token, attempt.nonce());
        if (identity == null) {
            return new End.Refused();
        }
        if (rights.of(identity).stream().allMatch(grant -> grant.permissions().isEmpty())) {
            return new End.NothingAllowed(identity.username());
        }
        return new End.SignedIn(
                externalSessions.start(identity, client.settings().sessionLifetime()), attempt.then());
    }

    private ProviderClient client(String provider) {
        ProviderClient client = clients.get(provider);
        if (client == null) {
            throw new IllegalArgumentException("Nobody can sign in at " + provider);
        }
        return client;
    }

    private URI redirect(Provider provider, URI base) {
        return client(provider.name())
                .settings()
                .redirectUri()
                .map(URI::create)
                .orElseGet(() -> base.resolve(CALLBACK.formatted(provider.name())));
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(Sessions.hash(one), Sessions.hash(other));
    }
}
