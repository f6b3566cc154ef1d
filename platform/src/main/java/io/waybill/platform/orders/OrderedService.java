package io.waybill.platform.orders;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.platform.kernel.ClosedSchema;
import io.waybill.platform.kernel.Identifiers;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A custom service that an order asks for (platform.md 5.7).
 *
 * @param articleItems units that it is done to itself
 * @param customServiceItems services that are done first, and whose goods it is done to as well
 */
public record OrderedService(
        String id,
        Definition customServiceDefinition,
        List<ArticleItem> articleItems,
        List<OrderedService> customServiceItems) {

    /** This service and all below it, those below first. */
    public Stream<OrderedService> all() {
        return Stream.concat(customServiceItems.stream().flatMap(OrderedService::all), Stream.of(this));
    }

    /** The {@code tenantArticleId}s of the goods of these services, nested ones included. */
    public static Set<String> articles(@Nullable List<OrderedService> services) {
        return services == null
                ? Set.of()
                : services.stream()
                        .flatMap(OrderedService::all)
                        .flatMap(service -> service.articleItems().stream())
                        .map(ArticleItem::tenantArticleRef)
                        .collect(Collectors.toSet());
    }

    /** Whether everything below it is a bundle. */
    @JsonIgnore
    public boolean isBundled() {
        return Boolean.TRUE.equals(customServiceDefinition.isBundled());
    }

    /**
     * Units of an article of the order.
     *
     * @param tenantArticleRef the article's {@code tenantArticleId}
     */
    @ClosedSchema
    public record ArticleItem(
            @NotNull @Min(1) @Max(OrderForCreation.MAXIMUM_QUANTITY)
            Long quantity,

            @NotNull @Size(min = 1, max = 500) String tenantArticleRef) {}

    /**
     * Which service, and how.
     *
     * @param customServiceRef id of the service; always set on an order
     * @param isBundled whether all articles below the service stay together
     */
    public record Definition(
            @Nullable @Size(max = 256) String customServiceRef,
            @Nullable @Size(max = 256) String tenantCustomServiceId,
            @Nullable Boolean isBundled,
            @Nullable @Size(max = 500) List<@NotNull @Valid Information> additionalInformation,
            @Nullable ObjectNode customAttributes) {}

    /** What was answered to a question of the service: a text, a number or a boolean. */
    public record Information(
            @NotNull @Size(max = 256) String additionalInformationRef,
            @Nullable @Size(max = 256) String tenantAdditionalInformationId,
            @Nullable JsonNode value) {}

    /** A service as a sender asks for it. */
    @ClosedSchema
    public record ForCreation(
            @NotNull @Valid Definition customServiceDefinition,
            @NotNull @Size(max = 500) List<@NotNull @Valid ArticleItem> articleItems,
            @NotNull @Size(max = 500) List<@NotNull @Valid ForCreation> customServiceItems) {

        /** How deep services are nested, this one included. */
        int depth() {
            return 1
                    + customServiceItems.stream()
                            .mapToInt(ForCreation::depth)
                            .max()
                            .orElse(0);
        }

        /** This service and all below it. */
        Stream<ForCreation> all() {
            return Stream.concat(Stream.of(this), customServiceItems.stream().flatMap(ForCreation::all));
        }

        /** @param services finds the services that it names */
        OrderedService ordered(CustomServiceLookup services, String path, Identifiers identifiers) {
            Definition definition = services.resolve(path + ".customServiceDefinition", customServiceDefinition);
            return new OrderedService(
                    identifiers.next(),
                    definition,
                    articleItems,
                    IntStream.range(0, customServiceItems.size())
                            .mapToObj(index -> customServiceItems
                                    .get(index)
                                    .ordered(services, path + ".customServiceItems[" + index + "]", identifiers))
                            .toList());
        }
    }
}
