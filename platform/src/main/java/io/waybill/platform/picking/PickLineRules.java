package io.waybill.platform.picking;

import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.orders.MeasurementValidation;
import io.waybill.platform.orders.OrderArticle;
import io.waybill.platform.orders.Substitute;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an update makes of one line, and what a line refuses. Pure. */
final class PickLineRules {
    private PickLineRules() {}

    /** @throws Rejection 422 when more would be picked than ordered, 400 for a place the line does not have */
    static PickLineItem changed(PickLineItem line, PickLineUpdate update, Instant now, Identifiers identifiers) {
        List<PartialStockLocation> places = places(line, update);
        long picked = update.picked() != null
                ? update.picked()
                : update.partialStockLocations() != null ? sum(update.partialStockLocations()) : line.picked();
        if (picked > line.quantity()) {
            throw Rejection.ruleBroken("picked must be at most the quantity " + line.quantity() + " of line item "
                    + line.id() + ", not " + picked);
        }
        requireWithinTolerance(line, update);
        List<SubstituteLineItem> substitutes = substitutes(line, update, identifiers);
        PickLineItemStatus status = update.status() != null
                ? update.status()
                : line.status() == PickLineItemStatus.OPEN ? PickLineItemStatus.IN_PROGRESS : line.status();
        Instant pickedAt =
                update.pickedAt() != null ? update.pickedAt() : picked != line.picked() ? now : line.pickedAt();
        return line.with(change -> {
            change.picked(picked)
                    .status(status)
                    .pickedAt(pickedAt)
                    .partialStockLocations(places)
                    .substituteLineItems(substitutes);
            if (update.secondaryPicked() != null) {
                change.secondaryPicked(update.secondaryPicked());
            }
            if (update.stockEmptied() != null) {
                change.stockEmptied(update.stockEmptied());
            }
            if (update.scannedCodes() != null) {
                change.scannedCodes(update.scannedCodes());
            }
            if (update.reason() != null) {
                change.shortPickReason(new ShortPickReason(update.reason(), null));
            }
            if (update.stickers() != null) {
                change.stickers(update.stickers());
            }
            if (update.customAttributes() != null) {
                change.customAttributes(update.customAttributes());
            }
        });
    }

    /** The line as if nobody had touched it. */
    static PickLineItem cleared(PickLineItem line) {
        return line.with(change -> change.picked(0)
                .status(PickLineItemStatus.OPEN)
                .pickedAt(null)
                .secondaryPicked(null)
                .scannedCodes(null)
                .substituteLineItems(null)
                .shortPickReason(null)
                .stockEmptied(null)
                .partialStockLocations(
                        line.partialStockLocations() == null
                                ? null
                                : line.partialStockLocations().stream()
                                        .map(place -> place.withPicked(null, null))
                                        .toList()));
    }

    private static long sum(List<PickLineUpdate.LocationUpdate> places) {
        return places.stream().mapToLong(PickLineUpdate.LocationUpdate::picked).sum();
    }

    private static @Nullable List<PartialStockLocation> places(PickLineItem line, PickLineUpdate update) {
        if (update.partialStockLocations() == null
                || update.partialStockLocations().isEmpty()) {
            return line.partialStockLocations();
        }
        List<PartialStockLocation> known =
                line.partialStockLocations() == null ? List.of() : line.partialStockLocations();
        List<PartialStockLocation> places = new ArrayList<>(known);
        for (PickLineUpdate.LocationUpdate taken : update.partialStockLocations()) {
            int index = indexOf(places, taken.tenantPartialStockId());
            if (index >= 0) {
                places.set(index, places.get(index).withPicked(taken.picked(), taken.stockEmptied()));
            } else if (taken.stockRef() != null) {
                places.add(new PartialStockLocation(
                        taken.tenantPartialStockId(),
                        taken.stockRef(),
                        null,
                        null,
                        taken.picked(),
                        taken.stockEmptied(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null));
            } else {
                throw Rejection.invalid("tenantPartialStockId " + taken.tenantPartialStockId()
                        + " is not a place of line item " + line.id() + "; name its stockRef to add it");
            }
        }
        return List.copyOf(places);
    }

    private static int indexOf(List<PartialStockLocation> places, String tenantPartialStockId) {
        for (int index = 0; index < places.size(); index++) {
            if (places.get(index).tenantPartialStockId().equals(tenantPartialStockId)) {
                return index;
            }
        }
        return -1;
    }

    /** Goods that are weighed: the hard limit for too much blocks; the soft one is for the eyes of staff. */
    private static void requireWithinTolerance(PickLineItem line, PickLineUpdate update) {
        MeasurementValidation validation = line.measurementValidation();
        if (update.secondaryPicked() == null
                || line.secondaryQuantity() == null
                || validation == null
                || validation.overPickHardTolerancePercentage() == null) {
            return;
        }
        BigDecimal limit = BigDecimal.valueOf(line.secondaryQuantity())
                .multiply(validation.overPickHardTolerancePercentage().add(BigDecimal.valueOf(100)))
                .movePointLeft(2);
        if (BigDecimal.valueOf(update.secondaryPicked()).compareTo(limit) > 0) {
            throw Rejection.ruleBroken("secondaryPicked must be at most " + limit.toPlainString() + " for line item "
                    + line.id() + ", not " + update.secondaryPicked());
        }
    }

    private static @Nullable List<SubstituteLineItem> substitutes(
            PickLineItem line, PickLineUpdate update, Identifiers identifiers) {
        if (update.substituteLineItems() == null) {
            return line.substituteLineItems();
        }
        List<SubstituteLineItem> substitutes = new ArrayList<>();
        for (PickLineUpdate.SubstituteUpdate wanted : update.substituteLineItems()) {
            if (wanted.picked() != null && wanted.picked() > wanted.quantity()) {
                throw Rejection.ruleBroken("picked of substitute " + wanted.tenantArticleId()
                        + " must be at most its quantity " + wanted.quantity());
            }
            Optional<Substitute> allowed = allowed(line, wanted.tenantArticleId());
            if (line.allowedSubstitutes() != null && allowed.isEmpty()) {
                throw Rejection.ruleBroken("Article " + wanted.tenantArticleId()
                        + " is not an allowed substitute of line item " + line.id());
            }
            substitutes.add(substitute(wanted, allowed, identifiers));
        }
        return List.copyOf(substitutes);
    }

    private static Optional<Substitute> allowed(PickLineItem line, String tenantArticleId) {
        return line.allowedSubstitutes() == null
                ? Optional.empty()
                : line.allowedSubstitutes().stream()
                        .filter(substitute -> substitute.tenantArticleId().equals(tenantArticleId))
                        .findFirst();
    }

    private static SubstituteLineItem substitute(
            PickLineUpdate.SubstituteUpdate wanted, Optional<Substitute> allowed, Identifiers identifiers) {
        OrderArticle article = new OrderArticle(
                wanted.tenantArticleId(),
                allowed.map(Substitute::title).orElse(wanted.tenantArticleId()),
                null,
                allowed.map(Substitute::imageUrl).orElse(null),
                null,
                allowed.map(Substitute::attributes).orElse(null),
                null);
        return new SubstituteLineItem(
                wanted.id() == null ? identifiers.next() : wanted.id(),
                article,
                wanted.quantity(),
                wanted.picked(),
                wanted.pickedAt(),
                allowed.map(Substitute::priority).orElse(null),
                wanted.secondaryQuantity(),
                wanted.secondaryPicked(),
                allowed.map(Substitute::scannableCodes).orElse(null),
                allowed.map(Substitute::measurementUnitKey).orElse(null),
                allowed.map(Substitute::secondaryMeasurementUnitKey).orElse(null),
                allowed.map(Substitute::measurementValidation).orElse(null));
    }
}
