package io.waybill.connector.settings;

import static io.waybill.connector.settings.Setting.Group.COMMERCETOOLS;
import static io.waybill.connector.settings.Setting.Group.CUSTOM_FIELDS;
import static io.waybill.connector.settings.Setting.Group.DEPLOYMENT;
import static io.waybill.connector.settings.Setting.Group.FEATURES;
import static io.waybill.connector.settings.Setting.Group.FULFILMENT;
import static io.waybill.connector.settings.Setting.Group.ORDER_STATES;
import static io.waybill.connector.settings.Setting.Group.PARCEL_FIELDS;
import static io.waybill.connector.settings.Setting.Group.SERVER;
import static io.waybill.connector.settings.Setting.Group.WEBHOOKS;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every setting of the connector: its key, its rule and its explanation. The reference page is generated from here. */
public enum Setting {
    CTP_PROJECT_KEY(COMMERCETOOLS, Kind.KEY, null, "Key of the commercetools project."),
    CTP_REGION(
            COMMERCETOOLS,
            Kind.REGION,
            "europe-west1.gcp",
            "Region of the project. Gives the API and auth hosts where these are not set."),
    CTP_API_URL(
            COMMERCETOOLS,
            Kind.OPTIONAL_URL,
            null,
            "Base of the commercetools API. Without it: `https://api.{CTP_REGION}.commercetools.com`."),
    CTP_AUTH_URL(
            COMMERCETOOLS,
            Kind.OPTIONAL_URL,
            null,
            "Base of the commercetools auth service. Without it: `https://auth.{CTP_REGION}.commercetools.com`."),
    CTP_CLIENT_ID(COMMERCETOOLS, Kind.SECRET, null, "Id of the API client."),
    CTP_CLIENT_SECRET(COMMERCETOOLS, Kind.SECRET, null, "Secret of the API client."),
    CTP_SCOPE(
            COMMERCETOOLS,
            Kind.OPTIONAL_TEXT,
            null,
            "Scopes to ask for, separated by blanks. Without it the token carries all scopes of the API client."),

    FFT_PROJECT_ID(
            FULFILMENT,
            Kind.OPTIONAL_KEY,
            null,
            "Project id at fulfillmenttools. Gives the API host where FFT_API_URL is not set."),
    FFT_API_URL(
            FULFILMENT,
            Kind.OPTIONAL_URL,
            null,
            "Base of the fulfilment API, without `/api`. Without it: `https://{FFT_PROJECT_ID}.api.fulfillmenttools.com`."
                    + " Set it to run against Waybill's platform."),
    FFT_LOGIN_URL(
            FULFILMENT,
            Kind.URL,
            "https://identitytoolkit.googleapis.com/v1/accounts:signInWithPassword",
            "Address of the login. For Waybill's platform: `{FFT_API_URL}/v1/accounts:signInWithPassword`."),
    FFT_REFRESH_URL(
            FULFILMENT,
            Kind.URL,
            "https://securetoken.googleapis.com/v1/token",
            "Address of the token refresh. For Waybill's platform: `{FFT_API_URL}/v1/token`."),
    FFT_API_KEY(FULFILMENT, Kind.SECRET, null, "API key of the project; goes to the login and refresh addresses only."),
    FFT_API_USER(FULFILMENT, Kind.SECRET, null, "E-mail address of the user that the connector logs in as."),
    FFT_API_PASSWORD(FULFILMENT, Kind.SECRET, null, "Password of that user."),

    TENANT(
            FULFILMENT,
            Kind.OPTIONAL_TENANT,
            null,
            "Name of this platform where the stores of one shop go to several: a connector for each, with its own FFT_"
                    + " settings. Without it: the platform of all stores that name none. Scope: `view_stores`."),

    FEAT_ORDERSYNC_ACTIVE(
            FEATURES,
            Kind.FLAG,
            "true",
            "Whether orders are exported and cancelled. Scopes: `manage_orders`, `view_products`, `view_shipping_methods`,"
                    + " `view_stores`; `view_messages` for the job."),
    FEAT_EXPORTGATE_ACTIVE(
            FEATURES,
            Kind.FLAG,
            "true",
            "Whether `exportGate` of `fft/configuration` holds Confirmed orders back until they are paid or released. Scopes:"
                    + " `manage_orders`, `manage_key_value_documents`."),
    FEAT_ORDERCHANGES_ACTIVE(
            FEATURES,
            Kind.FLAG,
            "true",
            "Whether changes of an exported order (addresses, e-mail address, lines by an order edit) reach the platform while it"
                    + " takes them. Scope: `manage_orders`."),
    FEAT_REFUSALS_ACTIVE(
            FEATURES,
            Kind.FLAG,
            "true",
            "Whether the order in the shop says when the platform refused to cancel or to change it. Scopes: `manage_orders`,"
                    + " `manage_types`."),
    FEAT_CHANNELSYNC_ACTIVE(
            FEATURES,
            Kind.FLAG,
            "true",
            "Whether channels become facilities. Scopes: `view_products`, `view_project_settings`,"
                    + " `manage_key_value_documents`."),
    FEAT_STOCKSYNC_ACTIVE(
            FEATURES,
            Kind.FLAG,
            "false",
            "Whether quantities of the platform become inventory entries of the shop, and overwrite what stands there."
                    + " Scopes: `manage_products`, `manage_key_value_documents`."),
    STOCK_RULE(
            FEATURES,
            Kind.STOCK_RULE,
            "AVAILABLE",
            "Which quantity the shop shows: `AVAILABLE`, what a new order may use, or `ON_HAND`, what lies there without the"
                    + " safety stock. Read docs/stock-in-the-shop.md before you change it."),
    FULL_RUN_HOURS(
            FEATURES,
            Kind.NUMBER,
            "24",
            "How often the job goes over all channels and all stock, whatever messages said, in hours."),
    FEAT_STATUSUPDATES_ACTIVE(
            FEATURES,
            Kind.FLAG,
            "true",
            "Whether fulfilment events change the shop's orders. Scopes: `manage_orders`, `manage_types`."),
    STATUS_RUN_MINUTES(
            FEATURES,
            Kind.NUMBER,
            "60",
            "How often the job looks at every open order's fulfilment, whatever events said, in minutes."),
    FEAT_DELIVERIES_ACTIVE(
            FEATURES,
            Kind.FLAG,
            "true",
            "Whether a handed over shipment becomes a delivery with parcels and tracking on the shop's order."
                    + " Scope: `manage_orders`."),
    FEAT_PARCELFIELDS_ACTIVE(
            FEATURES,
            Kind.FLAG,
            "true",
            "Whether parcels carry the tracking URL and the tracking status as custom fields. Scopes: `manage_orders`,"
                    + " `manage_types`."),
    FEAT_CANCELBACK_ACTIVE(
            FEATURES,
            Kind.FLAG,
            "true",
            "Whether an order that the platform cancelled, and of which nothing left, becomes Cancelled and its shipment"
                    + " state Canceled. Scope: `manage_orders`."),
    FEAT_LINESTATES_ACTIVE(
            FEATURES,
            Kind.FLAG,
            "true",
            "Whether line items show how many of their pieces are picked, packed, handed over, not found or cancelled, as"
                    + " states. Scopes: `manage_orders`, `manage_states`."),
    FEAT_SYNCINFO_ACTIVE(
            FEATURES,
            Kind.FLAG,
            "true",
            "Whether exported orders carry sync information with the platform's id. Scopes: `manage_orders`,"
                    + " `manage_products` (for the channel it names)."),
    FEAT_COMPLETE_ACTIVE(
            FEATURES,
            Kind.FLAG,
            "false",
            "Whether an order becomes Complete when everything was delivered or collected. Scope: `manage_orders`."),

    FEAT_RETURNSYNC_ACTIVE(
            FEATURES,
            Kind.FLAG,
            "true",
            "Whether returns are told both ways: what the shop announces to the platform, what the platform takes back to the"
                    + " shop. Scopes: `manage_orders`, `manage_key_value_documents`."),
    FEAT_PLATFORMREPORT_ACTIVE(
            FEATURES,
            Kind.FLAG,
            "false",
            "Whether the platform is told how the connector is, for its console: subscriptions of both sides, parked messages,"
                    + " the last run of the job; the console can then ask for replays. For Waybill's platform only: others"
                    + " have no place for it."),
    RETURN_UNUSABLE_CONDITIONS(
            FEATURES,
            Kind.OPTIONAL_TEXT,
            "damaged,defective,broken,unusable,beschädigt,defekt,unbrauchbar",
            "Words that make a returned piece Unusable in the shop, where they stand in its condition or in the reason of the"
                    + " decision. Other accepted pieces become BackInStock. Separated by commas."),

    JWT_SECRET(WEBHOOKS, Kind.LONG_SECRET, null, "Key that signs and checks the tokens of the callback paths (HS256)."),
    JWT_PREVIOUS_SECRET(
            WEBHOOKS,
            Kind.OPTIONAL_LONG_SECRET,
            null,
            "The key before the last change. Its tokens stay valid, so that a rotation loses no event."),
    JWT_ISSUER(WEBHOOKS, Kind.NAME, null, "Issuer (`iss`) of those tokens."),
    JWT_AUDIENCE(WEBHOOKS, Kind.NAME, null, "Audience (`aud`) of those tokens."),
    JWT_SUBJECT(WEBHOOKS, Kind.NAME, null, "Subject (`sub`) of those tokens."),
    JWT_LIFETIME_DAYS(
            WEBHOOKS,
            Kind.NUMBER,
            "365",
            "How long the token in the platform's subscriptions is valid. `post-deploy` and the job renew it when half is over."),
    EVENT_TOKEN(
            WEBHOOKS,
            Kind.OPTIONAL_SECRET,
            null,
            "When set, `/event` and `/job` take only calls that carry it, as bearer token or as query parameter `token`. On"
                    + " Connect both are protected already; on an own server set it."),
    SNS_SIGNATURE_REQUIRED(
            WEBHOOKS,
            Kind.FLAG,
            "true",
            "Whether what has the shape of an SNS message has to be signed by SNS for `CONNECT_AWS_TOPIC_ARN`. On Connect"
                    + " the queue is protected already and it is false; a subscription is confirmed only with a signature."),

    FIELD_ORDER_ID(CUSTOM_FIELDS, Kind.FIELD, "fft_order_id", "Field for the id of the platform's order."),
    FIELD_PICKJOB_ID(CUSTOM_FIELDS, Kind.FIELD, "fft_pickjob_id", "Field for the pick job ids."),
    FIELD_SHORT_ID(
            CUSTOM_FIELDS, Kind.FIELD, "fft_short_id", "Field for the short ids. Earlier connector: `fft_shortid`."),
    FIELD_FACILITY_ID(CUSTOM_FIELDS, Kind.FIELD, "fft_facility_id", "Field for the facility ids."),
    FIELD_LOAD_UNITS_AMOUNT(CUSTOM_FIELDS, Kind.FIELD, "fft_load_units_amount", "Field for the number of load units."),
    FIELD_HANDOVERJOB_ID(
            CUSTOM_FIELDS,
            Kind.FIELD,
            "fft_handoverjob_id",
            "Field for the handover job ids. Earlier connector: `fft_handover_job_id`."),
    FIELD_PARCELS(CUSTOM_FIELDS, Kind.FIELD, "fft_parcels", "Field for the parcels, as JSON."),
    FIELD_CANCEL_REJECTED(
            CUSTOM_FIELDS,
            Kind.FIELD,
            "fft_cancel_rejected",
            "Field for the reason why the platform did not cancel an order that the shop cancelled."),
    FIELD_CHANGE_REJECTED(
            CUSTOM_FIELDS,
            Kind.FIELD,
            "fft_change_rejected",
            "Field for the reason why the platform did not take a change of an order."),

    PARCEL_TYPE_KEY(
            PARCEL_FIELDS,
            Kind.KEY,
            "waybill-parcel",
            "Key of the parcel type (`order-parcel`) with the fields below. A shop that has a parcel type names it here;"
                    + " the missing fields are added to it."),
    FIELD_TRACKING_URL(PARCEL_FIELDS, Kind.FIELD, "fft_tracking_url", "Field for the address of the tracking page."),
    FIELD_TRACKING_STATUS(
            PARCEL_FIELDS,
            Kind.FIELD,
            "fft_tracking_status",
            "Field for what the carrier said last, for example `transit` or `delivered`."),
    TRACKING_PROVIDER(
            PARCEL_FIELDS,
            Kind.TEXT,
            "waybill",
            "What stands as `provider` in the tracking data of a parcel, beside the carrier."),

    CANCEL_REJECTED_STATE(
            ORDER_STATES,
            Kind.OPTIONAL_KEY,
            null,
            "Key of the workflow state that an order goes to when the platform refused to cancel it. Without it: none."),
    LINE_STATE_PREFIX(
            ORDER_STATES,
            Kind.KEY,
            "fft-",
            "What the keys of the line item states begin with: `fft-open`, `fft-picking`, `fft-picked`, `fft-packed`,"
                    + " `fft-handed-over`, `fft-short-picked`, `fft-cancelled`."),
    SYNC_CHANNEL_KEY(
            ORDER_STATES,
            Kind.KEY,
            "waybill-export",
            "Key of the channel that sync information names. `post-deploy` creates it, or gives it the role OrderExport."),

    PORT(SERVER, Kind.PORT, "8080", "Port to listen on; 0 takes a free one."),
    BIND_ADDRESS(
            SERVER,
            Kind.OPTIONAL_TEXT,
            null,
            "Address to listen on. Without it: `127.0.0.1`, and `0.0.0.0` where Connect runs it (K_SERVICE is set)."),
    MAX_BODY_MB(
            SERVER,
            Kind.MEGABYTES,
            "16",
            "Largest request body in megabytes. A larger message of the shop is parked, anything else answered 413. Queues"
                    + " carry up to 10 MB; keep it at 12 or more."),
    EVENT_BUDGET_MS(
            SERVER,
            Kind.NUMBER,
            "8500",
            "How long the work on one message may take. Connect waits 10 seconds for the acknowledgement."),
    HTTP_CONNECT_TIMEOUT_MS(SERVER, Kind.NUMBER, "2000", "How long a connection to either side may take."),
    HTTP_REQUEST_TIMEOUT_MS(SERVER, Kind.NUMBER, "5000", "How long one request to either side may take."),
    CONFIGURATION_CACHE_MS(
            SERVER, Kind.NUMBER, "10000", "How long the run-time configuration is kept before it is read again."),
    RECONCILE_LAG_SECONDS(
            SERVER,
            Kind.COUNT,
            "60",
            "How old a message or a change of an order has to be before the job takes it up; what is younger may still be on"
                    + " its way through the queue."),
    RECONCILE_LOOK_BACK_DAYS(
            SERVER, Kind.NUMBER, "7", "How far back the very first run of the job looks. Later ones go on from there."),
    RETRY_PARKED_MINUTES(
            SERVER,
            Kind.COUNT,
            "5",
            "When the job tries a parked message again for the first time; each further time takes twice as long, a day at"
                    + " most."),
    LOG_LEVEL(SERVER, Kind.LEVEL, "INFO", "Least severity that is logged: DEBUG, INFO, WARNING or ERROR."),

    CONNECT_SERVICE_URL(
            DEPLOYMENT,
            Kind.OPTIONAL_URL,
            null,
            "Public address of the service application, `/service` included. Needed by `post-deploy` of the service."),
    CONNECT_SUBSCRIPTION_DESTINATION(
            DEPLOYMENT, Kind.OPTIONAL_TEXT, null, "`SNS` or `GoogleCloudPubSub`: where the shop's messages go."),
    CONNECT_GCP_TOPIC_NAME(DEPLOYMENT, Kind.OPTIONAL_TEXT, null, "Pub/Sub topic for the shop's messages."),
    CONNECT_GCP_PROJECT_ID(DEPLOYMENT, Kind.OPTIONAL_TEXT, null, "Google project of that topic."),
    CONNECT_AWS_TOPIC_ARN(DEPLOYMENT, Kind.OPTIONAL_TEXT, null, "SNS topic for the shop's messages."),
    CONNECT_AZURE_CONNECTION_STRING(
            DEPLOYMENT, Kind.OPTIONAL_SECRET, null, "Service Bus connection string for the shop's messages.");

    /** How settings are grouped on the reference page. */
    public enum Group {
        COMMERCETOOLS("commercetools"),
        FULFILMENT("Fulfilment platform"),
        FEATURES("Features"),
        WEBHOOKS("Callback protection"),
        CUSTOM_FIELDS("Custom fields of the order"),
        PARCEL_FIELDS("Parcels"),
        ORDER_STATES("States and sync information of the order"),
        SERVER("Server"),
        DEPLOYMENT("Deployment (Connect sets these)");

        private final String title;

        Group(String title) {
            this.title = title;
        }

        /** Heading on the reference page. */
        public String title() {
            return title;
        }
    }

    private final Group group;
    private final Kind kind;
    private final @Nullable String standard;
    private final String explanation;

    Setting(Group group, Kind kind, @Nullable String standard, String explanation) {
        this.group = group;
        this.kind = kind;
        this.standard = standard;
        this.explanation = explanation;
    }

    /** Where it stands on the reference page. */
    public Group group() {
        return group;
    }

    /** Its rule. */
    public Kind kind() {
        return kind;
    }

    /** The value when nothing is set. */
    public Optional<String> standard() {
        return Optional.ofNullable(standard);
    }

    /** One or two sentences for the operator. */
    public String explanation() {
        return explanation;
    }

    /** What is wrong with the value, if anything; an absent value is null. */
    Optional<String> problem(@Nullable String value) {
        if (value == null) {
            return kind.required() && standard == null ? Optional.of(name() + " is missing") : Optional.empty();
        }
        return kind.problem(value).map(expected -> name() + " " + expected);
    }
}
