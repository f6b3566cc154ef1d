package io.waybill.platform.console;

import io.waybill.platform.access.Permission;
import io.waybill.platform.database.Database;
import io.waybill.platform.facilities.Facilities;
import io.waybill.platform.facilities.Facility;
import io.waybill.platform.facilities.FacilityServiceType;
import io.waybill.platform.facilities.FacilityStatus;
import io.waybill.platform.handover.HandoverFigures;
import io.waybill.platform.inventory.StockFigures;
import io.waybill.platform.kernel.BoundedCount;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.packing.PackingFigures;
import io.waybill.platform.picking.PickJobList;
import io.waybill.platform.picking.PickingFigures;
import io.waybill.platform.routing.KeepFallbackOnline;
import io.waybill.platform.routing.RoutingFigures;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Finds out what would come of another status of a facility. It says what the platform does: routing chooses among
 * facilities that are online, whoever assigns by hand may choose all that are not offline, and jobs stay where they are
 * until somebody or a rule moves them. Thread-safe.
 */
@ApplicationScoped
class ForeseeStatusChange {
    /** Of how many articles it is asked whether somebody else has them. */
    private static final int ARTICLES = 200;

    private final Database database;
    private final ShowFacility showFacility;
    private final Facilities facilities;
    private final PickingFigures picking;
    private final PickJobList pickJobs;
    private final PackingFigures packing;
    private final HandoverFigures handover;
    private final StockFigures stock;
    private final RoutingFigures routing;
    private final KeepFallbackOnline fallback;
    private final Viewer viewer;
    private final Formats formats;

    ForeseeStatusChange(
            Database database,
            ShowFacility showFacility,
            Facilities facilities,
            PickingFigures picking,
            PickJobList pickJobs,
            PackingFigures packing,
            HandoverFigures handover,
            StockFigures stock,
            RoutingFigures routing,
            KeepFallbackOnline fallback,
            Viewer viewer,
            Formats formats) {
        this.database = database;
        this.showFacility = showFacility;
        this.facilities = facilities;
        this.picking = picking;
        this.pickJobs = pickJobs;
        this.packing = packing;
        this.handover = handover;
        this.stock = stock;
        this.routing = routing;
        this.fallback = fallback;
        this.viewer = viewer;
        this.formats = formats;
    }

    /** @throws Rejection 404 where the viewer sees no such facility, 400 where it has that status already */
    StatusChange foresee(String facilityId, FacilityStatus to) {
        return database.read(handle -> {
            Facility place = showFacility.allowed(handle, facilityId);
            if (place.status() == to) {
                throw Rejection.invalid("The facility is " + to + " already");
            }
            boolean comes = to == FacilityStatus.ONLINE;
            int movable = comes
                    ? 0
                    : pickJobs.unbegunPlans(handle, facilityId, ShowFacility.MOVED_AT_ONCE + 1)
                            .size();
            return new StatusChange(
                    place.id(),
                    place.name(),
                    place.version(),
                    place.status(),
                    to,
                    place.status() == FacilityStatus.ONLINE && fallback.isFallback(handle, facilityId),
                    comes ? coming(handle, place) : going(handle, place, to),
                    formats.number(Math.min(movable, ShowFacility.MOVED_AT_ONCE)),
                    movable > 0 && viewer.may(Permission.PROCESS_REROUTE.name()));
        });
    }

    /**
     * The type of the facility, which a change has to name.
     *
     * @throws Rejection 404 as {@link #foresee}
     */
    String type(String facilityId) {
        return database.read(
                handle -> showFacility.allowed(handle, facilityId).type().name());
    }

    private List<StatusChange.Effect> coming(Handle handle, Facility place) {
        List<StatusChange.Effect> effects = new ArrayList<>();
        effects.add(said("effect_gets_orders"));
        StockFigures.Offered offered = stock.offered(handle, place.id());
        effects.add(counted("effect_articles_back", offered.articles()));
        BoundedCount givenUp = routing.unroutable(handle);
        if (!givenUp.isZero()) {
            effects.add(counted("effect_given_up_stay", givenUp));
        }
        return effects;
    }

    private List<StatusChange.Effect> going(Handle handle, Facility place, FacilityStatus to) {
        List<StatusChange.Effect> effects = new ArrayList<>();
        if (place.status() == FacilityStatus.ONLINE) {
            effects.add(said("effect_no_orders"));
            if (place.offers(FacilityServiceType.PICKUP)) {
                effects.add(said("effect_collect_waits"));
            }
            stock(handle, place, effects);
        }
        effects.add(said(to == FacilityStatus.OFFLINE ? "effect_not_by_hand" : "effect_by_hand"));
        PickingFigures.AtFacility jobs = picking.at(handle, place.id());
        work(effects, "effect_unbegun_stay", BoundedCount.of(jobs.waiting()));
        work(effects, "effect_begun_stay", BoundedCount.of(jobs.begun()));
        work(
                effects,
                "effect_packing_stays",
                BoundedCount.of(packing.at(handle, place.id()).toDo()));
        work(effects, "effect_handover_stays", handover.at(handle, place.id()));
        return effects;
    }

    private void stock(Handle handle, Facility place, List<StatusChange.Effect> effects) {
        StockFigures.Offered offered = stock.offered(handle, place.id());
        if (offered.articles().isZero()) {
            return;
        }
        effects.add(new StatusChange.Effect(
                "effect_units_gone",
                formats.number(offered.units()) + (offered.articles().more() ? "+" : ""),
                false));
        effects.add(counted("effect_articles_gone", offered.articles()));
        int onlyHere = stock.offeredOnlyAt(handle, place.id(), facilities.onlineBeside(handle, place.id()), ARTICLES)
                .size();
        effects.add(new StatusChange.Effect(
                offered.articles().value() > ARTICLES ? "effect_only_here_of_first" : "effect_only_here",
                formats.number(onlyHere),
                onlyHere > 0));
    }

    private void work(List<StatusChange.Effect> effects, String text, BoundedCount count) {
        if (!count.isZero()) {
            effects.add(counted(text, count));
        }
    }

    private StatusChange.Effect counted(String text, BoundedCount count) {
        return new StatusChange.Effect(text, formats.count(count), false);
    }

    private static StatusChange.Effect said(String text) {
        return new StatusChange.Effect(text, "", false);
    }
}
