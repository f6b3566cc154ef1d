package io.waybill.connector.settings;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What values a setting takes. */
public enum Kind {
    TEXT(true, false, "text", value -> true, ""),
    OPTIONAL_TEXT(false, false, "text", value -> true, ""),
    KEY(
            true,
            false,
            "letters, digits, - and _",
            value -> value.matches("[a-zA-Z0-9_-]{2,256}"),
            "has to be 2 to 256 letters, digits, - or _"),
    OPTIONAL_KEY(
            false,
            false,
            "letters, digits, - and _",
            value -> value.matches("[a-zA-Z0-9_-]{2,256}"),
            "has to be 2 to 256 letters, digits, - or _"),
    REGION(
            true,
            false,
            "region and cloud",
            value -> value.matches("[a-z0-9-]{2,60}\\.[a-z]{2,20}"),
            "has to be a region of commercetools, such as europe-west1.gcp"),
    NAME(true, false, "4 characters or more", value -> value.length() >= 4, "has to have at least 4 characters"),
    SECRET(true, true, "secret", value -> true, ""),
    OPTIONAL_SECRET(false, true, "secret", value -> true, ""),
    LONG_SECRET(
            true,
            true,
            "secret, 32 characters or more",
            value -> value.length() >= 32,
            "has to have at least 32 characters"),
    OPTIONAL_LONG_SECRET(
            false,
            true,
            "secret, 32 characters or more",
            value -> value.length() >= 32,
            "has to have at least 32 characters"),
    FLAG(true, false, "true or false", Set.of("true", "false")::contains, "has to be true or false"),
    OPTIONAL_TENANT(
            false,
            false,
            "small letters, digits and -",
            value -> value.matches("[a-z0-9][a-z0-9-]{0,31}"),
            "has to be 1 to 32 small letters, digits or -"),
    STOCK_RULE(
            true,
            false,
            "AVAILABLE or ON_HAND",
            Set.of("AVAILABLE", "ON_HAND")::contains,
            "has to be AVAILABLE or ON_HAND"),
    FIELD(
            true,
            false,
            "name of a custom field",
            value -> value.matches("[A-Za-z0-9_-]{2,36}"),
            "has to be a field name of commercetools: 2 to 36 letters, digits, - or _"),
    NUMBER(
            true,
            false,
            "whole number",
            value -> value.matches("[1-9][0-9]{0,7}"),
            "has to be a whole number between 1 and 99999999"),
    COUNT(
            true,
            false,
            "whole number, also 0",
            value -> value.matches("[0-9]{1,8}"),
            "has to be a whole number between 0 and 99999999"),
    MEGABYTES(
            true,
            false,
            "whole number up to 999",
            value -> value.matches("[1-9][0-9]{0,2}"),
            "has to be a whole number between 1 and 999"),
    PORT(
            true,
            false,
            "port",
            value -> value.matches("[0-9]{1,5}") && Integer.parseInt(value) <= 65535,
            "has to be a port between 0 and 65535"),
    LEVEL(
            true,
            false,
            "level",
            Set.of("DEBUG", "INFO", "WARNING", "ERROR")::contains,
            "has to be DEBUG, INFO, WARNING or ERROR"),
    URL(true, false, "URL", Kind::absoluteHttp, "has to be an absolute http or https URL"),
    OPTIONAL_URL(false, false, "URL", Kind::absoluteHttp, "has to be an absolute http or https URL");

    private final boolean required;
    private final boolean secret;
    private final String description;
    private final Predicate<String> rule;
    private final String expected;

    Kind(boolean required, boolean secret, String description, Predicate<String> rule, String expected) {
        this.required = required;
        this.secret = secret;
        this.description = description;
        this.rule = rule;
        this.expected = expected;
    }

    boolean required() {
        return required;
    }

    /** Whether the value must never be shown. */
    public boolean secret() {
        return secret;
    }

    /** For the reference page. */
    public String description() {
        return description;
    }

    Optional<String> problem(String value) {
        return rule.test(value) ? Optional.empty() : Optional.of(expected);
    }

    private static boolean absoluteHttp(String value) {
        try {
            URI uri = URI.create(value);
            return uri.getHost() != null && Set.of("http", "https").contains(uri.getScheme());
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
