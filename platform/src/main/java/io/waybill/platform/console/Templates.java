package io.waybill.platform.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/** The pages, and the parts of pages that are loaded anew on their own. Checked against their files at build time. */
@CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
final class Templates {
    private Templates() {}

    /**
     * @param seconds how long to wait, with {@link SignInPages.Notice#BLOCKED}
     * @param then path to go on with
     * @param name to try again with
     * @param elsewhere what came of signing in at an identity provider
     * @param links where people can sign in beside here
     */
    static native TemplateInstance signIn(
            SignInPages.Notice notice,
            ElsewhereNotice elsewhere,
            long seconds,
            String then,
            String name,
            List<ElsewhereLink> links);

    static native TemplateInstance error(int status, List<String> summaries);

    /** As {@link #error}, in place of a part of a page. */
    static native TemplateInstance problem(List<String> summaries);

    static native TemplateInstance overview(Overview overview);

    static native TemplateInstance overviewFigures(Overview overview);

    static native TemplateInstance orders(OrderRows list);

    static native TemplateInstance order(OrderDetails order);
}
