package io.waybill.platform.routing;

import io.waybill.platform.facilities.Facilities;
import io.waybill.platform.facilities.Facility;
import io.waybill.platform.inventory.Availability;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Reads what facilities are chosen from. The one way to it for routing, sourcing options and replays, so that nobody is
 * shown what routing would not find. Thread-safe.
 */
@ApplicationScoped
class LoadSourcingData {
    private final Facilities facilities;
    private final Availability availability;

    LoadSourcingData(Facilities facilities, Availability availability) {
        this.facilities = facilities;
        this.availability = availability;
    }

    /** For the articles of these plans, with a number of statements that does not depend on how many they are. */
    SourcingData load(Handle handle, Collection<RoutingPlan> plans) {
        TreeSet<String> articles = new TreeSet<>();
        plans.forEach(plan -> articles.addAll(plan.articles()));
        return new SourcingData(
                facilities.all(handle).stream().collect(Collectors.toMap(Facility::id, Function.identity())),
                availability.ofListedArticles(handle, articles));
    }
}
