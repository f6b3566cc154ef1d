package io.waybill.platform.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Identity providers whose tokens are accepted beside Waybill's own, by a name of the operator's choice. */
@ConfigMapping(prefix = "waybill.oidc")
public interface OidcSettings {
    @WithParentName
    Map<String, Provider> providers();

    /** One identity provider. */
    interface Provider {
        /** The {@code iss} claim, exactly. */
        String issuer();

        /** Where the provider publishes its keys. */
        String jwksUrl();

        /** A token must name this in its {@code aud} claim. */
        String audience();

        /** Claim with the caller's groups: a string, or a list of them. Dots lead into objects. */
        @WithDefault("roles")
        String rolesClaim();

        /** Which role a group stands for: value in the claim to name of the role. Other values are ignored. */
        Map<String, String> roles();

        /** Claim with the facility ids the caller is limited to. When absent, callers are not limited. */
        Optional<String> facilitiesClaim();

        /** Claim with the name of the caller. */
        @WithDefault("preferred_username")
        String usernameClaim();

        /** Accepted signatures. */
        @WithDefault("RS256,RS384,RS512,PS256,PS384,PS512,ES256,ES384,ES512,EdDSA")
        List<String> algorithms();

        /** How long fetching the keys, or anything else from the provider, may take. */
        @WithDefault("PT5S")
        Duration timeout();

        /** How long fetched keys are used when the provider does not say. */
        @WithDefault("PT1H")
        Duration keysFor();

        /** Client at the provider for signing in to the console. When absent, nobody can sign in there in a browser. */
        Optional<String> clientId();

        /** What proves that client; a secret. When absent, the client is a public one, which PKCE alone protects. */
        Optional<String> clientSecret();

        /** Name of the provider on the button. */
        Optional<String> label();

        /** What is asked of the provider beside {@code openid}. */
        @WithDefault("profile")
        List<String> scopes();

        /**
         * Where the provider sends browsers back to, as registered there: the public address of this platform with the path
         * {@code /console/sign-in/oidc/<name>/callback}. When absent, it follows from the address that the browser used.
         */
        Optional<String> redirectUri();

        /**
         * How long a browser stays signed in at most. Somebody who is removed at the provider, or loses a group there, is out of
         * the console after this time at the latest.
         */
        @WithDefault("PT8H")
        Duration sessionLifetime();
    }
}
