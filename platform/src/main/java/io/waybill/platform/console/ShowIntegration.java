package io.waybill.platform.console;

import io.waybill.platform.access.Permission;
import io.waybill.platform.connectors.ConnectorReports;
import io.waybill.platform.database.Database;
import io.waybill.platform.events.DeliveryFigures;
import io.waybill.platform.kernel.BoundedCount;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Gathers what the first page about other programs shows. Thread-safe. */
@ApplicationScoped
class ShowIntegration {
    private final Database database;
    private final DeliveryFigures deliveries;
    private final ConnectorReports connectors;
    private final Formats formats;
    private final Viewer viewer;

    ShowIntegration(
            Database database,
            DeliveryFigures deliveries,
            ConnectorReports connectors,
            Formats formats,
            Viewer viewer) {
        this.database = database;
        this.deliveries = deliveries;
        this.connectors = connectors;
        this.formats = formats;
        this.viewer = viewer;
    }

    /**
     * A figure that leads somewhere.
     *
     * @param text key of what it is called
     */
    record Figure(String text, String count, boolean urgent, String link) {}

    List<Figure> show() {
        return database.read(this::gather);
    }

    private List<Figure> gather(Handle handle) {
        List<Figure> figures = new ArrayList<>();
        if (viewer.isEverywhere() && viewer.may(Permission.SUBSCRIPTION_READ.name())) {
            BoundedCount parked = deliveries.parked(handle);
            figures.add(new Figure("tile_parked", formats.count(parked), !parked.isZero(), WebhookPages.PATH));
            figures.add(
                    new Figure("tile_pending", formats.count(deliveries.pending(handle)), false, WebhookPages.PATH));
        }
        if (viewer.isEverywhere() && viewer.may(Permission.TENANT_CONNECTOR_CONFIG_READ.name())) {
            BoundedCount parked = connectors.parked(handle);
            figures.add(
                    new Figure("tile_parked_messages", formats.count(parked), !parked.isZero(), ConnectorPages.PATH));
        }
        return figures;
    }
}
