package io.waybill.sourcing;

import io.waybill.sourcing.Explanation.Candidacy;
import java.util.BitSet;

/**
 * Facilities that are online, not excluded, and offer at least one of the articles still to place (platform.md 6.1)
 * together with the custom services that have to be done to it (5.7;
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
        boolean listed = false;
        for (int[] pack : situation.packs()) {
            if (isListed(demand, facility, pack)) {
                if (situation.serves(facility, pack)) {
                    return Candidacy.CANDIDATE;
                }
                listed = true;
            }
        }
        return listed ? Candidacy.CUSTOM_SERVICE_NOT_OFFERED : Candidacy.NO_ACTIVE_LISTING;
    }

    private static boolean isListed(Demand demand, int facility, int[] pack) {
        for (int line : pack) {
            if (demand.units(line) > 0
                    && demand.situation()
                            .listing(facility, demand.situation().articleOf(line))
                            .isActive()) {
                return true;
            }
        }
        return false;
    }
}
