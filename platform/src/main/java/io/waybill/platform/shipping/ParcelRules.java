package io.waybill.platform.shipping;

import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.picking.RecordableAttributeUpdate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules of parcels: from the request for a label to the parcel that is ready, and what the carrier reports later.
 * Pure.
 *
 * <p>With a carrier whose labels are made outside, a new parcel is PROCESSING and its label is asked for
 * (PARCEL_CARRIER_REQUESTED); the label that is added makes it DONE. With any other it is DONE at once. A send label
 * that could not be made makes it FAILED.
 */
final class ParcelRules {
    private ParcelRules() {}

    /**
     * What becomes of a parcel.
     *
     * @param events in the order in which they became true
     * @param labels to be kept
     * @param closesLabels no further label may be added
     */
    record Decision(Parcel after, List<String> events, List<Parcels.Label> labels, boolean closesLabels) {
        static Decision of(Parcel after, String... events) {
            return new Decision(after, List.of(events), List.of(), false);
        }
    }

    /** A parcel that was just put together; one that waits for input is not asked for yet. */
    static Decision created(Parcel parcel, ActiveCarrier carrier) {
        return parcel.status() == ParcelStatus.WAITING_FOR_INPUT
                ? Decision.of(parcel)
                : requested(parcel, carrier.manualParcelHandling());
    }

    private static Decision requested(Parcel parcel, boolean manual) {
        return manual
                ? Decision.of(parcel.withStatus(ParcelStatus.PROCESSING), "PARCEL_CARRIER_REQUESTED")
                : Decision.of(
                        parcel.with(change -> change.status(ParcelStatus.DONE)
                                .result(
                                        parcel.result() == null
                                                ? ParcelResult.of("Ready without a label")
                                                : parcel.result())),
                        "PARCEL_CARRIER_ACKNOWLEDGED");
    }

    /**
     * @param closed labels were closed before
     * @throws Rejection 422 when the parcel takes no labels any more
     */
    static Decision labelled(Parcel parcel, ParcelAction.AddLabels action, boolean closed) {
        if (closed || parcel.status() == ParcelStatus.CANCELED || parcel.status() == ParcelStatus.OBSOLETE) {
            throw Rejection.ruleBroken(
                    "Parcel " + parcel.id() + (closed ? " is closed for labels" : " is " + parcel.status()));
        }
        ParcelResult result = parcel.result() == null ? ParcelResult.of("") : parcel.result();
        List<Parcels.Label> labels = new ArrayList<>();
        boolean sendable = parcel.status() == ParcelStatus.DONE;
        boolean sendFailed = false;
        for (ParcelAction.LabelEntry entry : action.labels()) {
            boolean send = entry.labelType() == ParcelAction.LabelType.SEND_LABEL;
            if (entry.labelFile() == null) {
                result = failed(result, entry, send);
                sendFailed |= send;
            } else {
                labels.add(entry.labelFile().label(send ? "send" : "return"));
                result = added(result, parcel.id(), entry, send);
                sendable |= send;
            }
        }
        if (action.customsDocument() != null) {
            labels.add(action.customsDocument().labelFile().label("customs"));
            result = result.withCustomsDocumentUrl(url(parcel.id(), labels.getLast()));
        }
        boolean closes = Boolean.TRUE.equals(action.closeParcel());
        ParcelStatus status =
                sendFailed ? ParcelStatus.FAILED : sendable || closes ? ParcelStatus.DONE : ParcelStatus.PROCESSING;
        ParcelResult summarised = result.withSummary(
                switch (status) {
                    case FAILED -> "The label could not be made";
                    case DONE -> "Ready with its label";
                    default -> "Waiting for its label";
                });
        Parcel after = parcel.with(change -> {
            change.status(status).result(summarised);
            if (action.tenantParcelId() != null) {
                change.tenantParcelId(action.tenantParcelId());
            }
        });
        List<String> events = new ArrayList<>();
        if (sendFailed) {
            events.add("PARCEL_CARRIER_FAILED");
        } else {
            if (!labels.isEmpty()) {
                events.add("PARCEL_CARRIER_CREATED");
            }
            if (status == ParcelStatus.DONE && parcel.status() != ParcelStatus.DONE) {
                events.add("PARCEL_CARRIER_ACKNOWLEDGED");
            }
        }
        return new Decision(after, List.copyOf(events), List.copyOf(labels), closes);
    }

    private static ParcelResult failed(ParcelResult result, ParcelAction.LabelEntry entry, boolean send) {
        ParcelResult.LabelErrors before =
                result.errors() == null ? new ParcelResult.LabelErrors(null, null) : result.errors();
        String error = entry.errorCode() == null
                ? String.valueOf(entry.errorDescription())
                : entry.errorCode() + ": " + entry.errorDescription();
        return result.withErrors(
                send
                        ? new ParcelResult.LabelErrors(error, before.returnLabelError())
                        : new ParcelResult.LabelErrors(before.labelError(), error));
    }

    private static ParcelResult added(
            ParcelResult result, String parcelId, ParcelAction.LabelEntry entry, boolean send) {
        String url = url(parcelId, entry.file().label(send ? "send" : "return"));
        ParcelResult.LabelErrors errors = result.errors();
        if (send) {
            return result.with(change -> change.carrierTrackingNumber(entry.trackingNumber())
                    .trackingUrl(entry.trackingUrl())
                    .trackingStatus("registered")
                    .labelUrl(url)
                    .sendLabelUrl(url)
                    .errors(
                            errors == null || errors.returnLabelError() == null
                                    ? null
                                    : new ParcelResult.LabelErrors(null, errors.returnLabelError())));
        }
        return result.with(change -> change.returnTrackingUrl(entry.trackingUrl())
                .returnLabelId(entry.trackingNumber())
                .returnLabelUrl(url));
    }

    private static String url(String parcelId, Parcels.Label label) {
        return "/api/parcels/" + parcelId + "/labels/" + label.kind() + "."
                + (label.type().equals("PDF") ? "pdf" : "zpl");
    }

    /** What the carrier reports about parcels on their way. */
    static Decision tracked(Parcel parcel, List<ParcelAction.TrackingData> reports) {
        ParcelResult result = parcel.result() == null ? ParcelResult.of("Reported by the carrier") : parcel.result();
        for (ParcelAction.TrackingData report : reports) {
            if (report.type() == ParcelAction.LabelType.SEND_LABEL) {
                result = result.with(change ->
                        change.carrierTrackingNumber(report.trackingNumber()).trackingStatus(report.status().tracking));
            } else {
                result = result.withReturnLabelId(report.trackingNumber());
            }
        }
        return Decision.of(parcel.withResult(result), "PARCEL_TRACK_AND_TRACE_STATUS_UPDATED");
    }

    static Decision recorded(Parcel parcel, List<RecordableAttributeUpdate> updates) {
        List<ParcelItem> items = parcel.items();
        return Decision.of(parcel.withItems(
                items == null
                        ? null
                        : items.stream()
                                .map(item -> item.withRecordableAttributes(
                                        RecordableAttributeUpdate.applied(item.recordableAttributes(), updates)))
                                .toList()));
    }

    /**
     * The changes of the PATCH dialect.
     *
     * @param carrier of the parcel at its facility; null when it no longer collects there
     * @throws Rejection 422 when the parcel has ended
     */
    static Decision modified(Parcel parcel, List<ParcelModification> modifications, @Nullable ActiveCarrier carrier) {
        Parcel after = parcel;
        ParcelStatus wanted = null;
        for (ParcelModification modification : modifications) {
            switch (modification) {
                case ParcelModification.ModifyParcel modify -> {
                    after = modify.applied(after);
                    wanted = modify.status() == null ? wanted : modify.status();
                }
                case ParcelModification.ModifyParcelLoadUnit units ->
                    after = after.withLoadUnitRefs(units.loadUnitRefs());
            }
        }
        if (wanted == null || wanted == parcel.status()) {
            return Decision.of(after);
        }
        if (parcel.status() == ParcelStatus.CANCELED || parcel.status() == ParcelStatus.OBSOLETE) {
            throw Rejection.ruleBroken("Parcel " + parcel.id() + " is " + parcel.status() + " and stays so");
        }
        return switch (wanted) {
            case OPEN, PROCESSING -> {
                if (parcel.status() == ParcelStatus.DONE) {
                    throw Rejection.ruleBroken("Parcel " + parcel.id() + " is DONE; its label is not asked for again");
                }
                yield requested(after, carrier != null && carrier.manualParcelHandling());
            }
            case DONE -> Decision.of(after.withStatus(ParcelStatus.DONE), "PARCEL_CARRIER_ACKNOWLEDGED");
            case FAILED -> Decision.of(after.withStatus(ParcelStatus.FAILED), "PARCEL_CARRIER_FAILED");
            case WAITING_FOR_INPUT, CANCELED, OBSOLETE -> Decision.of(after.withStatus(wanted));
        };
    }
}
