package io.waybill.connector.stock;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * Key of an inventory entry: {@code {sku}_{channel}}, in the letters and the length that commercetools takes. Where that
 * cost something, a checksum keeps keys apart that would otherwise be the same. Pure.
 */
final class EntryKey {
    private static final int LONGEST = 256;
    private static final String OTHERS = "[^A-Za-z0-9_-]";

    private EntryKey() {}

    static String of(String sku, String channelKey) {
        String plain = sku + "_" + channelKey;
        String taken = plain.replaceAll(OTHERS, "_");
        if (taken.equals(plain) && plain.length() <= LONGEST) {
            return plain;
        }
        CRC32C checksum = new CRC32C();
        checksum.update(plain.getBytes(StandardCharsets.UTF_8));
        String suffix = "_%08x".formatted(checksum.getValue());
        return taken.substring(0, Math.min(taken.length(), LONGEST - suffix.length())) + suffix;
    }
}
