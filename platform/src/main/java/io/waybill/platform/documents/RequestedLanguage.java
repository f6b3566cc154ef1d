package io.waybill.platform.documents;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import org.jspecify.annotations.Nullable;

/** The language that the request being served asks for. Thread-safe. */
@ApplicationScoped
class RequestedLanguage {
    private final HttpHeaders headers;

    RequestedLanguage(HttpHeaders headers) {
        this.headers = headers;
    }

    /**
     * @param locale of the query; it goes before what the client accepts
     * @throws io.waybill.platform.kernel.Rejection 400 when it is no locale
     */
    DocumentLanguage of(@Nullable String locale) {
        return DocumentLanguage.of(locale, headers.getAcceptableLanguages());
    }
}
