package io.waybill.connector.settings;

import io.waybill.client.FulfilmentSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** The settings of one connector, complete and checked. Immutable. */
public final class ConnectorSettings {
    private final Map<Setting, String> values;
    private final boolean onConnect;

    private ConnectorSettings(Map<Setting, String> values, boolean onConnect) {
        this.values = values;
        this.onConnect = onConnect;
    }

    /**
     * Settings from keys and values; unknown keys and blank values count as not there.
     *
     * @throws InvalidSettingsException naming everything that is missing or wrong
     */
    public static ConnectorSettings from(Map<String, String> given) {
        Map<Setting, String> values = new EnumMap<>(Setting.class);
        List<String> problems = new ArrayList<>();
        for (Setting setting : Setting.values()) {
            String value = given.get(setting.name());
            String present = value == null || value.isBlank() ? null : value.trim();
            setting.problem(present).ifPresent(problems::add);
            if (present != null) {
                values.put(setting, present);
            } else {
                setting.standard().ifPresent(standard -> values.put(setting, standard));
            }
        }
        if (!values.containsKey(Setting.FFT_API_URL) && !values.containsKey(Setting.FFT_PROJECT_ID)) {
            problems.add("FFT_PROJECT_ID or FFT_API_URL is missing");
        }
        if (fieldNames(values).distinct().count() != fieldNames(values).count()) {
            problems.add("two FIELD_ settings name the same custom field");
        }
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(problems);
        }
        return new ConnectorSettings(values, given.containsKey("K_SERVICE"));
    }

    private static java.util.stream.Stream<String> fieldNames(Map<Setting, String> values) {
        return values.entrySet().stream()
                .filter(each -> each.getKey().group() == Setting.Group.CUSTOM_FIELDS)
                .map(Map.Entry::getValue);
    }

    /**
     * Settings from, in rising precedence: what the application of Connect is packaged with, the properties file named
     * by {@code WAYBILL_CONNECTOR_CONFIG}, the environment, system properties.
     */
    public static ConnectorSettings fromSurroundings() {
        Map<String, String> given = new HashMap<>(packaged());
        String file = System.getProperty("WAYBILL_CONNECTOR_CONFIG", System.getenv("WAYBILL_CONNECTOR_CONFIG"));
        if (file != null && !file.isBlank()) {
            given.putAll(properties(Path.of(file)));
        }
        given.putAll(System.getenv());
        System.getProperties().stringPropertyNames().forEach(name -> given.put(name, System.getProperty(name)));
        return from(given);
    }

    /** Which application of Connect the jar is; empty where it is all of them. */
    public static Optional<String> application() {
        return Optional.ofNullable(packaged().get("WAYBILL_APPLICATION"));
    }

    private static Map<String, String> packaged() {
        try (InputStream in = ConnectorSettings.class.getResourceAsStream("/waybill-application.properties")) {
            return in == null ? Map.of() : values(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Map<String, String> properties(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return values(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The configuration file " + file + " cannot be read", unreadable);
        }
    }

    private static Map<String, String> values(InputStream in) throws IOException {
        Properties properties = new Properties();
        properties.load(in);
        Map<String, String> values = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> values.put(name, properties.getProperty(name)));
        return values;
    }

    /** The value of a setting that always has one. */
    public String text(Setting setting) {
        String value = values.get(setting);
        if (value == null) {
            throw new IllegalStateException(setting + " has no value");
        }
        return value;
    }

    /** The value of a setting, if there is one. */
    public Optional<String> optional(Setting setting) {
        return Optional.ofNullable(values.get(setting));
    }

    /** Whether a flag is on. */
    public boolean active(Setting flag) {
        return text(flag).equals("true");
    }

    /** The value of a number or port. */
    public int number(Setting setting) {
        return Integer.parseInt(text(setting));
    }

    /** The value of a setting in milliseconds. */
    public Duration millis(Setting setting) {
        return Duration.ofMillis(number(setting));
    }

    /** Base of the commercetools API. */
    public URI commercetoolsApi() {
        return URI.create(
                optional(Setting.CTP_API_URL).orElse("https://api." + text(Setting.CTP_REGION) + ".commercetools.com"));
    }

    /** Base of the commercetools auth service. */
    public URI commercetoolsAuth() {
        return URI.create(optional(Setting.CTP_AUTH_URL)
                .orElse("https://auth." + text(Setting.CTP_REGION) + ".commercetools.com"));
    }

    /** How to reach the fulfilment platform. */
    public FulfilmentSettings fulfilment() {
        return new FulfilmentSettings(
                URI.create(optional(Setting.FFT_API_URL)
                        .orElseGet(() -> "https://" + text(Setting.FFT_PROJECT_ID) + ".api.fulfillmenttools.com")),
                URI.create(text(Setting.FFT_LOGIN_URL)),
                URI.create(text(Setting.FFT_REFRESH_URL)),
                text(Setting.FFT_API_KEY),
                text(Setting.FFT_API_USER),
                text(Setting.FFT_API_PASSWORD),
                millis(Setting.HTTP_CONNECT_TIMEOUT_MS),
                millis(Setting.HTTP_REQUEST_TIMEOUT_MS),
                millis(Setting.EVENT_BUDGET_MS));
    }

    /** Whether commercetools Connect runs this process, where the queue is protected. */
    public boolean onConnect() {
        return onConnect;
    }

    /** Address to listen on. */
    public String bindAddress() {
        return optional(Setting.BIND_ADDRESS).orElse(onConnect ? "0.0.0.0" : "127.0.0.1");
    }

    /** Names only: values may be secrets. */
    @Override
    public String toString() {
        return "ConnectorSettings" + values.keySet();
    }
}
