package io.waybill.sourcing;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The facilities, and for every article at every facility: its listing and the units available for picking (AFP,
 * platform.md 4.3; an order's own reservations already counted as available to it). Held as dense arrays, so one
 * snapshot serves any number of requests. Immutable and safe for use by many threads.
 */
public final class SourcingSnapshot {

    /** A measure that nobody set. */
    static final long UNKNOWN = -1;

    private final List<SourcingFacility> facilities;
    private final Map<String, Integer> facilityIndex;
    private final Map<String, Integer> articleIndex;
    private final ListingState[] listings;
    private final long[] available;
    private final long[] @Nullable [] measures;

    private SourcingSnapshot(Builder builder) {
        this.facilities = builder.facilities;
        this.facilityIndex = builder.facilityIndex;
        this.articleIndex = builder.articleIndex;
        this.listings = builder.listings.clone();
        this.available = builder.available.clone();
        this.measures = builder.measures.clone();
        for (int measure = 0; measure < measures.length; measure++) {
            long[] values = measures[measure];
            measures[measure] = values == null ? null : values.clone();
        }
    }

    /** What else is known of an article at a facility. Only what an active rating asks for has to be set. */
    public enum Measure {
        /** Best score of the zones where the article lies, from 0; a higher one is better. */
        ZONE_SCORE,
        /** When the stock that expires first expires, in seconds of the epoch. */
        EARLIEST_EXPIRY,
        /** Units picked within the period that turnover looks at, from 0. */
        UNITS_PICKED,
        /** Sales price of a unit in hundredths of the tenant's currency, from 0. */
        SALES_PRICE
    }

    /**
     * Starts a snapshot in which nothing is listed and nothing available yet.
     *
     * @param articleIds articles of the lines to source; repeats are fine
     * @throws IllegalArgumentException when two facilities have one id
     */
    public static Builder of(List<SourcingFacility> facilities, Collection<String> articleIds) {
        return new Builder(facilities, articleIds);
    }

    /** All facilities, in the order given; the position is the facility's index. */
    public List<SourcingFacility> facilities() {
        return facilities;
    }

    /** The facility with this id, or null. */
    public @Nullable SourcingFacility facility(String facilityId) {
        int index = indexOfFacility(facilityId);
        return index < 0 ? null : facilities.get(index);
    }

    /** Units of the article available for picking at the facility; 0 when either is unknown or not actively listed. */
    public long available(String facilityId, String articleId) {
        int facility = indexOfFacility(facilityId);
        int article = indexOfArticle(articleId);
        return facility < 0 || article < 0 ? 0 : available(facility, article);
    }

    /** Index of the facility, or -1. */
    int indexOfFacility(String facilityId) {
        return facilityIndex.getOrDefault(facilityId, -1);
    }

    /** How many articles it holds. */
    int articles() {
        return articleIndex.size();
    }

    /** Index of the article, or -1. */
    int indexOfArticle(String articleId) {
        return articleIndex.getOrDefault(articleId, -1);
    }

    /** What can really be taken: stock of an article that is not actively listed counts as none. */
    long available(int facility, int article) {
        int cell = facility * articleIndex.size() + article;
        return listings[cell].isActive() ? available[cell] : 0;
    }

    /** The value, or {@link #UNKNOWN}. */
    long measure(Measure measure, int facility, int article) {
        long[] values = measures[measure.ordinal()];
        return values == null ? UNKNOWN : values[facility * articleIndex.size() + article];
    }

    ListingState listing(int facility, int article) {
        return listings[facility * articleIndex.size() + article];
    }

    /** Collects listings and availability. Not safe for use by many threads. */
    public static final class Builder {

        private final List<SourcingFacility> facilities;
        private final Map<String, Integer> facilityIndex;
        private final Map<String, Integer> articleIndex;
        private final ListingState[] listings;
        private final long[] available;
        private final long[] @Nullable [] measures = new long[Measure.values().length][];

        private Builder(List<SourcingFacility> facilities, Collection<String> articleIds) {
            this.facilities = List.copyOf(facilities);
            this.facilityIndex = HashMap.newHashMap(facilities.size());
            for (SourcingFacility facility : facilities) {
                if (facilityIndex.putIfAbsent(facility.id(), facilityIndex.size()) != null) {
                    throw new IllegalArgumentException("two facilities have the id " + facility.id());
                }
            }
            this.articleIndex = HashMap.newHashMap(articleIds.size());
            for (String articleId : new LinkedHashSet<>(articleIds)) {
                articleIndex.put(articleId, articleIndex.size());
            }
            int cells = Math.multiplyExact(facilities.size(), articleIndex.size());
            this.listings = new ListingState[cells];
            this.available = new long[cells];
            Arrays.fill(listings, ListingState.NOT_ACTIVE);
        }

        /**
         * Sets an article at a facility; a later call replaces an earlier one. Pairs never set are not listed.
         *
         * @param available units available for picking; a negative balance counts as 0
         * @throws IllegalArgumentException when the facility or the article is not part of this snapshot
         */
        public Builder article(String facilityId, String articleId, ListingState listing, long available) {
            int cell = cell(facilityId, articleId);
            this.listings[cell] = listing;
            this.available[cell] = Math.max(0, available);
            return this;
        }

        /**
         * Sets what else is known of an article at a facility; a later call replaces an earlier one.
         *
         * @param value from 0, at most {@link SourcingConfiguration.Thresholds#LARGEST}; a value beyond counts as the bound
         * @throws IllegalArgumentException when the facility or the article is not part of this snapshot
         */
        public Builder measure(Measure measure, String facilityId, String articleId, long value) {
            int cell = cell(facilityId, articleId);
            long[] values = measures[measure.ordinal()];
            if (values == null) {
                values = new long[available.length];
                Arrays.fill(values, UNKNOWN);
                measures[measure.ordinal()] = values;
            }
            values[cell] = Math.clamp(value, 0, SourcingConfiguration.Thresholds.LARGEST);
            return this;
        }

        private int cell(String facilityId, String articleId) {
            Integer facility = facilityIndex.get(facilityId);
            Integer article = articleIndex.get(articleId);
            if (facility == null) {
                throw new IllegalArgumentException("facility " + facilityId + " is not part of this snapshot");
            }
            if (article == null) {
                throw new IllegalArgumentException("article " + articleId + " is not part of this snapshot");
            }
            return facility * articleIndex.size() + article;
        }

        /** The snapshot as collected so far. */
        public SourcingSnapshot build() {
            return new SourcingSnapshot(this);
        }
    }
}
