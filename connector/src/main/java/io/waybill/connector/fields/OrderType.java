package io.waybill.connector.fields;

import io.waybill.client.http.Deadline;
import io.waybill.connector.fields.CustomTypes.Field;
import io.waybill.connector.fields.CustomTypes.Known;
import io.waybill.connector.fields.CustomTypes.Wanted;
import io.waybill.connector.settings.RunTimeConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The custom type of orders, whose key stands in the run-time configuration. Thread-safe. */
public final class OrderType {
    private final CustomTypes types;
    private final FieldNames names;

    /** The type with fields of those names. */
    public OrderType(CustomTypes types, FieldNames names) {
        this.types = types;
        this.names = names;
    }

    /** The type with all its fields, created or extended where needed; empty when none is configured. */
    public Optional<Known> ensured(RunTimeConfiguration configuration, Deadline deadline) {
        return wanted(configuration).map(wanted -> types.ensured(wanted, deadline));
    }

    /** Looks again at the next use, because the shop just said something unexpected about a field. */
    public void doubt() {
        types.doubt();
    }

    /** The fields that the configured type lacks; empty when it is complete or none is configured. */
    public List<String> missing(RunTimeConfiguration configuration, Deadline deadline) {
        return wanted(configuration)
                .map(wanted -> types.missing(wanted, deadline))
                .orElse(List.of());
    }

    private Optional<Wanted> wanted(RunTimeConfiguration configuration) {
        return configuration
                .orderCustomTypeKey()
                .map(key -> new Wanted(key, "fftOrderType", "order", fields(configuration.collectFieldName())));
    }

    private List<Field> fields(Optional<String> collectField) {
        List<Field> all = new ArrayList<>(List.of(
                new Field(names.orderId(), "String", "FFT Order ID"),
                new Field(names.pickJobId(), "String", "FFT PickJob ID"),
                new Field(names.shortId(), "String", "FFT Short ID"),
                new Field(names.facilityId(), "String", "FFT Facility ID"),
                new Field(names.loadUnitsAmount(), "Number", "FFT Load Units Amount"),
                new Field(names.handoverJobId(), "String", "FFT HandoverJob ID"),
                new Field(names.parcels(), "String", "FFT Parcels"),
                new Field(names.cancelRejected(), "String", "FFT Cancellation Rejected"),
                new Field(names.changeRejected(), "String", "FFT Change Rejected")));
        collectField
                .filter(name -> all.stream().noneMatch(field -> field.name().equals(name)))
                .ifPresent(name -> all.add(new Field(name, "String", "FFT Click & Collect Facility")));
        return List.copyOf(all);
    }
}
