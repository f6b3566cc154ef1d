package io.waybill.platform.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The pages of stock. Checked against their files at build time. */
@CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
final class StockTemplates {
    private StockTemplates() {}

    static native TemplateInstance stock(StockRows list);

    static native TemplateInstance article(ArticleDetails article);

    static native TemplateInstance stockEverywhere(StockEverywhere stock);
}
