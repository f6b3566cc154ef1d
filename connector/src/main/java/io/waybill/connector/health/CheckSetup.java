package io.waybill.connector.health;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.client.FulfilmentClient;
import io.waybill.client.FulfilmentException;
import io.waybill.client.FulfilmentRejectedException;
import io.waybill.client.Query;
import io.waybill.client.http.Deadline;
import io.waybill.client.http.UnansweredException;
import io.waybill.connector.commercetools.Commercetools;
import io.waybill.connector.commercetools.CommercetoolsException;
import io.waybill.connector.commercetools.CommercetoolsRejectedException;
import io.waybill.connector.fields.OrderType;
import io.waybill.connector.registration.PlatformSubscriptions;
import io.waybill.connector.registration.ShopSubscriptions;
import io.waybill.connector.settings.ConnectorSettings;
import io.waybill.connector.settings.FeatureAccess;
import io.waybill.connector.settings.RunTimeConfigurations;
import io.waybill.connector.settings.Setting;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Verifies a set-up without changing anything, and says exactly what is missing. */
public final class CheckSetup {
    /** One thing that was looked at. */
    public sealed interface Line {}

    /** It is as it should be. */
    public record Good(String what) implements Line {}

    /** Without it the connector cannot do its work. */
    public record Missing(String what) implements Line {}

    /** The connector does less without it, or less safely. */
    public record Advice(String what) implements Line {}

    private final ConnectorSettings settings;
    private final Commercetools shop;
    private final FulfilmentClient platform;
    private final RunTimeConfigurations configurations;
    private final OrderType orderType;
    private final ShopSubscriptions shopSubscriptions;
    private final PlatformSubscriptions platformSubscriptions;

    /** Verifies those. */
    public CheckSetup(
            ConnectorSettings settings,
            Commercetools shop,
            FulfilmentClient platform,
            RunTimeConfigurations configurations,
            OrderType orderType,
            ShopSubscriptions shopSubscriptions,
            PlatformSubscriptions platformSubscriptions) {
        this.settings = settings;
        this.shop = shop;
        this.platform = platform;
        this.configurations = configurations;
        this.orderType = orderType;
        this.shopSubscriptions = shopSubscriptions;
        this.platformSubscriptions = platformSubscriptions;
    }

    /** Credentials, scopes and permissions on both sides, and the run-time configuration: what has to be there first. */
    public List<Line> prerequisites(Deadline deadline) {
        List<Line> lines = new ArrayList<>(shop(deadline));
        boolean shopUsable = lines.stream().noneMatch(Missing.class::isInstance);
        lines.addAll(platform(deadline));
        if (shopUsable) {
            lines.addAll(configuration(deadline));
        }
        if (settings.optional(Setting.EVENT_TOKEN).isEmpty() && !settings.onConnect()) {
            lines.add(new Advice(
                    "EVENT_TOKEN is not set: on an own server anybody who reaches /event and /job may post to them"));
        }
        return lines;
    }

    /** What {@code post-deploy} makes: subscriptions and types. */
    public List<Line> registrations(boolean events, boolean status, Deadline deadline) {
        List<Line> lines = new ArrayList<>();
        if (events) {
            lines.addAll(
                    guarded("the subscriptions at commercetools", () -> missing(shopSubscriptions.problems(deadline))));
        }
        if (status) {
            lines.addAll(guarded(
                    "the subscriptions at the platform", () -> missing(platformSubscriptions.problems(deadline))));
            lines.addAll(guarded(
                    "the order type",
                    () -> missing(orderType.missing(configurations.current(deadline), deadline).stream()
                            .map(field -> "the order type lacks the field " + field)
                            .toList())));
        }
        return lines;
    }

    // ---- commercetools

    private List<Line> shop(Deadline deadline) {
        Set<String> granted;
        try {
            granted = shop.grantedScopes(deadline);
        } catch (CommercetoolsRejectedException refused) {
            return List.of(new Missing(
                    "commercetools refuses CTP_CLIENT_ID and CTP_CLIENT_SECRET, or the scopes of CTP_SCOPE, at "
                            + settings.commercetoolsAuth() + ": " + refused.answer() + " " + refused.remark()));
        } catch (CommercetoolsException | UnansweredException away) {
            return List.of(new Missing(
                    "commercetools cannot be reached at " + settings.commercetoolsAuth() + ": " + away.getMessage()));
        }
        List<Line> lines = new ArrayList<>();
        lines.add(new Good("commercetools takes the credentials of the API client"));
        List<String> missing = FeatureAccess.missingScopes(settings, granted);
        for (String scope : missing) {
            String text = "the API client lacks the scope " + scope;
            lines.add(
                    scope.startsWith("view_messages")
                            ? new Advice(text + ": the job cannot sweep messages, orders only")
                            : new Missing(text));
        }
        if (missing.isEmpty()) {
            lines.add(new Good("the API client has all scopes that the active features need"));
        }
        lines.addAll(guarded("the project " + shop.projectKey(), () -> {
            JsonNode messages = shop.within(deadline).get("").path("messages").path("enabled");
            return messages.isBoolean() && !messages.booleanValue()
                    ? List.of(new Advice("the project keeps no messages: the job sweeps orders only"))
                    : List.of(new Good("the project " + shop.projectKey() + " can be read"));
        }));
        return lines;
    }

    private List<Line> configuration(Deadline deadline) {
        return guarded("the custom object fft/configuration", () -> {
            List<Line> lines = new ArrayList<>();
            configurations
                    .current(deadline)
                    .problems()
                    .forEach(problem -> lines.add(new Missing("fft/configuration: " + problem)));
            if (configurations.current(deadline).orderCustomTypeKey().isEmpty()) {
                lines.add(
                        new Advice("fft/configuration names no orderCustomTypeKey: no custom fields will be written"));
            }
            return lines.isEmpty() ? List.of(new Good("fft/configuration is understood")) : lines;
        });
    }

    // ---- the platform

    private List<Line> platform(Deadline deadline) {
        List<Line> lines = new ArrayList<>();
        try {
            JsonNode answer = platform.within(deadline).get("/api/users/me/effectivepermissions", Query.none());
            Set<String> granted = new HashSet<>();
            answer.path("roles").forEach(role -> role.path("permissions").forEach(each -> granted.add(each.asText())));
            lines.add(new Good("the platform takes the credentials of FFT_API_USER"));
            List<String> missing = FeatureAccess.missingPermissions(settings, granted);
            missing.forEach(each -> lines.add(new Missing("the platform's user lacks the permission " + each)));
            if (missing.isEmpty()) {
                lines.add(new Good("the platform's user has all permissions that the active features need"));
            }
        } catch (FulfilmentRejectedException refused) {
            lines.add(
                    refused.notFound()
                            ? new Advice("the platform does not tell permissions: whether they suffice is not known")
                            : new Missing(
                                    "the platform refuses FFT_API_USER, FFT_API_PASSWORD or FFT_API_KEY, or the user lacks"
                                            + " CURRENT_USER_READ: " + refused.answer()));
        } catch (FulfilmentException | UnansweredException away) {
            lines.add(new Missing(
                    "the platform cannot be reached at " + settings.fulfilment().apiUrl() + ": " + away.getMessage()));
        }
        return lines;
    }

    private static List<Line> missing(List<String> problems) {
        return problems.stream().<Line>map(Missing::new).toList();
    }

    private static List<Line> guarded(String what, Supplier<List<? extends Line>> look) {
        try {
            return List.copyOf(look.get());
        } catch (CommercetoolsException | FulfilmentException | UnansweredException failure) {
            return List.of(new Missing(what + " cannot be read: " + failure.getMessage()));
        }
    }
}
