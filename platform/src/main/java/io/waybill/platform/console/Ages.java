package io.waybill.platform.console;

import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;

/** How long ago something was, in the viewer's words and no more exactly than anybody needs. Thread-safe. */
@ApplicationScoped
class Ages {
    private static final long TWO_HOURS = 120;
    private static final long TWO_DAYS = 48;

    private final Viewer viewer;

    Ages(Viewer viewer) {
        this.viewer = viewer;
    }

    String of(Instant time, Instant now) {
        IntegrationTexts texts = MessageBundles.get(
                IntegrationTexts.class, Localized.Literal.of(viewer.language().getLanguage()));
        Duration age = Duration.between(time, now);
        if (age.toMinutes() < 1) {
            return texts.age_moments();
        }
        if (age.toMinutes() < TWO_HOURS) {
            return texts.age_minutes(age.toMinutes());
        }
        return age.toHours() < TWO_DAYS ? texts.age_hours(age.toHours()) : texts.age_days(age.toDays());
    }
}
