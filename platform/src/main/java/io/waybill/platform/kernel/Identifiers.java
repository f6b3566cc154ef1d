package io.waybill.platform.kernel;

/** Source of new identifiers: UUIDv7 in text form, so that they sort by time of creation. Thread-safe. */
@FunctionalInterface
public interface Identifiers {
    String next();
}
