package io.waybill.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The pages to ask for, and where each of them is found in a database that was filled by {@link ConsoleCopies}. */
final class ConsolePages {
    private static final String LIST = "console-pages.txt";
    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

    /** What stands in the braces of an address: some of the things there are. */
    private static final Map<String, String> PLACES = Map.ofEntries(
            Map.entry("order", "select id from orders where status = 'OPEN' and id like '%-83e9-%' limit 40"),
            Map.entry(
                    "finished",
                    "select order_ref from handoverjob h join process p on p.id = h.process_id "
                            + "where h.status = 'HANDED_OVER' limit 40"),
            Map.entry("facility", "select id from facility limit 40"),
            Map.entry("pickJob", "select id from pick_job where status = 'IN_PROGRESS' limit 40"),
            Map.entry("packJob", "select id from pack_job where status = 'OPEN' limit 40"),
            Map.entry("shipment", "select id from shipment where status in ('INITIAL', 'REQUEST') limit 40"),
            Map.entry("parcel", "select id from parcel where status = 'DONE' limit 40"),
            Map.entry("handover", "select id from handoverjob where status = 'OPEN' limit 40"),
            Map.entry("return", "select id from item_return_job limit 40"),
            Map.entry("connector", "select 'shop'"),
            Map.entry("subscription", "select id from subscription"),
            Map.entry(
                    "delivery",
                    "select subscription_id || '.' || event_id from delivery where state = 'PARKED' limit 40"),
            Map.entry("user", "select id from account where username <> 'admin'"),
            Map.entry("day", "select to_char(now() - interval '2 days', 'YYYY-MM-DD')"));

    private ConsolePages() {}

    /** The addresses of each page, by how it stands in the list; several, so that no answer profits from the one before. */
    static Map<String, List<String>> in(ConsoleCopies database) {
        Map<String, List<String>> found = new LinkedHashMap<>();
        Map<String, List<String>> pages = new LinkedHashMap<>();
        for (String page : listed()) {
            pages.put(page, addresses(page, place -> found.computeIfAbsent(place, name -> find(database, name))));
        }
        return pages;
    }

    private static List<String> find(ConsoleCopies database, String place) {
        String query = PLACES.get(place);
        if (query == null) {
            throw new BenchFailed(LIST + " asks for {" + place + "}, and ConsolePages.PLACES has no such thing");
        }
        List<String> found = database.strings(query);
        if (found.isEmpty()) {
            throw new BenchFailed("The database of the bench has no " + place);
        }
        return found;
    }

    private static List<String> addresses(String page, java.util.function.Function<String, List<String>> places) {
        int most = PLACE.matcher(page)
                .results()
                .mapToInt(match -> places.apply(match.group(1)).size())
                .max()
                .orElse(1);
        List<String> addresses = new ArrayList<>();
        for (int number = 0; number < most; number++) {
            int turn = number;
            addresses.add(PLACE.matcher(page).replaceAll(match -> {
                List<String> candidates = places.apply(match.group(1));
                return Matcher.quoteReplacement(
                        URLEncoder.encode(candidates.get(turn % candidates.size()), StandardCharsets.UTF_8));
            }));
        }
        return addresses;
    }

    static List<String> listed() {
        try (InputStream list = ConsolePages.class.getResourceAsStream(LIST)) {
            if (list == null) {
                throw new BenchFailed("The list of pages is missing: " + LIST);
            }
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty() && !line.startsWith("-"))
                    .toList();
        } catch (IOException e) {
            throw new BenchFailed("The list of pages cannot be read", e);
        }
    }
}
