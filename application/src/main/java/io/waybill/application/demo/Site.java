package io.waybill.application.demo;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A store or warehouse as the retailer planned it: in the shop a channel with that key, on the platform a facility.
 *
 * @param position counts from 0
 */
record Site(int position, String key, String name, boolean warehouse, Place place) {

    /** That many sites: one city after the other, and a second one in each where there are more sites than cities. */
    static List<Site> planned(int count) {
        List<Place> cities = Place.cities();
        List<Site> sites = new ArrayList<>();
        for (int position = 0; position < count; position++) {
            Place place = cities.get(position % cities.size());
            int round = position / cities.size();
            boolean warehouse = position % 4 == 3;
            String kind = warehouse ? "Warehouse " : "Store ";
            String name = kind + place.city() + (round == 0 ? "" : " " + (round + 1));
            sites.add(new Site(position, key(name), name, warehouse, place));
        }
        return List.copyOf(sites);
    }

    private static String key(String name) {
        String plain = Normalizer.normalize(name.replace("ø", "o"), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "");
        return plain.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }
}
