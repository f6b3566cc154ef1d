package io.waybill.sourcing;

import io.waybill.sourcing.Explanation.Candidacy;
import java.util.BitSet;

/**
 * Facilities that are online, not excluded, and offer at least one of the articles still to place (platform.md 6.1;
 * the ones already chosen are left out when the rest is decided, 6.7; black lists, 6.8).
 */
final class ShippingCandidates implements Candidates {

    @Override
    public Candidacy judge(Demand demand, int facility, BitSet served) {
        Situation situation = demand.situation();
        SourcingFacility place = situation.facility(facility);
        if (place.status() != SourcingFacility.Status.ONLINE) {
            return Candidacy.NOT_ONLINE;
        }
        if (situation.request().blackListedFacilities().contains(place.id())) {
            return Candidacy.BLACK_LISTED;
        }
        if (served.get(facility) || situation.request().usedFacilities().contains(place.id())) {
            return Candidacy.ALREADY_USED;
        }
        for (int article = 0; article < situation.articles(); article++) {
            if (demand.unitsOfArticle(article) > 0
                    && situation.listing(facility, article).isActive()) {
                return Candidacy.CANDIDATE;
            }
        }
        return Candidacy.NO_ACTIVE_LISTING;
    }
}
