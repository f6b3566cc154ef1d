package io.waybill.sourcing;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What has to be sourced.
 *
 * @param lines 1 to {@link #MAX_LINES} lines with distinct ids; at least one of them still has units to place
 * @param destination where the goods go
 * @param wishes what the order asks for
 * @param blackListedFacilities ids of facilities that must not be chosen (a reroute excludes the ones that failed before)
 * @param usedFacilities ids of facilities that already serve another part of this order, so they are not asked again
 * @param maximumParts how many parts this decision may have at most, from 1; {@link #NO_LIMIT} leaves it to the
 *     configuration. A caller that continues an order passes what is left.
 * @param now when it is decided, for the rules that look at the time
 * @param properties what the custom rules look at
 */
public record SourcingRequest(
        List<Line> lines,
        Destination destination,
        Wishes wishes,
        Set<String> blackListedFacilities,
        Set<String> usedFacilities,
        int maximumParts,
        Instant now,
        RuleProperties properties) {

    /** Most lines in one request. */
    public static final int MAX_LINES = 5_000;

    /** Most units in one line; together with {@link #MAX_LINES} it keeps every sum and penalty inside a long. */
    public static final long MAX_QUANTITY = 1_000_000_000L;

    /** No limit of parts other than the configuration's. */
    public static final int NO_LIMIT = Integer.MAX_VALUE;

    /** @throws IllegalArgumentException when there are no lines, too many, two with one id, or nothing left to place */
    public SourcingRequest {
        lines = List.copyOf(lines);
        blackListedFacilities = Set.copyOf(blackListedFacilities);
        usedFacilities = Set.copyOf(usedFacilities);
        Objects.requireNonNull(destination, "destination");
        Objects.requireNonNull(wishes, "wishes");
        Objects.requireNonNull(now, "now");
        Objects.requireNonNull(properties, "properties");
        if (lines.isEmpty() || lines.size() > MAX_LINES) {
            throw new IllegalArgumentException("expected 1 to " + MAX_LINES + " lines, got " + lines.size());
        }
        if (maximumParts < 1) {
            throw new IllegalArgumentException("maximumParts must be at least 1, was " + maximumParts);
        }
        Set<String> ids = new HashSet<>();
        long remaining = 0;
        for (Line line : lines) {
            if (!ids.add(line.id())) {
                throw new IllegalArgumentException("two lines have the id " + line.id());
            }
            remaining += line.remaining();
        }
        if (remaining == 0) {
            throw new IllegalArgumentException("no line has units left to place");
        }
    }

    /** A request that no custom rule looks at. */
    public SourcingRequest(
            List<Line> lines,
            Destination destination,
            Wishes wishes,
            Set<String> blackListedFacilities,
            Set<String> usedFacilities,
            int maximumParts,
            Instant now) {
        this(lines, destination, wishes, blackListedFacilities, usedFacilities, maximumParts, now, RuleProperties.NONE);
    }

    /** The same request with other lines. */
    public SourcingRequest with(List<Line> others) {
        return new SourcingRequest(
                others, destination, wishes, blackListedFacilities, usedFacilities, maximumParts, now, properties);
    }

    /** The same request with what the custom rules look at. */
    public SourcingRequest with(RuleProperties seen) {
        return new SourcingRequest(
                lines, destination, wishes, blackListedFacilities, usedFacilities, maximumParts, now, seen);
    }

    /** A request for which the time does not matter: the beginning of the epoch, before every cut-off. */
    public SourcingRequest(
            List<Line> lines,
            Destination destination,
            Wishes wishes,
            Set<String> blackListedFacilities,
            Set<String> usedFacilities,
            int maximumParts) {
        this(lines, destination, wishes, blackListedFacilities, usedFacilities, maximumParts, Instant.EPOCH);
    }

    /** A request for all of the lines, with nothing excluded and no limit of its own. */
    public static SourcingRequest of(List<Line> lines, Destination destination, Wishes wishes) {
        return new SourcingRequest(lines, destination, wishes, Set.of(), Set.of(), NO_LIMIT);
    }

    /**
     * An order line.
     *
     * @param id the line's id, unique in the request
     * @param articleId the article, as the snapshot names it; several lines may name the same article
     * @param quantity units ordered, from 1 to {@link #MAX_QUANTITY}
     * @param remaining units still to place, from 0 to quantity; only these are sourced
     * @param bundleKey lines with the same key form a bundle and are placed together, completely, or not at all
     * @param customServices ids of what has to be done to the goods where they are placed; only for members of a bundle,
     *     even if it is a bundle of one
     */
    public record Line(
            String id,
            String articleId,
            long quantity,
            long remaining,
            @Nullable String bundleKey,
            Set<String> customServices) {

        /** @throws IllegalArgumentException when a quantity is out of range, or services are asked for outside a bundle */
        public Line {
            customServices = Set.copyOf(customServices);
            if (bundleKey == null && !customServices.isEmpty()) {
                throw new IllegalArgumentException("line " + id + " asks for services, so it must belong to a bundle");
            }
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(articleId, "articleId");
            if (quantity < 1 || quantity > MAX_QUANTITY) {
                throw new IllegalArgumentException(
                        "quantity of line " + id + " must be from 1 to " + MAX_QUANTITY + ", was " + quantity);
            }
            if (remaining < 0 || remaining > quantity) {
                throw new IllegalArgumentException(
                        "remaining of line " + id + " must be from 0 to its quantity, was " + remaining);
            }
        }

        /** A line to which nothing has to be done. */
        public Line(String id, String articleId, long quantity, long remaining, @Nullable String bundleKey) {
            this(id, articleId, quantity, remaining, bundleKey, Set.of());
        }

        /** A line of which nothing is placed yet and which belongs to no bundle. */
        public static Line of(String id, String articleId, long quantity) {
            return new Line(id, articleId, quantity, quantity, null);
        }

        /** This line as a member of a bundle. */
        public Line inBundle(String key) {
            return inBundle(key, Set.of());
        }

        /** This line as a member of a bundle, to which these services have to be done. */
        public Line inBundle(String key, Set<String> services) {
            return new Line(id, articleId, quantity, remaining, key, services);
        }
    }

    /**
     * Where the goods go.
     *
     * @param coordinates null when the address could not be located: then distance does not tell facilities apart
     * @param country ISO 3166 alpha-2, if known
     * @param postalCode as written in the address, if known
     */
    public record Destination(
            @Nullable Coordinates coordinates,
            @Nullable String country,
            @Nullable String postalCode) {}

    /** How the consumer gets the goods. */
    public enum Channel {
        SHIPPING,
        COLLECT
    }

    /** How fast a shipped order has to be. */
    public enum ServiceLevel {
        DELIVERY,
        SAMEDAY
    }

    /**
     * What the order asks for.
     *
     * @param collectFacility id of the facility where the consumer collects; present exactly for {@link Channel#COLLECT}
     * @param preselectedFacilities ids of the only facilities wanted; empty means any. Shipping only.
     * @param carriers keys of the carriers wanted, best first; empty means any
     * @param products of these carriers, by their keys, where the order asks for a certain one
     * @param productCategory class of products; null means any
     */
    public record Wishes(
            Channel channel,
            @Nullable String collectFacility,
            Set<String> preselectedFacilities,
            ServiceLevel serviceLevel,
            List<String> carriers,
            Map<String, String> products,
            @Nullable String productCategory) {

        /** Without a wish for certain products. */
        public Wishes(
                Channel channel,
                @Nullable String collectFacility,
                Set<String> preselectedFacilities,
                ServiceLevel serviceLevel,
                List<String> carriers) {
            this(channel, collectFacility, preselectedFacilities, serviceLevel, carriers, Map.of(), null);
        }

        /** @throws IllegalArgumentException when channel and collect facility contradict each other */
        public Wishes {
            Objects.requireNonNull(channel, "channel");
            Objects.requireNonNull(serviceLevel, "serviceLevel");
            preselectedFacilities = Set.copyOf(preselectedFacilities);
            carriers = List.copyOf(carriers);
            products = Map.copyOf(products);
            if ((channel == Channel.COLLECT) != (collectFacility != null)) {
                throw new IllegalArgumentException("a collect facility belongs to the channel COLLECT and only to it");
            }
        }

        /** The service that the channel needs of a facility. */
        public SourcingFacility.Service service() {
            return switch (channel) {
                case SHIPPING -> SourcingFacility.Service.SHIP_FROM_STORE;
                case COLLECT -> SourcingFacility.Service.PICKUP;
            };
        }

        /** Ship by any carrier from any facility. */
        public static Wishes shipping() {
            return new Wishes(Channel.SHIPPING, null, Set.of(), ServiceLevel.DELIVERY, List.of());
        }

        /** Ship from one of these facilities. */
        public static Wishes shippingFrom(Set<String> preselectedFacilities) {
            return new Wishes(Channel.SHIPPING, null, preselectedFacilities, ServiceLevel.DELIVERY, List.of());
        }

        /** Click and collect at this facility. */
        public static Wishes collectAt(String facilityId) {
            return new Wishes(Channel.COLLECT, facilityId, Set.of(), ServiceLevel.DELIVERY, List.of());
        }
    }
}
