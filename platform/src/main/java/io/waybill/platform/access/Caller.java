package io.waybill.platform.access;

import java.util.Set;

/**
 * Who sent the request being served. Inject it; it is request-scoped.
 *
 * <p>Implemented by the filter that checks the token, so it is only there where a request is.
 */
public interface Caller {
    /** Whether the request came with a token that was checked; if not, nothing else can be asked. */
    boolean isKnown();

    /** The id of the user, or the subject of an external token. */
    String userId();

    String username();

    Set<Permission> permissions();

    /**
     * The ids of the facilities in which the caller may use the operation being served (the roles that grant its
     * permission decide); empty means no limit.
     */
    Set<String> facilityIds();

    /** Whether the caller may use the operation being served at that facility. */
    default boolean mayAt(String facilityId) {
        return facilityIds().isEmpty() || facilityIds().contains(facilityId);
    }
}
