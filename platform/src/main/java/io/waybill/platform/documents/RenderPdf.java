package io.waybill.platform.documents;

import com.openhtmltopdf.extend.FSObjectDrawerFactory;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.render.DefaultObjectDrawerFactory;
import com.openhtmltopdf.util.XRLog;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.GregorianCalendar;
import java.util.Objects;
import java.util.TimeZone;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;

/**
 * Makes a PDF of a page of XHTML. It reads nothing but that page: no address in it is followed, only images inside it
 * are drawn. The same page of the same
 * instant becomes the same bytes. As it is work for processors, no more are made at once than there are processors; others
 * wait. Thread-safe.
 */
@ApplicationScoped
class RenderPdf {
    private static final String FONT = "Liberation Sans";
    private static final int REGULAR = 400;
    private static final int BOLD = 700;

    /** What XML 1.0 cannot hold, also not as a reference. */
    private static final Pattern NO_XML =
            Pattern.compile("[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");

    private final byte[] regular = font("Regular");
    private final byte[] bold = font("Bold");
    private final Semaphore processors = new Semaphore(Runtime.getRuntime().availableProcessors(), true);

    RenderPdf() {
        XRLog.setLoggingEnabled(false);
    }

    /**
     * @param xhtml with every text escaped
     * @param asOf when what it tells was so
     */
    byte[] render(String xhtml, Instant asOf) {
        processors.acquireUninterruptibly();
        try {
            return rendered(xhtml, asOf);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            processors.release();
        }
    }

    private byte[] rendered(String xhtml, Instant asOf) throws IOException {
        PdfRendererBuilder builder = new PdfRendererBuilder()
                .useFastMode()
                .usePdfUaAccessibility(true)
                .withHtmlContent(NO_XML.matcher(xhtml).replaceAll(""), null)
                .useFont(() -> new ByteArrayInputStream(regular), FONT, REGULAR, FontStyle.NORMAL, true)
                .useFont(() -> new ByteArrayInputStream(bold), FONT, BOLD, FontStyle.NORMAL, true)
                .useReplacementText("?")
                .useObjectDrawerFactory(drawers())
                .useExternalResourceAccessControl(
                        (address, kind) -> address != null && address.startsWith(Logo.PREFIX),
                        ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI)
                .withProducer("Waybill");
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        try (PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
            renderer.createPDFWithoutClosing();
            PDDocument document = renderer.getPdfDocument();
            date(document, asOf);
            document.save(pdf);
        }
        return pdf.toByteArray();
    }

    private static void date(PDDocument document, Instant asOf) {
        GregorianCalendar when = new GregorianCalendar(TimeZone.getTimeZone("UTC"));
        when.setTimeInMillis(asOf.toEpochMilli());
        PDDocumentInformation information = document.getDocumentInformation();
        information.setCreationDate(when);
        information.setModificationDate(when);
        document.setDocumentId(asOf.toEpochMilli());
    }

    private static FSObjectDrawerFactory drawers() {
        DefaultObjectDrawerFactory drawers = new DefaultObjectDrawerFactory();
        drawers.registerDrawer(BarcodeDrawer.TYPE, new BarcodeDrawer());
        return drawers;
    }

    private static byte[] font(String style) {
        String file = "/liberation/LiberationSans-" + style + ".ttf";
        try (InputStream in = Objects.requireNonNull(RenderPdf.class.getResourceAsStream(file), file)) {
            return in.readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
