package io.waybill.platform.documents;

import com.google.zxing.common.BitMatrix;
import com.openhtmltopdf.extend.FSObjectDrawer;
import com.openhtmltopdf.extend.OutputDevice;
import com.openhtmltopdf.render.RenderingContext;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** Draws {@code <object type="waybill/barcode" data-form data-text>} as shapes, not as an image: sharp on any printer. Thread-safe. */
final class BarcodeDrawer implements FSObjectDrawer {
    static final String TYPE = "waybill/barcode";

    /** Rows of a QR code overlap by a hair, or viewers show white lines between them. */
    private static final double OVERLAP = 0.02;

    @Override
    public @Nullable Map<Shape, String> drawObject(
            Element element,
            double x,
            double y,
            double width,
            double height,
            OutputDevice device,
            RenderingContext context,
            int dotsPerPixel) {
        Barcode.Form form = Barcode.Form.valueOf(element.getAttribute("data-form"));
        BitMatrix modules = Barcode.modules(form, element.getAttribute("data-text"));
        device.drawWithGraphics(
                (float) x,
                (float) y,
                (float) width / dotsPerPixel,
                (float) height / dotsPerPixel,
                graphics -> draw(graphics, form, modules, width / dotsPerPixel, height / dotsPerPixel));
        return null;
    }

    private static void draw(Graphics2D graphics, Barcode.Form form, BitMatrix modules, double width, double height) {
        int quiet = Barcode.quietModules(form);
        double module = width / (modules.getWidth() + 2 * quiet);
        double row = height / modules.getHeight();
        Path2D.Double dark = new Path2D.Double();
        for (int line = 0; line < modules.getHeight(); line++) {
            int begin = -1;
            for (int column = 0; column <= modules.getWidth(); column++) {
                boolean isDark = column < modules.getWidth() && modules.get(column, line);
                if (isDark && begin < 0) {
                    begin = column;
                } else if (!isDark && begin >= 0) {
                    double overlap = line < modules.getHeight() - 1 ? row * OVERLAP : 0;
                    rectangle(
                            dark,
                            (begin + quiet) * module,
                            line * row,
                            (column + quiet) * module,
                            (line + 1) * row + overlap);
                    begin = -1;
                }
            }
        }
        graphics.setColor(Color.BLACK);
        graphics.fill(dark);
    }

    private static void rectangle(Path2D path, double left, double top, double right, double bottom) {
        path.moveTo(left, top);
        path.lineTo(right, top);
        path.lineTo(right, bottom);
        path.lineTo(left, bottom);
        path.closePath();
    }
}
