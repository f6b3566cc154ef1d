package io.waybill.connector.settings;

/** Writes the reference page of the settings. */
public final class ConfigurationReference {
    private ConfigurationReference() {}

    /** The page in Markdown. */
    public static String markdown() {
        StringBuilder page = new StringBuilder("""
                # Configuration of the connector

                <!-- Generated from io.waybill.connector.settings.Setting; a test fails when this page is out of date. -->

                Settings come from environment variables, from Java system properties of the same name (these win), and
                from a `.properties` file that `WAYBILL_CONNECTOR_CONFIG` names (these lose). A setting without a default
                is required unless it is marked optional. All of them are checked at start; one line names everything
                that is missing or wrong. Settings marked *secret* are never logged.
                """);
        for (Setting.Group group : Setting.Group.values()) {
            page.append("\n## ")
                    .append(group.title())
                    .append("\n\n| setting | takes | default | meaning |\n|---|---|---|---|\n");
            for (Setting setting : Setting.values()) {
                if (setting.group() == group) {
                    page.append(row(setting));
                }
            }
        }
        return page.append(RUN_TIME).toString();
    }

    private static String row(Setting setting) {
        String standard = setting.standard()
                .map(value -> "`" + value + "`")
                .orElse(setting.kind().required() ? "**required**" : "optional");
        return "| `" + setting.name() + "` | " + setting.kind().description() + " | " + standard + " | "
                + setting.explanation() + " |\n";
    }

    private static final String RUN_TIME = """

            ## Run-time configuration

            The custom object `fft/configuration` of the commercetools project is read while the connector runs, so a change
            takes effect within `CONFIGURATION_CACHE_MS`, without a restart. Without the object, orders are exported
            with defaults and no custom fields are written.

            | field | meaning |
            |---|---|
            | `orderCustomTypeKey` | Key of the order type that carries the custom fields. `post-deploy` creates it or adds the missing fields. |
            | `collectChannelReferenceFieldName` | Custom field of the order that names the channel (by key or as a reference) where a click & collect order is collected. At most 36 characters, as commercetools demands. |
            | `shippingMethodMapping` | By key of the shipping method, or by its name where the order has no reference: `{"serviceType": "SHIPPING" or "CLICK_AND_COLLECT", "serviceLevel": "DELIVERY" or "SAMEDAY", "carriers": ["..."]}`. |
            | `customFieldTagMapping` | By custom field of the order: the tag on the platform that carries its value. |
            | `storeTagMapping` | The tag on the platform that carries the key of the order's store. |
            | `exportGate` | Which Confirmed orders are exported: `{"paymentStates": ["Paid"], "states": ["released"]}`. An order goes when its payment state is one of the first list or its workflow state has one of the keys of the second; without the field every Confirmed order goes. See [what the connector maps](mapping.md#the-export-gate). |
            | `customLineItems` | `ATTRIBUTES` (default) keeps custom line items in the order's custom attributes; `LINES` sends them as order lines, with their key or slug as article number. |
            | `stores` | By key of the store, `*` for all others: which facilities serve its orders, their tags, and which platform they go to ([stores](stores.md)). |
            | `channelFields` | Custom fields of a channel that say more about its facility: `{"services": "...", "pickingTimes": "...", "locationType": "..."}` ([channels and facilities](channels-and-facilities.md)). |
            """;
}
