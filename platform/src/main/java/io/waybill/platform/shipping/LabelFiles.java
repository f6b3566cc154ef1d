package io.waybill.platform.shipping;

import io.waybill.platform.kernel.Rejection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.multipdf.PDFMergerUtility;

/** Several labels as one file. */
final class LabelFiles {
    private LabelFiles() {}

    /**
     * @param extension pdf or zpl
     * @throws Rejection 422 when a stored file cannot be read as PDF
     */
    static byte[] joined(List<byte[]> files, String extension) {
        if (files.size() == 1) {
            return files.getFirst();
        }
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        try {
            if (extension.equals("pdf")) {
                PDFMergerUtility merger = new PDFMergerUtility();
                merger.setDestinationStream(joined);
                files.forEach(file -> merger.addSource(new RandomAccessReadBuffer(file)));
                merger.mergeDocuments(IOUtils.createMemoryOnlyStreamCache());
            } else {
                // A ZPL printer takes one format after the other.
                for (byte[] file : files) {
                    joined.write(file);
                }
            }
        } catch (IOException unreadable) {
            throw Rejection.ruleBroken("The labels cannot be joined: one of them is not a readable PDF");
        }
        return joined.toByteArray();
    }
}
