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
 * with services from one facility, which does all of these, and the articles of a bundle from one facility together.
 *
 * <p>Services name articles and units, not lines. So all lines of an article are treated alike: where some of its units
 * need a service or are in a bundle, all of the order's units do, and bundles that share an article are one. No rule of the
 * order is broken by that, and which units a service is done to can be told wherever they go. Immutable.
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

    /** The request with the bundles and services of its lines. */
    SourcingRequest applied(SourcingRequest request) {
        return request.with(request.lines().stream()
                .map(line -> servicesOfArticle.containsKey(line.articleId())
                        ? line.inBundle(bundleOf(line.articleId()), servicesOfArticle.get(line.articleId()))
                        : line)
                .toList());
    }

    /** An article with services that is in no bundle is one for itself: who does its services has to know for how many. */
    private String bundleOf(String article) {
        return bundleOfArticle.getOrDefault(article, "article " + article);
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
                articlesOfBundle.computeIfAbsent(bundle, key -> new TreeSet<>()).add(item.tenantArticleRef());
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
