package io.waybill.platform.console;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The texts of links to documents. The words stand in {@code messages/print_*.properties}. */
@MessageBundle("print")
interface PrintTexts {
    @Message
    String pick_list();

    @Message
    String delivery_note();

    @Message
    String return_note();

    @Message
    String return_note_of_order();

    @Message
    String placeholder();
}
