package io.waybill.connector.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.Facility;
import io.waybill.client.FulfilmentClient;
import io.waybill.client.Query;
import io.waybill.client.http.Deadline;
import io.waybill.client.http.JsonHttp;
import io.waybill.connector.commercetools.Commercetools;
import io.waybill.connector.facility.SyncFacility;
import io.waybill.connector.longrun.LongRuns;
import io.waybill.connector.longrun.Turn;
import io.waybill.connector.message.ShopNotification;
import io.waybill.connector.outcome.Outcome;
import io.waybill.connector.parked.ParkedMessages;
import io.waybill.connector.parked.ParkedMessages.Origin;
import io.waybill.connector.parked.ParkedMessages.Parked;
import io.waybill.connector.parked.Settlement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Goes over all channels and then over all facilities, and finds what no message told: a channel that was never synced,
 * changed while the connector was away, or is gone. Compares first, so a pass over what is in step writes nothing.
 */
public final class SyncChannels implements LongRuns.Run {
    private static final String NAME = "channels";
    private static final int PAGE = 100;
    private static final Duration ENOUGH = Duration.ofSeconds(20);

    private final Commercetools shop;
    private final FulfilmentClient platform;
    private final SyncFacility syncFacility;
    private final Settlement settlement;
    private final ParkedMessages parked;
    private final LongRuns runs;

    /** The pass with those. */
    public SyncChannels(
            Commercetools shop,
            FulfilmentClient platform,
            SyncFacility syncFacility,
            Settlement settlement,
            ParkedMessages parked,
            LongRuns runs) {
        this.shop = shop;
        this.platform = platform;
        this.syncFacility = syncFacility;
        this.settlement = settlement;
        this.parked = parked;
        this.runs = runs;
    }

    /** Stops in time before the deadline and when one of the two systems is away; the next turn goes on from there. */
    @Override
    public Optional<ObjectNode> run(Duration every, Deadline deadline) {
        return runs.take(NAME, every, deadline).map(turn -> {
            Report report = new Report(turn);
            boolean complete = turn.work(() -> channels(report, deadline) && facilities(report, deadline));
            return report.json(complete);
        });
    }

    private boolean channels(Report report, Deadline deadline) {
        JsonNode project = syncFacility.project(deadline);
        Set<String> parkedKeys =
                parked.list(deadline).stream().map(Parked::key).collect(Collectors.toCollection(HashSet::new));
        String last = report.turn().cursor().path("channel").asText("");
        while (!last.equals("done")) {
            List<JsonNode> page = channelsAfter(last, deadline);
            for (JsonNode channel : page) {
                if (deadline.remaining().compareTo(ENOUGH) < 0
                        || !settle(channel, project, parkedKeys, report, deadline)) {
                    return false;
                }
            }
            last = page.size() < PAGE
                    ? "done"
                    : page.get(page.size() - 1).path("id").asText();
            report.turn().advance(JsonHttp.JSON.createObjectNode().put("channel", last), deadline);
        }
        return true;
    }

    private List<JsonNode> channelsAfter(String last, Deadline deadline) {
        String after = last.isEmpty() ? "" : "&where=" + JsonHttp.encode("id > \"" + last + "\"");
        return shop.within(deadline).query("/channels?sort=" + JsonHttp.encode("id asc") + after, PAGE);
    }

    /** Whether the pass can go on. */
    private boolean settle(
            JsonNode channel, JsonNode project, Set<String> parkedKeys, Report report, Deadline deadline) {
        String id = channel.path("id").asText();
        ShopNotification hint = new ShopNotification(
                "ResourceUpdated",
                Optional.empty(),
                "channel",
                id,
                Optional.of(channel.path("key").asText()),
                Optional.empty());
        String key = "channel-" + id;
        Outcome outcome = settlement.settle(
                Origin.SHOP, key, hint.hint(), deadline, () -> syncFacility.sync(channel, project, deadline));
        report.settled("channels", outcome);
        if ((outcome instanceof Outcome.Done || outcome instanceof Outcome.Ignored) && parkedKeys.contains(key)) {
            // What is parked about the channel is out of date.
            parked.remove(key, deadline);
        }
        return !(outcome instanceof Outcome.Later);
    }

    private boolean facilities(Report report, Deadline deadline) {
        List<Facility> all = platform.within(deadline).facilities().list(Query.none()).stream()
                .filter(facility -> facility.tenantFacilityId() != null)
                .toList();
        for (int from = 0; from < all.size(); from += PAGE / 2) {
            List<Facility> some = all.subList(from, Math.min(all.size(), from + PAGE / 2));
            Set<String> keys = existing(some, deadline);
            for (Facility facility : some) {
                if (!keys.contains(facility.tenantFacilityId())) {
                    Outcome outcome = Outcome.of(() -> syncFacility
                            .withoutChannel(facility.id(), deadline)
                            .orElseGet(() -> {
                                report.withoutChannel(facility);
                                return new Outcome.Ignored("The facility is no channel's");
                            }));
                    report.settled("facilities", outcome);
                    if (outcome instanceof Outcome.Later) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    /** Which of the facilities' keys are those of a channel. */
    private Set<String> existing(List<Facility> facilities, Deadline deadline) {
        StringBuilder query = new StringBuilder("/channels?where=" + JsonHttp.encode("key in :keys"));
        facilities.forEach(facility ->
                query.append("&var.keys=").append(JsonHttp.encode(String.valueOf(facility.tenantFacilityId()))));
        return shop.within(deadline).query(query.toString(), PAGE).stream()
                .map(channel -> channel.path("key").asText())
                .collect(Collectors.toSet());
    }

    /** Counts over all turns; names from this turn only, a few. */
    private record Report(Turn turn, List<String> withoutChannel) {
        private static final int MOST_NAMES = 50;

        Report(Turn turn) {
            this(turn, new ArrayList<>());
        }

        void settled(String what, Outcome outcome) {
            turn.count(what + "." + outcome.name(), 1);
        }

        void withoutChannel(Facility facility) {
            if (withoutChannel.size() < MOST_NAMES) {
                withoutChannel.add(String.valueOf(facility.tenantFacilityId()));
            }
        }

        ObjectNode json(boolean complete) {
            ObjectNode json = turn.counts().put("complete", complete);
            withoutChannel.forEach(json.withArrayProperty("facilitiesWithoutChannel")::add);
            return json;
        }
    }
}
