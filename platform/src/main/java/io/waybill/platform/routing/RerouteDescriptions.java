package io.waybill.platform.routing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.platform.kernel.ListPage;
import io.waybill.platform.kernel.LocalizedReason;
import io.waybill.platform.kernel.LocalizedReasons;
import io.waybill.platform.kernel.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The reasons that people can give with a reroute; the contract calls them descriptions. Thread-safe. */
@ApplicationScoped
class RerouteDescriptions {
    /** The contract's word for what the reasons are given with. */
    static final String ACTION = "REROUTE";

    private final LocalizedReasons all;

    RerouteDescriptions(ObjectMapper json, Clock clock) {
        this.all = new LocalizedReasons("reroute_description", "Reroute description", json, clock);
    }

    LocalizedReasons all() {
        return all;
    }

    /** One page, in the order of ids. */
    Page page(Handle handle, ListPage page) {
        LocalizedReasons.Page found = all.page(handle, page);
        return new Page(found.reasons(), found.reasons(), found.total(), found.hasNextPage());
    }

    /** The contract wants them under both names. */
    record Page(
            List<LocalizedReason> reasons,
            List<LocalizedReason> rerouteDescriptions,
            long total,
            boolean hasNextPage) {}

    /**
     * The reason as a plan carries it.
     *
     * @throws Rejection 400 when there is no such reason
     */
    ObjectNode reference(Handle handle, String id) {
        return all.reference(handle, "rerouteDescriptionId", id);
    }
}
