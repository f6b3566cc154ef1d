package io.waybill.connector.returns;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.client.FulfilmentClient;
import io.waybill.client.FulfilmentOrder;
import io.waybill.client.FulfilmentRejectedException;
import io.waybill.client.ItemReturnJob;
import io.waybill.client.Query;
import io.waybill.connector.returns.PlatformReturns.Job;
import io.waybill.connector.returns.PlatformReturns.Line;
import io.waybill.connector.returns.PlatformReturns.Piece;
import io.waybill.connector.returns.PlatformReturns.Status;
import io.waybill.connector.returns.PlatformReturns.Visit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the item return jobs of one order of the shop from the platform. */
final class ReadReturns {
    /** Under this name a piece carries the id of the shop's return item that it was announced for. */
    static final String ANNOUNCED_BY = "commercetoolsReturnItemId";

    private final FulfilmentClient platform;
    private final Conditions conditions;

    ReadReturns(FulfilmentClient platform, Conditions conditions) {
        this.platform = platform;
        this.conditions = conditions;
    }

    /**
     * Reads them.
     *
     * @param parts the platform's orders that the shop's order became
     * @param told id of a job that an event named; lists may not have it yet
     */
    PlatformReturns of(JsonNode shopOrder, List<FulfilmentOrder> parts, Optional<String> told) {
        Map<String, ItemReturnJob> jobs = new TreeMap<>();
        for (FulfilmentOrder part : parts) {
            ids(part)
                    .forEach(id -> existing(() -> platform.itemReturnJobs().get(id))
                            .ifPresent(job -> jobs.put(job.id(), job)));
            byNumber(part).forEach(job -> jobs.putIfAbsent(job.id(), job));
        }
        told.filter(id -> !jobs.containsKey(id))
                .flatMap(id -> existing(() -> platform.itemReturnJobs().get(id)))
                .ifPresent(job -> jobs.put(job.id(), job));
        return new PlatformReturns(jobs.values().stream()
                .filter(job -> !job.givenUp())
                .map(job -> job(job, shopOrder, parts))
                .toList());
    }

    private List<String> ids(FulfilmentOrder part) {
        return Optional.ofNullable(part.processId())
                .flatMap(id -> existing(() -> platform.process(id)))
                .map(process -> process.path("itemReturnJobsRef")
                        .valueStream()
                        .map(JsonNode::asText)
                        .toList())
                .orElse(List.of());
    }

    /** A job that people made for the order has a process of its own, so the order's number leads to it. */
    private List<ItemReturnJob> byNumber(FulfilmentOrder part) {
        String number = part.tenantOrderId();
        return number == null
                ? List.of()
                : platform.itemReturnJobs().list(Query.of("searchTerm", number)).stream()
                        .filter(job -> number.equals(job.tenantOrderId()))
                        .toList();
    }

    private Job job(ItemReturnJob job, JsonNode shopOrder, List<FulfilmentOrder> parts) {
        Origins origins = Origins.of(job, platform);
        Map<String, String> shopLines = new HashMap<>();
        List<Line> lines = new ArrayList<>();
        for (JsonNode line : job.lines()) {
            String id = line.path("id").asText();
            String shopLine = shopLine(line, shopOrder, parts);
            shopLines.put(id, shopLine);
            lines.add(new Line(
                    id, shopLine, origins.of(line), line.path("returnable").asLong()));
        }
        List<Visit> visits = job.itemReturns().stream()
                .map(visit -> visit(visit, shopLines))
                .sorted(Comparator.comparing(Visit::id))
                .toList();
        return new Job(job.id(), job.version(), job.finished(), lines, visits);
    }

    private Visit visit(JsonNode visit, Map<String, String> shopLines) {
        Status status = switch (visit.path("status").asText("")) {
            case "ANNOUNCED" -> Status.ANNOUNCED;
            case "FINISHED" -> Status.FINISHED;
            case "CANCELED", "OBSOLETE" -> Status.CALLED_OFF;
            default -> Status.AT_HAND;
        };
        List<Piece> pieces = visit.path("returnedLineItems")
                .valueStream()
                .map(line -> new Piece(
                        line.path("id").asText(),
                        shopLines.getOrDefault(
                                line.path("itemReturnJobLineItemRefs").path(0).asText(""), ""),
                        line.path("tenantArticleId").asText(""),
                        conditions.verdict(line),
                        line.path("customAttributes").path(ANNOUNCED_BY).asText(""),
                        Conditions.note(line)))
                .sorted(Comparator.comparing(Piece::id))
                .toList();
        Set<String> codes =
                visit.path("scannableCodes").valueStream().map(JsonNode::asText).collect(Collectors.toSet());
        return new Visit(visit.path("id").asText(), status, codes, pieces);
    }

    /** Known by the shop's id that it carries itself, by the line of the platform's order that it stems from, or by its article. */
    private static String shopLine(JsonNode line, JsonNode shopOrder, List<FulfilmentOrder> parts) {
        String global = line.path("globalLineItemId").asText("");
        String article = line.path("article").path("tenantArticleId").asText("");
        Stream<String> byGlobal = parts.stream()
                .flatMap(part -> part.lines().stream())
                .filter(each -> !global.isEmpty()
                        && (each.path("id").asText("").equals(global)
                                || each.path("globalLineItemId").asText("").equals(global)))
                .map(ReadReturns::named);
        Stream<String> byArticle = shopLines(shopOrder)
                .filter(each -> each.path("variant")
                        .path("sku")
                        .asText(each.path("productId").asText(each.path("key").asText("")))
                        .equals(article))
                .map(each -> each.path("id").asText());
        Set<String> known =
                shopLines(shopOrder).map(each -> each.path("id").asText()).collect(Collectors.toSet());
        return Stream.of(Stream.of(named(line)), byGlobal, byArticle)
                .flatMap(ids -> ids)
                .filter(known::contains)
                .findFirst()
                .orElse("");
    }

    private static Stream<JsonNode> shopLines(JsonNode shopOrder) {
        return Stream.concat(
                shopOrder.path("lineItems").valueStream(),
                shopOrder.path("customLineItems").valueStream());
    }

    private static String named(JsonNode line) {
        return line.path("customAttributes").path("commercetoolsId").asText("");
    }

    /** What is gone is no reason to keep the rest back. */
    static <T> Optional<T> existing(Supplier<T> read) {
        try {
            return Optional.of(read.get());
        } catch (FulfilmentRejectedException refused) {
            if (refused.notFound()) {
                return Optional.empty();
            }
            throw refused;
        }
    }
}
