package io.waybill.platform.services;

import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.services.LinkedServiceJobs.Link;
import io.waybill.platform.services.LinkedServiceJobs.LinkedStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Links the jobs of a pick job in the order in which they are done. Pure; an instance serves one pick job and is not thread-safe.
 *
 * <p>The contract shows one predecessor of a job, so a service in which several are nested stands behind the last of them.
 */
final class LinkServiceJobs {
    private static final int MOST_CHAINS = 50;
    private static final int MOST_JOBS = 500;

    private final Identifiers identifiers;
    private final Instant now;
    private final Map<String, List<FloorServiceJob>> jobsOfService = new LinkedHashMap<>();
    private final Map<String, String> lastWithin = new HashMap<>();
    private final Map<String, String> linkOfJob = new HashMap<>();

    private LinkServiceJobs(List<FloorServiceJob> jobs, Identifiers identifiers, Instant now) {
        this.identifiers = identifiers;
        this.now = now;
        for (FloorServiceJob job : jobs) {
            String service = service(job);
            jobsOfService.computeIfAbsent(service, id -> new ArrayList<>()).add(job);
            linkOfJob.put(job.job().id(), identifiers.next());
            if (job.place() != null && job.place().withinRef() != null) {
                lastWithin.put(job.place().withinRef(), service);
            }
        }
    }

    /**
     * The jobs with their places, and the groups that these are in.
     *
     * @param jobs with their groups and links
     */
    record Linked(List<FloorServiceJob> jobs, List<LinkedServiceJobs> groups) {}

    /** @param jobs at least one, of one pick job, nested ones first */
    static Linked link(List<FloorServiceJob> jobs, Identifiers identifiers, Instant now) {
        return new LinkServiceJobs(jobs, identifiers, now).linked(jobs);
    }

    private Linked linked(List<FloorServiceJob> jobs) {
        Map<String, FloorServiceJob> byId = new HashMap<>();
        jobs.forEach(job -> byId.put(job.job().id(), job));
        Map<String, String> groupOfJob = new HashMap<>();
        List<LinkedServiceJobs> groups = new ArrayList<>();
        List<Link> chains = new ArrayList<>();
        int size = 0;
        for (String service : jobsOfService.keySet()) {
            if (lastWithin.containsKey(service)) {
                continue;
            }
            for (Link chain : links(service, null)) {
                int length = refs(List.of(chain)).size();
                if (chains.size() == MOST_CHAINS || (size + length > MOST_JOBS && !chains.isEmpty())) {
                    groups.add(group(chains, byId, groupOfJob));
                    chains = new ArrayList<>();
                    size = 0;
                }
                chains.add(chain);
                size += length;
            }
        }
        groups.add(group(chains, byId, groupOfJob));
        List<FloorServiceJob> placed = jobs.stream()
                .map(job -> job.with(job.job()
                        .with(change -> change.linkedServiceJobsRef(
                                        groupOfJob.get(job.job().id()))
                                .serviceJobLinkRef(linkOfJob.get(job.job().id())))))
                .toList();
        return new Linked(placed, List.copyOf(groups));
    }

    /** The jobs of the service, the last of which is followed by what the service is nested in. */
    private List<Link> links(String service, @Nullable FloorServiceJob previous) {
        List<FloorServiceJob> jobs = Objects.requireNonNull(jobsOfService.get(service));
        List<Link> links = new ArrayList<>();
        for (int index = 0; index < jobs.size(); index++) {
            FloorServiceJob job = jobs.get(index);
            String within = job.place() == null ? null : job.place().withinRef();
            boolean followed = index == jobs.size() - 1
                    && within != null
                    && service.equals(lastWithin.get(within))
                    && jobsOfService.containsKey(within);
            links.add(new Link(
                    Objects.requireNonNull(linkOfJob.get(job.job().id())),
                    job.job().id(),
                    followed ? links(Objects.requireNonNull(within), job) : List.of(),
                    previous == null
                            ? List.of()
                            : List.of(Objects.requireNonNull(
                                    linkOfJob.get(previous.job().id()))),
                    previous == null ? List.of() : List.of(previous.job().id())));
        }
        return List.copyOf(links);
    }

    private LinkedServiceJobs group(
            List<Link> chains, Map<String, FloorServiceJob> byId, Map<String, String> groupOfJob) {
        String id = identifiers.next();
        List<String> refs = refs(chains);
        refs.forEach(job -> groupOfJob.put(job, id));
        FloorServiceJob any = Objects.requireNonNull(byId.get(refs.getFirst()));
        return LinkedServiceJobsBuilder.builder()
                .id(id)
                .version(1)
                .created(now)
                .lastModified(now)
                .facilityRef(any.job().facilityRef())
                .status(LinkedStatus.of(refs.stream()
                        .map(job -> Objects.requireNonNull(byId.get(job)).job().status())
                        .toList()))
                .fullIdentifier(any.place() == null ? null : any.place().consumerName())
                .processRef(any.job().processRef())
                .operativeProcessRef(any.job().operativeProcessRef())
                .includedServiceJobRefs(refs)
                .includedServiceJobLinkIds(refs.stream()
                        .map(job -> Objects.requireNonNull(linkOfJob.get(job)))
                        .toList())
                .serviceJobLinks(List.copyOf(chains))
                .targetTime(any.job().targetTime())
                .build();
    }

    private static List<String> refs(List<Link> links) {
        List<String> refs = new ArrayList<>();
        for (Link link : links) {
            refs.add(link.serviceJobRef());
            refs.addAll(refs(link.nextServiceJobLinks()));
        }
        return refs;
    }

    /** What a client created is for no service of an order. */
    private static String service(FloorServiceJob job) {
        return job.place() == null ? job.job().id() : job.place().orderedServiceRef();
    }
}
