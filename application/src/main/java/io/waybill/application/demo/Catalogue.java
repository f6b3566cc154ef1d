package io.waybill.application.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The retailer's 200 articles: twenty products in five colours and two sizes. The same in every run. */
final class Catalogue {
    private static final List<String> PRODUCTS = List.of(
            "Linen shirt",
            "Oxford shirt",
            "Crew neck jumper",
            "Rain jacket",
            "Down vest",
            "Chino trousers",
            "Slim jeans",
            "Pleated skirt",
            "Wrap dress",
            "Merino socks",
            "Leather belt",
            "Canvas tote",
            "Running shoes",
            "Chelsea boots",
            "House slippers",
            "Wool scarf",
            "Knitted hat",
            "Bath towel",
            "Bed linen",
            "Throw blanket");
    private static final List<String> COLOURS = List.of("navy", "sand", "olive", "black", "rust");
    private static final List<String> SIZES = List.of("S", "L");

    private final List<Article> articles;

    Catalogue() {
        List<Article> made = new ArrayList<>();
        for (String colour : COLOURS) {
            for (String size : SIZES) {
                for (String product : PRODUCTS) {
                    made.add(article(product, colour, size, made.size()));
                }
            }
        }
        articles = List.copyOf(made);
    }

    /** All articles, in an order that mixes products. */
    List<Article> articles() {
        return articles;
    }

    private static Article article(String product, String colour, String size, int position) {
        String sku = (product.replace(' ', '-') + "-" + colour + "-" + size).toUpperCase(Locale.ROOT);
        return new Article(sku, product + ", " + colour + ", " + size, 1_490 + 500L * (position % 20));
    }
}
