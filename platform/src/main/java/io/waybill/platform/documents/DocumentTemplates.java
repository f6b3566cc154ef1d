package io.waybill.platform.documents;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The pages that become PDF. Checked against their files at build time. */
@CheckedTemplate(basePath = "documents", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
final class DocumentTemplates {
    private DocumentTemplates() {}

    static native TemplateInstance pickList(PickListSheet sheet);

    static native TemplateInstance deliveryNote(NoteSheet sheet);

    static native TemplateInstance returnNote(NoteSheet sheet);

    static native TemplateInstance parcelLabel(LabelSheet sheet);

    static native TemplateInstance transferLabel(LabelSheet sheet);
}
