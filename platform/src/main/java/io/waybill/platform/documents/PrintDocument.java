package io.waybill.platform.documents;

import io.quarkus.qute.TemplateInstance;
import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** From a template to a document, in one language. Thread-safe. */
@ApplicationScoped
class PrintDocument {
    private final RenderPdf renderPdf;

    PrintDocument(RenderPdf renderPdf) {
        this.renderPdf = renderPdf;
    }

    /** @param asOf when what it tells was so */
    PrintedDocument print(TemplateInstance template, DocumentLanguage language, String name, Instant asOf) {
        return new PrintedDocument(
                name, renderPdf.render(template.setLocale(language.spoken()).render(), asOf));
    }

    DocumentTexts texts(DocumentLanguage language) {
        return MessageBundles.get(
                DocumentTexts.class, Localized.Literal.of(language.spoken().toLanguageTag()));
    }
}
