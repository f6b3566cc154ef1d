package io.waybill.platform.handover;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;

/** Handover jobs for people to take up. Reads what is not done yet, by index. Thread-safe. */
@ApplicationScoped
public class HandoverList {
    private final Handoverjobs jobs;

    HandoverList(Handoverjobs jobs) {
        this.jobs = jobs;
    }

    /**
     * What lies ready for that channel at the facility, the most urgent first.
     *
     * @param text a part of the recipient's name or of the short id, or of the order's number; empty for everything
     */
    public List<Handoverjob> ready(
            Handle handle, String facilityId, HandoverjobChannel channel, String text, int most) {
        return jobs.table()
                .parseAll(handle.createQuery(
                                "select document::text from handoverjob where facility_ref = :facility and channel = :channel and "
                                        + "status in ('OPEN', 'WAITING_FOR_INPUT') and (:text = '' or "
                                        + "strpos(lower(coalesce(full_identifier, '')), :text) > 0 or "
                                        + "strpos(lower(coalesce(short_identifier, '')), :text) > 0 or "
                                        + "strpos(lower(coalesce(tenant_order_id, '')), :text) > 0) "
                                        + "order by target_time, id limit :most")
                        .bind("facility", facilityId)
                        .bind("channel", channel.name())
                        .bind("text", text.toLowerCase(Locale.ROOT))
                        .bind("most", most)
                        .mapTo(String.class)
                        .list());
    }
}
