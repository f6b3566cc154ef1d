package io.waybill.platform.kernel;

/**
 * A resource just written, with the JSON that was stored: the answer of the request and the payload of its events,
 * without serializing again.
 */
public record Stored<T extends Resource<T>>(T resource, String json) {}
