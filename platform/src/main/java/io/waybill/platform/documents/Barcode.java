package io.waybill.platform.documents;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.oned.Code128Writer;
import com.google.zxing.qrcode.QRCodeWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A text that scanners read, and the room it takes on paper with the quiet zone around it. Lines are whole dots of a label
 * printer (203 dpi), so that none is thinner than another.
 *
 * @param width in millimetres
 * @param height in millimetres
 */
record Barcode(Form form, String text, double width, double height) {
    /** Two dots at 203 dpi: the least that cheap scanners and printers agree on. */
    private static final double NARROW = 0.25;

    private static final double WIDE = 0.375;
    private static final int QUIET_LINES = 10;
    private static final int QUIET_MODULES = 4;
    private static final int LONGEST_LINES = 80;
    private static final int LONGEST = 500;

    private static final Map<EncodeHintType, Object> LINES =
            Map.of(EncodeHintType.MARGIN, 0, EncodeHintType.CODE128_COMPACT, true);
    private static final Map<EncodeHintType, Object> SQUARE =
            Map.of(EncodeHintType.MARGIN, QUIET_MODULES, EncodeHintType.CHARACTER_SET, "UTF-8");

    /** What the code looks like. */
    enum Form {
        CODE_128,
        QR
    }

    /**
     * Code 128, which every scanner reads, where it fits; else a QR code; null where neither does, or there is no text.
     *
     * @param widest room in millimetres
     * @param high how high lines are, and how large a QR code may be, in millimetres
     */
    static @Nullable Barcode fitting(@Nullable String text, double widest, double high) {
        if (text == null
                || text.isEmpty()
                || text.length() > LONGEST
                || text.codePoints().anyMatch(Barcode::isUnprintable)) {
            return null;
        }
        if (text.length() <= LONGEST_LINES && text.chars().allMatch(each -> each < 127)) {
            int lines = modules(Form.CODE_128, text).getWidth() + 2 * QUIET_LINES;
            if (lines * NARROW <= widest) {
                return new Barcode(Form.CODE_128, text, lines * (lines * WIDE <= widest ? WIDE : NARROW), high);
            }
        }
        double side = square(text) * NARROW;
        return side <= high ? new Barcode(Form.QR, text, high, high) : null;
    }

    private static boolean isUnprintable(int codePoint) {
        return Character.isISOControl(codePoint)
                || Character.getType(codePoint) == Character.SURROGATE
                || Character.getType(codePoint) == Character.UNASSIGNED;
    }

    private static double square(String text) {
        try {
            return modules(Form.QR, text).getWidth();
        } catch (IllegalArgumentException tooLong) {
            return Double.POSITIVE_INFINITY;
        }
    }

    /**
     * The dark and light modules; those of Code 128 are one row without a quiet zone.
     *
     * @throws IllegalArgumentException when the text is too long for the form
     */
    static BitMatrix modules(Form form, String text) {
        if (form == Form.CODE_128) {
            return new Code128Writer().encode(text, BarcodeFormat.CODE_128, 0, 1, LINES);
        }
        try {
            return new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0, SQUARE);
        } catch (WriterException tooLong) {
            throw new IllegalArgumentException(tooLong.getMessage(), tooLong);
        }
    }

    /** The white on the left, in millimetres. */
    public double quiet() {
        return form == Form.CODE_128
                ? width * QUIET_LINES / (modules(form, text).getWidth() + 2 * QUIET_LINES)
                : width * QUIET_MODULES / modules(form, text).getWidth();
    }

    /** How many modules of the width are left free on either side, beyond those of {@link #modules}. */
    static int quietModules(Form form) {
        return form == Form.CODE_128 ? QUIET_LINES : 0;
    }
}
