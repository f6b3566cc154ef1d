package io.waybill.connector.status;

import io.waybill.client.http.Deadline;
import io.waybill.connector.commercetools.CommercetoolsRejectedException;
import io.waybill.connector.fields.CustomTypes;
import io.waybill.connector.fields.CustomTypes.Field;
import io.waybill.connector.fields.CustomTypes.Known;
import io.waybill.connector.fields.CustomTypes.Wanted;
import io.waybill.connector.fields.FieldNames;
import io.waybill.connector.fields.OrderType;
import io.waybill.connector.settings.ConnectorSettings;
import io.waybill.connector.settings.RunTimeConfiguration;
import io.waybill.connector.settings.Setting;
import java.lang.System.Logger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What has to be there in the shop before orders can show their fulfilment: types of custom fields. Created by
 * {@code post-deploy}, and looked at again while events come in. What an extra needs and the shop's API client may not
 * create is left out, and with it only that extra. Thread-safe.
 */
public final class ShopSetup {
    private static final Logger LOG = System.getLogger(ShopSetup.class.getName());
    private static final Duration KEEP_DENIAL = Duration.ofMinutes(1);

    /** What there is; each empty when it is not wanted or must not be made. */
    record Present(Optional<Known> orderType, Optional<Known> parcelType) {}

    private final ConnectorSettings settings;
    private final FieldNames names;
    private final CustomTypes types;
    private final OrderType orderType;
    private final Clock clock;
    private final Map<String, Instant> denied = new ConcurrentHashMap<>();

    /** The set-up that those settings ask for. */
    public ShopSetup(
            ConnectorSettings settings, FieldNames names, CustomTypes types, OrderType orderType, Clock clock) {
        this.settings = settings;
        this.names = names;
        this.types = types;
        this.orderType = orderType;
        this.clock = clock;
    }

    Present present(RunTimeConfiguration configuration, Deadline deadline) {
        return new Present(
                orderType.ensured(configuration, deadline),
                extra(Setting.FEAT_PARCELFIELDS_ACTIVE, () -> types.ensured(parcelType(), deadline)));
    }

    /** Sees that everything is there; says what was done, a line each. */
    public List<String> register(RunTimeConfiguration configuration, Deadline deadline) {
        denied.clear();
        Present present = present(configuration, deadline);
        List<String> done = new ArrayList<>();
        done.add(present.orderType()
                .map(type -> "order type " + type.key() + " has all fields")
                .orElse("fft/configuration names no orderCustomTypeKey: no custom fields will be written"));
        say(Setting.FEAT_PARCELFIELDS_ACTIVE, "parcel type " + names.parcel().typeKey() + " has all fields", done);
        return done;
    }

    private void say(Setting feature, String success, List<String> done) {
        if (settings.active(feature)) {
            done.add(denied.containsKey(feature.name()) ? problem(feature) : success);
        }
    }

    /** The extras that are switched on and cannot work. */
    public List<String> problems() {
        return denied.keySet().stream()
                .sorted()
                .map(name -> problem(Setting.valueOf(name)))
                .toList();
    }

    private static String problem(Setting feature) {
        return feature + " cannot work: the API client of commercetools lacks a scope that it needs";
    }

    /** Looks again at the next use, because the shop just said something unexpected. */
    void doubt() {
        types.doubt();
    }

    private <T> Optional<T> extra(Setting feature, Supplier<T> ensure) {
        Instant again = denied.get(feature.name());
        if (!settings.active(feature) || (again != null && clock.instant().isBefore(again))) {
            return Optional.empty();
        }
        try {
            T present = ensure.get();
            denied.remove(feature.name());
            return Optional.of(present);
        } catch (CommercetoolsRejectedException refused) {
            if (refused.status() != 403) {
                throw refused;
            }
            denied.put(feature.name(), clock.instant().plus(KEEP_DENIAL));
            LOG.log(Logger.Level.ERROR, "{0}: {1}", problem(feature), refused.answer());
            return Optional.empty();
        }
    }

    private Wanted parcelType() {
        return new Wanted(
                names.parcel().typeKey(),
                "Fulfilment of a parcel",
                "order-parcel",
                List.of(
                        new Field(names.parcel().trackingUrl(), "String", "Tracking page"),
                        new Field(names.parcel().trackingStatus(), "String", "Tracking status")));
    }
}
