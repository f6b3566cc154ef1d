package io.waybill.platform.events;

import io.waybill.platform.access.UsersChanged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Tells subscribers of users. The access module, upstream of this one, only makes the fact known. */
@ApplicationScoped
class UserEvents {
    private final Outbox outbox;

    UserEvents(Outbox outbox) {
        this.outbox = outbox;
    }

    void on(@Observes UsersChanged fact) {
        String name = switch (fact.kind()) {
            case CREATED -> "USER_CREATED";
            case UPDATED -> "USER_UPDATED";
            case DELETED -> "USER_DELETED";
        };
        // A deletion follows the last version.
        long version = fact.user().version() + (fact.kind() == UsersChanged.Kind.DELETED ? 1 : 0);
        outbox.record(fact.transaction(), DomainEvent.of(name, fact.user().id(), version, fact.json()));
    }
}
