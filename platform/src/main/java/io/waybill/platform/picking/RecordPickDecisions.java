package io.waybill.platform.picking;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.platform.database.Transaction;
import io.waybill.platform.events.DomainEvent;
import io.waybill.platform.events.Outbox;
import io.waybill.platform.inventory.Consumption;
import io.waybill.platform.inventory.Reservations;
import io.waybill.platform.inventory.Stocks;
import io.waybill.platform.kernel.Stored;
import io.waybill.platform.orders.EntityStatus;
import io.waybill.platform.orders.ModuleEntity;
import io.waybill.platform.orders.ProcessChange;
import io.waybill.platform.orders.ProcessHistory;
import io.waybill.platform.orders.Processes;
import io.waybill.platform.picking.PickDecision.PickFact;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Makes decisions about pick jobs true: stores the jobs, tells subscribers and the process, books stock and
 * reservations, and makes the facts known to the next modules. The number of statements does not depend on the number
 * of jobs. Thread-safe.
 */
@ApplicationScoped
class RecordPickDecisions {
    private final PickJobs jobs;
    private final Stocks stocks;
    private final Reservations reservations;
    private final Outbox outbox;
    private final Processes processes;
    private final ProcessHistory history;
    private final ObjectMapper json;
    private final Event<PickJobClosed> closings;
    private final Event<PickJobAborted> abortions;
    private final Event<PickJobsWithdrawn> withdrawals;

    RecordPickDecisions(
            PickJobs jobs,
            Stocks stocks,
            Reservations reservations,
            Outbox outbox,
            Processes processes,
            ProcessHistory history,
            ObjectMapper json,
            Event<PickJobClosed> closings,
            Event<PickJobAborted> abortions,
            Event<PickJobsWithdrawn> withdrawals) {
        this.jobs = jobs;
        this.stocks = stocks;
        this.reservations = reservations;
        this.outbox = outbox;
        this.processes = processes;
        this.history = history;
        this.json = json;
        this.closings = closings;
        this.abortions = abortions;
        this.withdrawals = withdrawals;
    }

    /**
     * Stores the decisions, each against the version it was made on.
     *
     * @throws io.waybill.platform.kernel.Rejection 409 when a job was written in between
     */
    List<Stored<PickJob>> record(Transaction transaction, List<PickDecision> decisions) {
        List<Stored<PickJob>> stored = jobs.table()
                .updateAll(
                        transaction.handle(),
                        decisions.stream().map(PickDecision::after).toList());
        List<Consumption> consumptions = new ArrayList<>();
        Set<String> endedPlans = new HashSet<>();
        for (int index = 0; index < stored.size(); index++) {
            PickDecision decision = decisions.get(index);
            tell(transaction, decision, stored.get(index));
            if (decision.books()) {
                consumptions.add(consumption(decision.after()));
            } else if (decision.withdraws() && decision.after().routingPlanRef() != null) {
                endedPlans.add(decision.after().routingPlanRef());
            }
        }
        if (!consumptions.isEmpty()) {
            stocks.consume(transaction, consumptions);
        }
        if (!endedPlans.isEmpty()) {
            reservations.release(transaction, endedPlans);
        }
        makeKnown(transaction, decisions, stored);
        return stored;
    }

    private void tell(Transaction transaction, PickDecision decision, Stored<PickJob> stored) {
        PickJob job = stored.resource();
        for (PickFact fact : decision.facts()) {
            String payload = fact.line() == null ? stored.json() : write(fact.line());
            outbox.record(
                    transaction, new DomainEvent(fact.event(), job.id(), job.version(), job.facilityRef(), payload));
        }
        if (decision.before().status() != job.status()) {
            processes.record(transaction, processChange(job));
        }
        PickHistory.of(decision, job).ifPresent(entry -> history.recordByCaller(transaction, entry));
    }

    private void makeKnown(Transaction transaction, List<PickDecision> decisions, List<Stored<PickJob>> stored) {
        List<PickJob> withdrawn = new ArrayList<>();
        for (int index = 0; index < stored.size(); index++) {
            PickDecision decision = decisions.get(index);
            PickJob job = stored.get(index).resource();
            if (decision.withdraws()) {
                withdrawn.add(job);
            }
            if (decision.closes()) {
                closings.fire(new PickJobClosed(transaction, job));
            } else if (decision.aborts()) {
                abortions.fire(new PickJobAborted(transaction, job));
            }
        }
        if (!withdrawn.isEmpty()) {
            withdrawals.fire(new PickJobsWithdrawn(transaction, List.copyOf(withdrawn)));
        }
    }

    static ProcessChange processChange(PickJob job) {
        EntityStatus status = switch (job.status()) {
            case OPEN, WAITING_FOR_INPUT -> EntityStatus.CREATED;
            case IN_PROGRESS, PAUSED, PICKED -> EntityStatus.IN_PROGRESS;
            case CLOSED -> EntityStatus.FINISHED;
            case ABORTED, REJECTED, EXPIRED -> EntityStatus.STUCK;
            case CANCELED, RESTOWED -> EntityStatus.CANCELED;
            case REROUTED, OBSOLETE -> EntityStatus.OBSOLETE;
        };
        return new ProcessChange(job.processId(), ModuleEntity.PICK_JOB, job.id(), job.facilityRef(), status);
    }

    private static Consumption consumption(PickJob job) {
        Map<String, Integer> picked = new HashMap<>();
        Set<String> emptied = new HashSet<>();
        for (PickLineItem line : job.pickLineItems()) {
            String article = line.article().tenantArticleId();
            picked.merge(article, Math.toIntExact(line.picked()), Math::addExact);
            if (Boolean.TRUE.equals(line.stockEmptied())) {
                emptied.add(article);
            }
            if (line.substituteLineItems() != null) {
                for (SubstituteLineItem substitute : line.substituteLineItems()) {
                    if (substitute.picked() != null) {
                        picked.merge(
                                substitute.article().tenantArticleId(),
                                Math.toIntExact(substitute.picked()),
                                Math::addExact);
                    }
                }
            }
        }
        return new Consumption(
                job.facilityRef(), Objects.requireNonNullElse(job.routingPlanRef(), ""), picked, emptied);
    }

    private String write(PickLineItem line) {
        try {
            return json.writeValueAsString(line);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("Line item " + line.id() + " cannot be written as JSON", failure);
        }
    }
}
