package io.waybill.platform.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/** The pages about other programs. Checked against their files at build time. */
@CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
final class IntegrationTemplates {
    private IntegrationTemplates() {}

    static native TemplateInstance integration(List<ShowIntegration.Figure> figures);

    static native TemplateInstance subscriptions(Webhooks.Listing list);

    static native TemplateInstance subscription(Webhooks.Subscribed subscribed);

    static native TemplateInstance delivery(Webhooks.Detail detail);

    /** As {@link #delivery}, the part that changes. */
    static native TemplateInstance deliveryState(Webhooks.Detail detail);

    /** @param secret that signs from now on */
    static native TemplateInstance secret(Webhooks.Row subscription, String secret);

    static native TemplateInstance deleteSubscription(Webhooks.Subscribed subscribed);

    static native TemplateInstance connectors(List<Connectors.Row> rows);

    static native TemplateInstance connector(Connectors.Detail detail);

    static native TemplateInstance failedLabels(FailedLabel.Listing list);

    static native TemplateInstance credentials(Credentials.Listing list);

    static native TemplateInstance credential(Credentials.Row credential);

    static native TemplateInstance newCredential(Credentials.Choice choice);

    static native TemplateInstance newPassword(Credentials.Shown shown);

    static native TemplateInstance deleteCredential(Credentials.Row credential);
}
