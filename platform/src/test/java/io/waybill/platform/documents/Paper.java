package io.waybill.platform.documents;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.Result;
import com.google.zxing.common.HybridBinarizer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;

/** A document as it comes out of a printer: what can be read on it, and what a scanner finds. */
public final class Paper implements AutoCloseable {
    private static final Map<DecodeHintType, Object> HINTS = Map.of(
            DecodeHintType.TRY_HARDER,
            true,
            DecodeHintType.POSSIBLE_FORMATS,
            EnumSet.of(BarcodeFormat.CODE_128, BarcodeFormat.QR_CODE));

    private final PDDocument document;

    public Paper(byte[] pdf) {
        try {
            document = Loader.loadPDF(pdf);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public int pages() {
        return document.getNumberOfPages();
    }

    public String title() {
        return document.getDocumentInformation().getTitle();
    }

    /** Width and height of the first page in millimetres. */
    public String size() {
        return Math.round(document.getPage(0).getMediaBox().getWidth() * 25.4 / 72) + " x "
                + Math.round(document.getPage(0).getMediaBox().getHeight() * 25.4 / 72);
    }

    public String text() {
        return text(1, pages());
    }

    /** With one space where a line was broken. */
    public String text(int first, int last) {
        try {
            PDFTextStripper stripper = new PDFTextStripper();
            stripper.setSortByPosition(true);
            stripper.setStartPage(first);
            stripper.setEndPage(last);
            return stripper.getText(document).replaceAll("[\\s\\u00A0]+", " ");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public BufferedImage image(int page, int dpi) {
        try {
            return new PDFRenderer(document).renderImageWithDPI(page, dpi, ImageType.RGB);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What a scanner reads that is moved down the page, strip by strip, in black and white as a printer of that resolution puts it. */
    public Set<String> scanned(int dpi) {
        Set<String> found = new TreeSet<>();
        for (int page = 0; page < pages(); page++) {
            BufferedImage image = image(page, dpi);
            int strip = (int) (dpi * 14 / 25.4);
            for (int top = 0; top < image.getHeight(); top += strip / 4) {
                int height = Math.min(strip, image.getHeight() - top);
                scan(image.getSubimage(0, top, image.getWidth(), height), found);
                scan(image.getSubimage(image.getWidth() / 2, top, image.getWidth() / 2, height), found);
            }
        }
        return found;
    }

    private static void scan(BufferedImage image, Set<String> found) {
        int width = image.getWidth();
        int[] pixels = image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
        for (int pixel = 0; pixel < pixels.length; pixel++) {
            pixels[pixel] = (pixels[pixel] & 0xFF) < 128 ? 0 : 0xFFFFFF;
        }
        try {
            Result result = new MultiFormatReader()
                    .decode(
                            new BinaryBitmap(
                                    new HybridBinarizer(new RGBLuminanceSource(width, image.getHeight(), pixels))),
                            HINTS);
            found.add(result.getText());
        } catch (NotFoundException nothingThere) {
            // As it is with most of a page.
        }
    }

    @Override
    public void close() {
        try {
            document.close();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
