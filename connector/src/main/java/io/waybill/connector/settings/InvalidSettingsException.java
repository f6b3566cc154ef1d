package io.waybill.connector.settings;

import java.util.List;

/** The settings cannot work. The message is one line that names every problem. */
public final class InvalidSettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidSettingsException(List<String> problems) {
        super("The configuration cannot be used: " + String.join("; ", problems));
    }
}
