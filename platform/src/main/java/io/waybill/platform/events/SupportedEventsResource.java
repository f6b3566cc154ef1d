package io.waybill.platform.events;

import static io.waybill.platform.access.Permission.EVENT_READ;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Permitted;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/supportedevents")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Eventing (Core)")
class SupportedEventsResource {

    /** What can be subscribed to. */
    record SupportedEvents(List<EventCatalogue.SupportedEvent> supportedEvents) {}

    @GET
    @Permitted(EVENT_READ)
    @Operation(operationId = "getEvents", summary = "List supported events")
    public SupportedEvents supportedEvents() {
        return new SupportedEvents(EventCatalogue.all());
    }
}
