package io.waybill.application.demo;

import io.waybill.application.demo.Purchase.Customer;
import io.waybill.application.demo.Purchase.Line;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Makes up purchases. Of ten, about two are collected, one takes articles that no single facility has, one is a gift;
 * exactly one of all is cancelled while open. The same seed makes the same purchases. Not thread-safe.
 */
final class Customers {
    private static final List<String> FIRST_NAMES =
            List.of("Ada", "Ben", "Chloé", "David", "Elif", "Finn", "Greta", "Hugo", "Ines", "Jonas", "Klara", "Luc");
    private static final List<String> LAST_NAMES = List.of(
            "Albrecht", "Bernard", "Cavalli", "de Vries", "Egger", "Fischer", "Garnier", "Huber", "Ivens", "Jansen");

    private static final int FAR_TOO_MANY = 5_000;

    private final List<Site> sites;
    private final StockPlan stock;
    private final RandomGenerator random;

    Customers(List<Site> sites, StockPlan stock, RandomGenerator random) {
        this.sites = sites;
        this.stock = stock;
        this.random = random;
    }

    /**
     * @param prefix what every order number starts with
     */
    List<Purchase> purchases(int count, String prefix) {
        List<Purchase> purchases = new ArrayList<>();
        int regretted = count / 2;
        for (int position = 0; position < count; position++) {
            String number = prefix + String.format(Locale.ROOT, "%04d", position + 1);
            purchases.add(purchase(number, position, position == regretted));
        }
        return List.copyOf(purchases);
    }

    /**
     * One more purchase, that nobody cancels.
     *
     * @param position counts from 0; decides on the kind of purchase
     */
    Purchase next(String number, int position) {
        return purchase(number, position, false);
    }

    /** More of one article than all stores and warehouses have together, so that the order waits for a person. */
    Purchase moreThanThereIs(String number) {
        return new Purchase(
                number, customer(), List.of(new Line(anyOf(stock.ordinary()), FAR_TOO_MANY)), null, false, false);
    }

    private Purchase purchase(String number, int position, boolean regretted) {
        // Every tenth and so on rather than by chance, so that even a short demo shows every kind.
        boolean collect = position % 5 == 2 && !regretted;
        boolean split = position % 10 == 4 && !regretted;
        boolean gift = position % 10 == 6;
        Site site = collect ? storeToCollectAt() : null;
        return new Purchase(number, customer(), lines(site, split), site, gift, regretted);
    }

    private List<Line> lines(@Nullable Site collectAt, boolean split) {
        if (split) {
            return List.of(
                    new Line(anyOf(stock.oneSide()), 1 + random.nextInt(2)),
                    new Line(anyOf(stock.otherSide()), 1 + random.nextInt(2)));
        }
        List<Article> choice = collectAt == null ? stock.ordinary() : stock.ordinaryAt(collectAt);
        int wanted = random.nextInt(2) == 0 ? 1 : 2 + random.nextInt(2);
        Map<String, Line> lines = new LinkedHashMap<>();
        for (int line = 0; line < wanted; line++) {
            Article article = anyOf(choice);
            lines.put(article.sku(), new Line(article, 1 + random.nextInt(2)));
        }
        return List.copyOf(lines.values());
    }

    private Site storeToCollectAt() {
        return anyOf(sites.stream().filter(site -> !site.warehouse()).toList());
    }

    private Customer customer() {
        String first = anyOf(FIRST_NAMES);
        String last = anyOf(LAST_NAMES);
        String email = (first + "." + last).toLowerCase(Locale.ROOT).replaceAll("[^a-z.]", "") + "@example.com";
        return new Customer(first, last, email, anyOf(Place.cities()));
    }

    private <T> T anyOf(List<T> choice) {
        return choice.get(random.nextInt(choice.size()));
    }
}
