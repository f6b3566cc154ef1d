package io.waybill.platform.routing;

import io.waybill.platform.orders.OrderedService;
import io.waybill.sourcing.SourcingRequest;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the custom services of an order mean for where its articles may come from (platform.md 5.7): the units of an article
 * with services only from facilities that do all of these, and the articles of a bundle from one facility together.
 *
 * <p>Services name articles and units, not lines. So all lines of an article are treated alike: where some of its units
 * need a service or are in a bundle, all of the order's units do, and bundles that share an article are one. No rule of the
 * order is broken by that. Immutable.
 */
final class PlanServices {
    private final Map<String, Set<String>> servicesOfArticle = new HashMap<>();
    private final Map<String, Set<String>> articlesOfBundle = new TreeMap<>();
    private final Map<String, String> bundleOfArticle = new HashMap<>();

    private PlanServices() {}

    static PlanServices of(List<OrderedService> services) {
        PlanServices all = new PlanServices();
        services.forEach(service -> all.add(service, Set.of(), null));
        all.articlesOfBundle.forEach(all::join);
        return all;
    }

    /** The ids of all services that the plans name. */
    static Set<String> named(Collection<RoutingPlan> plans) {
        return plans.stream()
                .filter(plan -> plan.customServices() != null)
                .flatMap(plan -> plan.customServices().stream())
                .flatMap(OrderedService::all)
                .map(PlanServices::serviceId)
                .collect(Collectors.toSet());
    }

    /**
     * The request with its bundles and its limits.
     *
     * @param offering ids of the facilities that do each service
     * @param facilities ids of all facilities
     */
    SourcingRequest limited(SourcingRequest request, Map<String, Set<String>> offering, Set<String> facilities) {
        Map<String, Set<String>> places = new TreeMap<>();
        List<SourcingRequest.Line> lines = request.lines().stream()
                .map(line -> {
                    Set<String> needed = servicesOfArticle.getOrDefault(line.articleId(), Set.of());
                    if (!needed.isEmpty()) {
                        Set<String> able = new TreeSet<>(facilities);
                        needed.forEach(service -> able.retainAll(offering.getOrDefault(service, Set.of())));
                        places.put(line.articleId(), able);
                    }
                    String bundle = bundleOfArticle.get(line.articleId());
                    return bundle == null ? line : line.inBundle(bundle);
                })
                .toList();
        return request.with(lines, places);
    }

    private void add(OrderedService service, Set<String> above, @Nullable String bundleAbove) {
        Set<String> needed = new HashSet<>(above);
        needed.add(serviceId(service));
        String bundle = bundleAbove == null && service.isBundled() ? service.id() : bundleAbove;
        service.articleItems().forEach(item -> {
            servicesOfArticle
                    .computeIfAbsent(item.tenantArticleRef(), article -> new HashSet<>())
                    .addAll(needed);
            if (bundle != null) {
                articlesOfBundle
                        .computeIfAbsent(bundle, key -> new TreeSet<>())
                        .add(item.tenantArticleRef());
            }
        });
        service.customServiceItems().forEach(item -> add(item, needed, bundle));
    }

    /** Bundles that share an article become one. */
    private void join(String bundle, Set<String> articles) {
        Set<String> met = articles.stream()
                .map(bundleOfArticle::get)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        bundleOfArticle.replaceAll((article, known) -> met.contains(known) ? bundle : known);
        articles.forEach(article -> bundleOfArticle.put(article, bundle));
    }

    private static String serviceId(OrderedService service) {
        return Objects.requireNonNull(service.customServiceDefinition().customServiceRef(), "resolved at intake");
    }
}
