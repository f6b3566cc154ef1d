package io.waybill.platform.console;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;
import io.waybill.platform.events.DeliveryState;

/** The texts about other programs. The words stand in {@code messages/integration_*.properties}, one file for each language. */
@MessageBundle("integration")
interface IntegrationTexts {
    @Message
    String integration();

    @Message
    String integration_explained();

    @Message
    String tile_parked();

    @Message
    String tile_pending();

    @Message
    String subscriptions();

    @Message
    String subscriptions_explained();

    @Message
    String no_subscriptions();

    @Message
    String name();

    @Message
    String event();

    @Message
    String target();

    @Message
    String limited_to();

    @Message
    String since();

    @Message
    String waiting();

    @Message
    String retried();

    @Message
    String parked();

    @Message
    String last_success();

    @Message
    String oldest();

    @Message
    String more();

    @Message
    String to_subscriptions();

    @Message
    String headers();

    @Message
    String headers_explained();

    @Message
    String deliveries();

    @Message
    String state(DeliveryState value);

    @Message
    String stateExplained(DeliveryState value);

    @Message
    String no_deliveries();

    @Message
    String none_in_window();

    @Message
    String about();

    @Message
    String happened();

    @Message
    String attempts();

    @Message
    String when();

    @Message
    String last_attempt();

    @Message
    String next_attempt();

    @Message
    String answered();

    @Message
    String took();

    @Message
    String answer();

    @Message
    String no_answer();

    @Message
    String attempts_kept();

    @Message
    String no_attempts();

    @Message
    String payload();

    @Message
    String payload_hidden();

    @Message
    String replay();

    @Message
    String replay_named(String event, String entity);

    @Message
    String replay_explained();

    @Message
    String replay_all();

    @Message
    String replace_secret();

    @Message
    String replace_secret_explained();

    @Message
    String new_secret();

    @Message
    String new_secret_explained();

    @Message
    String back_to_subscription();

    @Message
    String delete();

    @Message
    String delete_subscription();

    @Message
    String delete_subscription_explained(String name, String waiting, String retried, String parked);

    @Message
    String keep();

    @Message
    String actions();

    @Message
    String age_moments();

    @Message
    String age_minutes(long n);

    @Message
    String age_hours(long n);

    @Message
    String age_days(long n);

    @Message
    String credentials();

    @Message
    String credentials_explained();

    @Message
    String new_credential();

    @Message
    String new_credential_explained();

    @Message
    String username();

    @Message
    String password();

    @Message
    String you();

    @Message
    String roles();

    @Message
    String everywhere();

    @Message
    String last_sign_in();

    @Message
    String last_sign_in_explained();

    @Message
    String sessions();

    @Message
    String only_facilities();

    @Message
    String only_facilities_explained();

    @Message
    String create();

    @Message
    String credential_made();

    @Message
    String new_password();

    @Message
    String new_password_explained();

    @Message
    String to_credential();

    @Message
    String replace_password();

    @Message
    String replace_password_explained();

    @Message
    String end_sessions();

    @Message
    String end_sessions_explained();

    @Message
    String delete_credential();

    @Message
    String delete_credential_explained(String name);

    @Message
    String self_explained();

    @Message
    String out_of_reach();

    @Message
    String how_to_sign_in();

    @Message
    String sign_in_explained();

    @Message
    String providers();

    @Message
    String no_providers();

    @Message
    String audience();

    @Message
    String keys();

    @Message
    String keys_explained();

    @Message
    String key_signs();

    @Message
    String key_verifies();

    @Message
    String age();

    @Message
    String rotate();

    @Message
    String rotate_explained();

    @Message
    String tile_parked_messages();

    @Message
    String connectors();

    @Message
    String connector();

    @Message
    String connectors_explained();

    @Message
    String no_connectors();

    @Message
    String reported();

    @Message
    String ago(String age);

    @Message
    String as_reported(String time);

    @Message
    String stale();

    @Message
    String stale_explained(String time);

    @Message
    String parked_messages();

    @Message
    String unhealthy();

    @Message
    String findings();

    @Message
    String parked_explained();

    @Message
    String nothing_parked();

    @Message
    String more_parked();

    @Message
    String what_to_do();

    @Message
    String order();

    @Message
    String parked_since();

    @Message
    String tried(String attempts);

    @Message
    String replay_message();

    @Message
    String replay_message_named(String key);

    @Message
    String replay_asked();

    @Message
    String side_shop();

    @Message
    String side_platform();

    @Message
    String not_told();

    @Message
    String last_run();

    @Message
    String no_findings();

    @Message
    String healed();

    @Message
    String version();

    @Message
    String project();

    @Message
    String tenant();

    @Message
    String forget();

    @Message
    String forget_explained();

    @Message
    String advice(ConnectorAdvice value);

    @Message
    String failed_labels();

    @Message
    String failed_labels_explained();

    @Message
    String no_failed_labels();

    @Message
    String ask_label();

    @Message
    String ask_label_named(String parcel);
}
