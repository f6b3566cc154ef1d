package io.waybill.platform.picking;

import io.waybill.platform.database.Database;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.Stored;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/** Creates load units, changes what lies in them, and gives them up. Thread-safe. */
@ApplicationScoped
class KeepLoadUnits {
    /** What a unit is called that names no type. */
    private static final Map<String, String> NAME = Map.of("en_US", "Load unit", "de_DE", "Ladeeinheit");

    private final Database database;
    private final LoadUnits units;
    private final PickJobs jobs;
    private final Identifiers identifiers;
    private final Clock clock;

    KeepLoadUnits(Database database, LoadUnits units, PickJobs jobs, Identifiers identifiers, Clock clock) {
        this.database = database;
        this.units = units;
        this.jobs = jobs;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /**
     * Creates all, or none.
     *
     * @param guard throws when the caller may not touch the facility
     * @throws Rejection 404 for an unknown pick job, 400 when the jobs of a unit are at different facilities
     */
    List<Stored<LoadUnit>> create(List<LoadUnitForCreation> requests, Consumer<String> guard) {
        Set<String> wanted = new HashSet<>();
        for (LoadUnitForCreation request : requests) {
            if (request.pickJobRefs() == null) {
                throw Rejection.invalid("pickJobRefs must not be null");
            }
            wanted.addAll(request.pickJobRefs());
        }
        return database.transaction(transaction -> {
            Map<String, PickJob> known = jobs.byIds(transaction.handle(), wanted);
            Instant now = clock.instant();
            List<LoadUnit> created = new ArrayList<>();
            for (LoadUnitForCreation request : requests) {
                String facility = facility(request, known);
                guard.accept(facility);
                created.add(unit(request, facility, now));
            }
            return units.table().insertAll(transaction.handle(), created);
        });
    }

    /** Replaces what lies in the unit. */
    Stored<LoadUnit> replaceLines(String id, long version, List<LoadUnitLineItem> lines, Consumer<String> guard) {
        return database.transaction(transaction -> {
            LoadUnit unit = units.table().get(transaction.handle(), id, version);
            guard.accept(unit.facilityRef());
            if (unit.status() == LoadUnit.Status.OBSOLETE) {
                throw Rejection.ruleBroken("Load unit " + id + " is OBSOLETE");
            }
            return units.table()
                    .update(
                            transaction.handle(),
                            unit.withLoadUnitLineItems(lines.stream()
                                    .map(line -> line.withId(identifiers))
                                    .toList()));
        });
    }

    /** Gives the unit up; one that was given up stays so. */
    Stored<LoadUnit> delete(String id, Consumer<String> guard) {
        return delete(List.of(id), guard).getFirst();
    }

    /**
     * Gives all up, or none.
     *
     * @throws Rejection 404 for an unknown id
     */
    List<Stored<LoadUnit>> delete(List<String> ids, Consumer<String> guard) {
        return database.transaction(transaction -> delete(transaction.handle(), ids, guard));
    }

    /** Gives up all units of a pick job. */
    List<Stored<LoadUnit>> deleteOfPickJob(String pickJobId, Consumer<String> guard) {
        return database.transaction(transaction -> {
            Handle handle = transaction.handle();
            guard.accept(jobs.get(handle, pickJobId).facilityRef());
            return delete(
                    handle,
                    units.ofPickJob(handle, pickJobId).stream()
                            .map(LoadUnit::id)
                            .toList(),
                    guard);
        });
    }

    private List<Stored<LoadUnit>> delete(Handle handle, List<String> ids, Consumer<String> guard) {
        List<LoadUnit> found = units.lock(handle, ids);
        Set<String> known = new HashSet<>();
        found.forEach(unit -> {
            guard.accept(unit.facilityRef());
            known.add(unit.id());
        });
        ids.stream().filter(id -> !known.contains(id)).findFirst().ifPresent(id -> {
            throw Rejection.notFound("Load unit", id);
        });
        return units.table()
                .updateAll(
                        handle,
                        found.stream()
                                .map(unit -> unit.withStatus(LoadUnit.Status.OBSOLETE))
                                .toList());
    }

    private static String facility(LoadUnitForCreation request, Map<String, PickJob> known) {
        Set<String> facilities = new HashSet<>();
        for (String id : request.pickJobRefs() == null ? List.<String>of() : request.pickJobRefs()) {
            PickJob job = known.get(id);
            if (job == null) {
                throw Rejection.notFound("Pick job", id);
            }
            facilities.add(job.facilityRef());
        }
        if (facilities.size() != 1) {
            throw Rejection.invalid("pickJobRefs must name jobs of one facility");
        }
        return facilities.iterator().next();
    }

    private LoadUnit unit(LoadUnitForCreation request, String facility, Instant now) {
        return LoadUnitBuilder.builder()
                .id(identifiers.next())
                .version(1)
                .created(now)
                .lastModified(now)
                .facilityRef(facility)
                .pickJobRefs(request.pickJobRefs())
                .status(LoadUnit.Status.AVAILABLE)
                .nameLocalized(NAME)
                .codes(request.codes())
                .loadUnitLineItems(
                        request.loadUnitLineItems() == null
                                ? null
                                : request.loadUnitLineItems().stream()
                                        .map(line -> line.withId(identifiers))
                                        .toList())
                .operativeContainerTypeRef(request.operativeContainerTypeRef())
                .loadUnitTypeRef(request.loadUnitTypeRef())
                .stackRef(request.stackRef())
                .storageLocationRef(request.storageLocationRef())
                .customAttributes(request.customAttributes())
                .build();
    }
}
