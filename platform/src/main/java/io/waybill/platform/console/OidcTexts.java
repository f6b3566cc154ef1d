package io.waybill.platform.console;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The texts of {@code messages/oidc_*.properties}: signing in at an identity provider. */
@MessageBundle("oidc")
interface OidcTexts {
    @Message
    String sign_in_with(String name);

    @Message
    String or();

    @Message
    String down(String name);

    @Message
    String stale();

    @Message
    String refused(String name);

    @Message
    String nothing_allowed(String name);
}
