package io.waybill.platform.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The page where an order gets another address. */
@CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
final class AddressTemplates {
    private AddressTemplates() {}

    static native TemplateInstance address(AddressForm form);
}
