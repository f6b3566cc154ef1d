package io.waybill.platform.facilities;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.platform.database.Database;
import io.waybill.platform.kernel.BodyReader;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.kernel.LocalizedText;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.Stored;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Creates and changes custom services and their questions. Writes of questions carry no version in the contract: they
 * change whatever is there, under the service's row lock.
 */
@ApplicationScoped
class EditCustomServices {
    private static final int MOST_ACTIONS = 10;

    private final Database database;
    private final CustomServices services;
    private final BodyReader bodies;
    private final Identifiers identifiers;
    private final Clock clock;

    EditCustomServices(
            Database database, CustomServices services, BodyReader bodies, Identifiers identifiers, Clock clock) {
        this.database = database;
        this.services = services;
        this.bodies = bodies;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    Stored<CustomService> create(CustomService.Content content) {
        List<CustomService.Question> questions =
                content.additionalInformation() == null ? List.of() : content.additionalInformation();
        List<CustomService.AdditionalInformation> information = questions.stream()
                .map(question -> question.information(identifiers.next()))
                .toList();
        requireDistinct(information);
        Instant now = clock.instant();
        CustomService service = new CustomService(
                identifiers.next(),
                1,
                now,
                now,
                content.tenantCustomServiceId(),
                content.status(),
                content.nameLocalized(),
                LocalizedText.of(content.nameLocalized()),
                content.descriptionLocalized(),
                content.descriptionLocalized() == null ? null : LocalizedText.of(content.descriptionLocalized()),
                information,
                content.executionTimeInMin(),
                content.imageRefs(),
                content.itemsRequired(),
                content.itemsReturnable(),
                content.customAttributes());
        return database.transaction(transaction -> services.insert(transaction.handle(), service));
    }

    /**
     * Changes a service by the fields of the body, or by the actions in it, one after the other.
     *
     * @throws Rejection 400, 404, 409 for another version or a taken id
     */
    Stored<CustomService> patch(String id, JsonNode body) {
        if (!body.path("version").isIntegralNumber() || !body.path("version").canConvertToLong()) {
            throw Rejection.invalid("version must be an integer");
        }
        List<CustomService.Changes> changes = body.has("actions")
                ? actions(body.get("actions"))
                : List.of(bodies.read(body, CustomService.Changes.class));
        return database.transaction(transaction -> {
            CustomService changed = services.table()
                    .get(transaction.handle(), id, body.path("version").longValue());
            for (CustomService.Changes change : changes) {
                changed = change.of(changed);
            }
            return services.update(transaction.handle(), changed);
        });
    }

    Stored<CustomService> ask(String id, CustomService.Question question) {
        return edit(id, before -> {
            if (before.size() >= CustomService.MOST_INFORMATION) {
                throw Rejection.invalid("additionalInformation must not be more than " + CustomService.MOST_INFORMATION
                        + " for one custom service");
            }
            List<CustomService.AdditionalInformation> after = new ArrayList<>(before);
            after.add(question.information(identifiers.next()));
            return after;
        });
    }

    Stored<CustomService> replace(String id, String informationId, CustomService.Question question) {
        return edit(id, before -> {
            requireOne(before, informationId);
            return before.stream()
                    .map(each -> each.id().equals(informationId) ? question.information(informationId) : each)
                    .toList();
        });
    }

    Stored<CustomService> remove(String id, String informationId) {
        return edit(id, before -> {
            requireOne(before, informationId);
            return before.stream()
                    .filter(each -> !each.id().equals(informationId))
                    .toList();
        });
    }

    private Stored<CustomService> edit(String id, UnaryOperator<List<CustomService.AdditionalInformation>> change) {
        return database.transaction(transaction -> {
            CustomService before = services.table().lock(transaction.handle(), id);
            List<CustomService.AdditionalInformation> after = change.apply(before.additionalInformation());
            requireDistinct(after);
            return services.update(transaction.handle(), before.with(after));
        });
    }

    private List<CustomService.Changes> actions(@Nullable JsonNode actions) {
        if (actions == null || !actions.isArray() || actions.isEmpty() || actions.size() > MOST_ACTIONS) {
            throw Rejection.invalid("actions must be an array of 1 to " + MOST_ACTIONS + " actions");
        }
        List<CustomService.Changes> changes = new ArrayList<>();
        for (JsonNode action : actions) {
            if (!action.path("action").asText().equals("ModifyCustomService")) {
                throw Rejection.invalid("action must be ModifyCustomService");
            }
            changes.add(bodies.read(action, CustomService.Changes.class));
        }
        return changes;
    }

    private static void requireOne(List<CustomService.AdditionalInformation> information, String id) {
        if (information.stream().noneMatch(each -> each.id().equals(id))) {
            throw Rejection.notFound("Additional information", id);
        }
    }

    private static void requireDistinct(List<CustomService.AdditionalInformation> information) {
        Set<String> seen = new HashSet<>();
        for (CustomService.AdditionalInformation each : information) {
            String tenantId = each.tenantAdditionalInformationId();
            if (tenantId != null && !seen.add(tenantId)) {
                throw Rejection.conflict(
                        "tenantAdditionalInformationId " + tenantId + " is taken by another of the custom service");
            }
        }
    }
}
