package io.waybill.platform.services;

import io.soabase.recordbuilder.core.RecordBuilder;
import io.waybill.platform.kernel.Resource;
import io.waybill.platform.picking.Editor;
import io.waybill.platform.picking.UserModification;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The service jobs of a pick job, in the order in which they are done: up to 50 chains and 500 jobs, else there are several of
 * these. A job that a client created is alone in one.
 *
 * @param fullIdentifier who the goods are for; null where nothing tells
 * @param serviceJobLinks the jobs that nothing has to be done before, each with those that follow it
 */
@RecordBuilder
record LinkedServiceJobs(
        String id,
        long version,
        Instant created,
        Instant lastModified,
        String facilityRef,
        LinkedStatus status,
        @Nullable String fullIdentifier,
        String processRef,
        @Nullable String operativeProcessRef,
        List<String> includedServiceJobLinkIds,
        List<String> includedServiceJobRefs,
        List<Link> serviceJobLinks,
        Instant targetTime,
        @Nullable List<UserModification> usersModificationHistory)
        implements Resource<LinkedServiceJobs>, LinkedServiceJobsBuilder.With {
    private static final int HISTORY_LIMIT = 100;

    @Override
    public LinkedServiceJobs touched(long newVersion, Instant modified) {
        return with(group -> group.version(newVersion).lastModified(modified));
    }

    LinkedServiceJobs changedBy(Editor editor, Instant now) {
        List<UserModification> history =
                new ArrayList<>(usersModificationHistory == null ? List.of() : usersModificationHistory);
        history.add(new UserModification(now, editor.userId(), editor.username()));
        int surplus = Math.max(0, history.size() - HISTORY_LIMIT);
        return withUsersModificationHistory(List.copyOf(history.subList(surplus, history.size())));
    }

    /**
     * A job's place in the chain.
     *
     * @param previousServiceJobLinkRefs none or one; of several services nested in one, the last
     */
    record Link(
            String id,
            String serviceJobRef,
            List<Link> nextServiceJobLinks,
            List<String> previousServiceJobLinkRefs,
            List<String> previousServiceJobRefs) {}

    /** Where the jobs stand together. */
    enum LinkedStatus {
        OPEN,
        IN_PROGRESS,
        FINISHED,
        CANCELLED,
        OBSOLETE,
        NOT_READY;

        /** @param jobs at least one */
        static LinkedStatus of(Collection<ServiceJobStatus> jobs) {
            Set<ServiceJobStatus> statuses = EnumSet.copyOf(jobs);
            boolean finished = statuses.contains(ServiceJobStatus.FINISHED);
            if (statuses.stream().noneMatch(ServiceJobStatus::isLive)) {
                return finished ? FINISHED : statuses.contains(ServiceJobStatus.CANCELLED) ? CANCELLED : OBSOLETE;
            }
            if (finished
                    || statuses.contains(ServiceJobStatus.IN_PROGRESS)
                    || statuses.contains(ServiceJobStatus.WAITING_FOR_INPUT)) {
                return IN_PROGRESS;
            }
            return statuses.contains(ServiceJobStatus.OPEN) ? OPEN : NOT_READY;
        }
    }
}
