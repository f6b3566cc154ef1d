package io.waybill.platform.picking;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Short names by which people call a job across a stockroom: six symbols that are not mistaken for each other. */
public final class ShortIds {
    private static final String SYMBOLS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    private ShortIds() {}

    /** Always the same for the same id; two ids share one in about a billion cases. For example {@code K7M-2XQ}. */
    public static String of(String id) {
        CRC32 checksum = new CRC32();
        checksum.update(id.getBytes(StandardCharsets.UTF_8));
        long rest = checksum.getValue();
        StringBuilder name = new StringBuilder();
        for (int place = 0; place < 6; place++) {
            name.append(place == 3 ? "-" : "").append(SYMBOLS.charAt((int) (rest % SYMBOLS.length())));
            rest /= SYMBOLS.length();
        }
        return name.toString();
    }
}
