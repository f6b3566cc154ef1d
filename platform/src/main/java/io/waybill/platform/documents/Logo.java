package io.waybill.platform.documents;

import io.waybill.platform.kernel.Rejection;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** The tenant's image for the head of notes. Pure. */
final class Logo {
    static final String PREFIX = "data:image/";

    private static final int MOST_BYTES = 1_000_000;
    private static final long MOST_PIXELS = 4_000_000;
    private static final Set<String> FORMATS = Set.of("png", "jpeg");

    private Logo() {}

    /**
     * The image as a data address.
     *
     * @param base64 of a PNG or JPEG
     * @throws Rejection 400 when it is something else, or too large to be drawn on every note
     */
    static String address(String base64) {
        byte[] content;
        try {
            content = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            throw Rejection.invalid("logo.content must be base64");
        }
        if (content.length > MOST_BYTES) {
            throw Rejection.invalid("logo must have at most " + MOST_BYTES + " bytes");
        }
        return PREFIX + format(content) + ";base64," + Base64.getEncoder().encodeToString(content);
    }

    private static String format(byte[] content) {
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(content))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (readers.hasNext()) {
                ImageReader reader = readers.next();
                try {
                    String format = reader.getFormatName().toLowerCase(Locale.ROOT);
                    reader.setInput(in);
                    long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
                    if (FORMATS.contains(format) && pixels <= MOST_PIXELS) {
                        // Whether it can be read at all shows here, not when the next note is printed.
                        reader.read(0);
                        return format;
                    }
                } finally {
                    reader.dispose();
                }
            }
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException unreadable) {
            throw Rejection.invalid("logo must be a PNG or JPEG that can be read");
        }
        throw Rejection.invalid("logo must be a PNG or JPEG of at most " + MOST_PIXELS + " pixels");
    }
}
