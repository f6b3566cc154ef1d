package io.waybill.platform.facilities;

import io.waybill.platform.database.Database;
import io.waybill.platform.database.Transaction;
import io.waybill.platform.events.DomainEvent;
import io.waybill.platform.events.Outbox;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.Stored;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Creates, changes and deletes groups of facilities. Facilities that are put in are locked first and the group after
 * them, so that the quotas hold and a deletion of a facility leaves none of it behind.
 */
@ApplicationScoped
class EditFacilityGroups {
    private final Database database;
    private final Facilities facilities;
    private final FacilityGroups groups;
    private final Outbox outbox;
    private final Identifiers identifiers;
    private final Clock clock;

    EditFacilityGroups(
            Database database,
            Facilities facilities,
            FacilityGroups groups,
            Outbox outbox,
            Identifiers identifiers,
            Clock clock) {
        this.database = database;
        this.facilities = facilities;
        this.groups = groups;
        this.outbox = outbox;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    Stored<FacilityGroup> create(FacilityGroup.Content content) {
        Instant now = clock.instant();
        FacilityGroup group = content.group(identifiers.next(), 1, now, now);
        return database.transaction(transaction -> {
            requireRoom(transaction, group.id(), group.facilityRefs(), "facilityRefs");
            Stored<FacilityGroup> stored = groups.insert(transaction.handle(), group);
            tell(transaction, "FACILITY_GROUP_CREATED", stored);
            return stored;
        });
    }

    /** @throws Rejection 404, 409 for another version, 400 for a facility that does not exist or is in too many groups */
    Stored<FacilityGroup> replace(String id, FacilityGroup.Replacement replacement) {
        return database.transaction(transaction -> {
            FacilityGroup.Content content = replacement.content();
            requireRoom(transaction, id, content.facilityRefs(), "facilityRefs");
            FacilityGroup before = groups.table().get(transaction.handle(), id, replacement.version());
            return store(
                    transaction, content.group(before.id(), before.version(), before.created(), before.lastModified()));
        });
    }

    Stored<FacilityGroup> act(String id, FacilityGroup.Action action) {
        List<String> named = action.name().adds() ? action.facilitiesToAdd() : action.facilitiesToRemove();
        String field = action.name().adds() ? "facilitiesToAdd" : "facilitiesToRemove";
        if (named == null) {
            throw Rejection.invalid(field + " must not be null");
        }
        Long version = action.version();
        if (action.name() == FacilityGroup.ActionName.REMOVE_FACILITIES_FROM_GROUP && version == null) {
            throw Rejection.invalid("version must not be null");
        }
        return database.transaction(transaction -> {
            if (action.name().adds()) {
                requireRoom(transaction, id, named, field);
            }
            FacilityGroup before = groups.table().lock(transaction.handle(), id);
            if (action.name().versioned() && version != null && version != before.version()) {
                throw Rejection.versionConflict(groups.table().kind(), id, version, before.version());
            }
            FacilityGroup after = action.name().adds() ? before.plus(named) : before.without(named);
            if (after.facilityCount() > FacilityGroup.MOST_FACILITIES) {
                throw Rejection.invalid(
                        field + " would make the group larger than " + FacilityGroup.MOST_FACILITIES + " facilities");
            }
            return store(transaction, after);
        });
    }

    void delete(String id) {
        database.inTransaction(transaction -> {
            FacilityGroup group = groups.table().lock(transaction.handle(), id);
            groups.table().delete(transaction.handle(), id, group.version());
            outbox.record(
                    transaction, DomainEvent.of("FACILITY_GROUP_DELETED", id, group.version() + 1, "\"" + id + "\""));
        });
    }

    /** The facility, locked by the transaction, is about to go; it is in no group any more. */
    void takeOut(Transaction transaction, String facilityId) {
        List<FacilityGroup> left = groups.lockOf(transaction.handle(), facilityId).stream()
                .map(group -> group.without(List.of(facilityId)))
                .toList();
        groups.table()
                .updateAll(transaction.handle(), left)
                .forEach(stored -> tell(transaction, "FACILITY_GROUP_UPDATED", stored));
    }

    private Stored<FacilityGroup> store(Transaction transaction, FacilityGroup changed) {
        Stored<FacilityGroup> stored = groups.update(transaction.handle(), changed);
        tell(transaction, "FACILITY_GROUP_UPDATED", stored);
        return stored;
    }

    private void requireRoom(Transaction transaction, String groupId, Collection<String> named, String field) {
        Set<String> missing = new TreeSet<>(named);
        if (missing.isEmpty()) {
            return;
        }
        missing.removeAll(facilities.lockAll(transaction.handle(), named));
        if (!missing.isEmpty()) {
            throw Rejection.invalid(field + ": no facility " + missing + " exists");
        }
        List<String> full = groups.full(transaction.handle(), groupId, named);
        if (!full.isEmpty()) {
            throw Rejection.invalid(field + ": " + full + " cannot be in more than "
                    + FacilityGroup.MOST_GROUPS_OF_A_FACILITY + " groups");
        }
    }

    private void tell(Transaction transaction, String name, Stored<FacilityGroup> group) {
        outbox.record(
                transaction,
                DomainEvent.of(name, group.resource().id(), group.resource().version(), group.json()));
    }
}
