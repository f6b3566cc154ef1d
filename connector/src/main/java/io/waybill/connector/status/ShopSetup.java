package io.waybill.connector.status;

import io.waybill.client.http.Deadline;
import io.waybill.connector.commercetools.Commercetools;
import io.waybill.connector.fields.CustomTypes;
import io.waybill.connector.fields.CustomTypes.Field;
import io.waybill.connector.fields.CustomTypes.Known;
import io.waybill.connector.fields.CustomTypes.Wanted;
import io.waybill.connector.fields.FieldNames;
import io.waybill.connector.fields.OrderType;
import io.waybill.connector.settings.ConnectorSettings;
import io.waybill.connector.settings.RunTimeConfiguration;
import io.waybill.connector.settings.Setting;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What has to be there in the shop before orders can show their fulfilment: types of custom fields, states of line items,
 * a channel. Created by {@code post-deploy}, and looked at again while events come in. Thread-safe.
 */
public final class ShopSetup {
    /** What there is; each empty when it is not wanted or must not be made. */
    record Present(
            Optional<Known> orderType,
            Optional<Known> parcelType,
            Optional<LineTransitions.States> lineStates,
            Optional<String> syncChannel) {}

    private final ConnectorSettings settings;
    private final FieldNames names;
    private final CustomTypes types;
    private final OrderType orderType;
    private final LineStates states;
    private final SyncChannel channel;
    private final Prepared<Known> parcelType;
    private final Prepared<LineTransitions.States> lineStates;
    private final Prepared<String> syncChannel;

    /** The set-up that those settings ask for. */
    public ShopSetup(
            ConnectorSettings settings,
            Commercetools shop,
            FieldNames names,
            CustomTypes types,
            OrderType orderType,
            Clock clock) {
        this.settings = settings;
        this.names = names;
        this.types = types;
        this.orderType = orderType;
        this.states = new LineStates(shop, settings.text(Setting.LINE_STATE_PREFIX));
        this.channel = new SyncChannel(shop, settings.text(Setting.SYNC_CHANNEL_KEY));
        this.parcelType = prepared(Setting.FEAT_PARCELFIELDS_ACTIVE, clock);
        this.lineStates = prepared(Setting.FEAT_LINESTATES_ACTIVE, clock);
        this.syncChannel = prepared(Setting.FEAT_SYNCINFO_ACTIVE, clock);
    }

    private <T> Prepared<T> prepared(Setting feature, Clock clock) {
        return new Prepared<>(feature, settings.active(feature), clock);
    }

    Present present(RunTimeConfiguration configuration, Deadline deadline) {
        return new Present(
                orderType.ensured(configuration, deadline),
                parcelType.get(() -> types.ensured(wantedParcelType(), deadline)),
                lineStates.get(() -> states.ensured(deadline)),
                syncChannel.get(() -> channel.ensured(deadline)));
    }

    /** Sees that everything is there; says what was done, a line each. */
    public List<String> register(RunTimeConfiguration configuration, Deadline deadline) {
        doubt();
        Present present = present(configuration, deadline);
        List<String> done = new ArrayList<>();
        done.add(present.orderType()
                .map(type -> "order type " + type.key() + " has all fields")
                .orElse("fft/configuration names no orderCustomTypeKey: no custom fields will be written"));
        Stream.of(
                        parcelType.line("parcel type " + names.parcel().typeKey() + " has all fields"),
                        lineStates.line("line item states " + settings.text(Setting.LINE_STATE_PREFIX) + "* are there"),
                        syncChannel.line(
                                "channel " + settings.text(Setting.SYNC_CHANNEL_KEY) + " takes sync information"))
                .flatMap(Optional::stream)
                .forEach(done::add);
        return done;
    }

    /** The extras that are switched on and cannot work. */
    public List<String> problems() {
        return Stream.of(parcelType, lineStates, syncChannel)
                .flatMap(each -> each.problem().stream())
                .toList();
    }

    /** Looks again at the next use, because the shop just said something unexpected. */
    void doubt() {
        types.doubt();
        Stream.of(parcelType, lineStates, syncChannel).forEach(Prepared::forget);
    }

    private Wanted wantedParcelType() {
        return new Wanted(
                names.parcel().typeKey(),
                "Fulfilment of a parcel",
                "order-parcel",
                List.of(
                        new Field(names.parcel().trackingUrl(), "String", "Tracking page"),
                        new Field(names.parcel().trackingStatus(), "String", "Tracking status")));
    }
}
