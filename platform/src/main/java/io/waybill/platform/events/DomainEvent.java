package io.waybill.platform.events;

/**
 * One business fact, to be told to subscribers.
 *
 * @param name as on the wire, for example {@code ORDER_CREATED}; spellings as in the catalogue
 * @param entityId what it is about; deliveries to one subscription keep the order per entity
 * @param entityVersion version of the entity after the fact; orders the facts of one entity. 0 where the entity has
 *     no version (bulk inventory events): such facts are ordered by time
 * @param facilityId the facility concerned, for subscriptions limited to facilities; empty when none is
 * @param payload JSON: the whole resource after the change
 */
public record DomainEvent(String name, String entityId, long entityVersion, String facilityId, String payload) {

    /** A fact that concerns no facility. */
    public static DomainEvent of(String name, String entityId, long entityVersion, String payload) {
        return new DomainEvent(name, entityId, entityVersion, "", payload);
    }
}
