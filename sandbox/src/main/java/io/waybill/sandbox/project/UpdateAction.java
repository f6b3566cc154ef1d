package io.waybill.sandbox.project;

import io.waybill.sandbox.wire.Input;

/** One update action of a resource. It changes the change's document, which is thrown away if any action refuses. */
@FunctionalInterface
public interface UpdateAction {
    void apply(Change change, Input action);
}
