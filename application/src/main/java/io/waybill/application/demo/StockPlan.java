package io.waybill.application.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * What lies where before the first order: uneven, and with two groups of articles that never meet in one facility, so
 * that an order of one of each has to be split. Immutable.
 */
final class StockPlan {
    /** So many articles lie in every second facility only, and as many more in the others only. */
    private static final int APART = 20;

    /** One in so many articles is not carried by a facility. */
    private static final int GAP = 3;

    private final List<Article> articles;
    private final Map<String, Map<String, Integer>> units = new LinkedHashMap<>();

    /**
     * @param orders how many orders the stock should be enough for
     */
    StockPlan(List<Site> sites, List<Article> articles, int orders, RandomGenerator random) {
        this.articles = articles;
        int scale = 1 + orders / 100;
        for (Site site : sites) {
            Map<String, Integer> here = new LinkedHashMap<>();
            for (int position = 0; position < articles.size(); position++) {
                int least = site.warehouse() ? 12 : 4;
                int amount = scale * (least + random.nextInt(site.warehouse() ? 40 : 9));
                boolean gap = random.nextInt(GAP) == 0;
                boolean carried = position < 2 * APART ? site.position() % 2 == position / APART : !gap;
                if (carried) {
                    here.put(articles.get(position).sku(), amount);
                }
            }
            units.put(site.key(), here);
        }
    }

    /** Units by SKU of what the site carries, in a stable order. */
    Map<String, Integer> at(Site site) {
        return units.getOrDefault(site.key(), Map.of());
    }

    /** Articles in every second facility only. */
    List<Article> oneSide() {
        return articles.subList(0, APART);
    }

    /** Articles in the other facilities only. */
    List<Article> otherSide() {
        return articles.subList(APART, 2 * APART);
    }

    /** Articles without such a limit. */
    List<Article> ordinary() {
        return articles.subList(2 * APART, articles.size());
    }

    /** Ordinary articles that the site carries. */
    List<Article> ordinaryAt(Site site) {
        Map<String, Integer> here = at(site);
        List<Article> carried = new ArrayList<>();
        for (Article article : ordinary()) {
            if (here.containsKey(article.sku())) {
                carried.add(article);
            }
        }
        return List.copyOf(carried);
    }
}
