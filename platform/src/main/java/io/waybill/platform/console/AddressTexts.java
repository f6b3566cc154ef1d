package io.waybill.platform.console;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The texts of {@code messages/address_*.properties}: where an order goes to. */
@MessageBundle("address")
interface AddressTexts {
    @Message
    String change();

    @Message
    String change_explained();

    @Message
    String heading(String order);

    @Message
    String new_address();

    @Message
    String first_name();

    @Message
    String last_name();

    @Message
    String company();

    @Message
    String street();

    @Message
    String house_number();

    @Message
    String additional();

    @Message
    String postal_code();

    @Message
    String city();

    @Message
    String province();

    @Message
    String country();

    @Message
    String email();

    @Message
    String phone();

    @Message
    String required();

    @Message
    String what_follows();

    @Message
    String not_routed_anew();

    @Message
    String nothing_yet();

    @Message
    String nobody_yet();

    @Message
    String effect(AddressForm.Effect effect);

    @Message
    String confirm();

    @Message
    String leave();
}
