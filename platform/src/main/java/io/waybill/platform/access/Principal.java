package io.waybill.platform.access;

import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A caller whose token was checked.
 *
 * @param grants one per role
 * @param expires when the token ends
 */
record Principal(String userId, String username, List<Grant> grants, Instant expires) {

    /**
     * What one role allows.
     *
     * @param facilityIds where it allows that; empty means everywhere
     */
    record Grant(Set<Permission> permissions, Set<String> facilityIds) {}

    boolean hasAny(Permission[] wanted) {
        for (Grant grant : grants) {
            for (Permission permission : wanted) {
                if (grant.permissions().contains(permission)) {
                    return true;
                }
            }
        }
        return wanted.length == 0;
    }

    Set<Permission> permissions() {
        EnumSet<Permission> all = EnumSet.noneOf(Permission.class);
        grants.forEach(grant -> all.addAll(grant.permissions()));
        return all;
    }

    /** The facilities where any of the wanted permissions holds; empty means everywhere. */
    Set<String> facilityIds(Permission[] wanted) {
        Set<String> facilities = new HashSet<>();
        for (Grant grant : grants) {
            if (wanted.length == 0 || List.of(wanted).stream().anyMatch(grant.permissions()::contains)) {
                if (grant.facilityIds().isEmpty()) {
                    return Set.of();
                }
                facilities.addAll(grant.facilityIds());
            }
        }
        return facilities;
    }
}
