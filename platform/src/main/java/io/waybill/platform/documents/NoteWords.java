package io.waybill.platform.documents;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The words of a note in one language: the tenant's, else Waybill's own.
 *
 * @param substituteText stands before the article that was replaced; empty for Waybill's own sentence
 * @param page empty where pages are not to be numbered
 */
record NoteWords(
        String headline,
        String orderNumber,
        String orderDate,
        String article,
        String title,
        String quantity,
        String page,
        String substituteText,
        String description,
        String disclaimerHeadline,
        String disclaimer,
        String reason,
        String reasonExplanationHeadline,
        String reasonExplanation) {

    static NoteWords ofDeliveryNote(
            @Nullable NoteConfiguration configured, DocumentTexts texts, DocumentLanguage language) {
        return of(configured, texts, language, texts.delivery_note(), true);
    }

    static NoteWords ofReturnNote(
            @Nullable NoteConfiguration configured, DocumentTexts texts, DocumentLanguage language) {
        boolean pages = configured == null || Boolean.TRUE.equals(configured.displayPageLabel());
        return of(configured, texts, language, texts.return_note(), pages);
    }

    private static NoteWords of(
            @Nullable NoteConfiguration own,
            DocumentTexts texts,
            DocumentLanguage language,
            String headline,
            boolean pages) {
        if (own == null) {
            return new NoteWords(
                    headline,
                    texts.order_number(),
                    texts.order_date(),
                    texts.article(),
                    texts.title(),
                    texts.quantity(),
                    texts.page(),
                    "",
                    "",
                    "",
                    "",
                    texts.return_reason(),
                    "",
                    texts.return_explanation());
        }
        return new NoteWords(
                label(language, own.headline(), headline),
                label(language, own.orderNumberLabel(), texts.order_number()),
                label(language, own.orderDateLabel(), texts.order_date()),
                label(language, own.articleIdLabel(), texts.article()),
                label(language, own.articleTitleLabel(), texts.title()),
                label(language, own.quantityLabel(), texts.quantity()),
                pages ? label(language, own.pageLabel(), texts.page()) : "",
                label(language, own.substituteText(), ""),
                paragraph(language, own.description(), ""),
                label(language, own.disclaimerHeadline(), ""),
                paragraph(language, own.disclaimer(), ""),
                label(language, own.returnReasonLabel(), texts.return_reason()),
                label(language, own.returnReasonExplanationHeadline(), ""),
                paragraph(language, own.returnReasonExplanation(), texts.return_explanation()));
    }

    private static String label(DocumentLanguage language, @Nullable Map<String, String> own, String otherwise) {
        String text = PrintedText.of(language.best(own));
        return text.isEmpty() ? otherwise : text;
    }

    private static String paragraph(DocumentLanguage language, @Nullable Map<String, String> own, String otherwise) {
        String text = PrintedText.of(language.best(own), PrintedText.PARAGRAPH);
        return text.isEmpty() ? otherwise : text;
    }
}
