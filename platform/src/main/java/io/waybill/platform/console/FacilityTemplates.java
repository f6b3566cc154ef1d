package io.waybill.platform.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The pages of facilities. Checked against their files at build time. */
@CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
final class FacilityTemplates {
    private FacilityTemplates() {}

    static native TemplateInstance facilities(FacilityRows list);

    static native TemplateInstance facility(FacilityDetails place);

    static native TemplateInstance facilityStatus(StatusChange change);
}
