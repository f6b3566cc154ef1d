package io.waybill.platform.documents;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/**
 * A document ready to be sent.
 *
 * @param name of the file, without its ending
 */
@SuppressWarnings("ArrayRecordComponent")
public record PrintedDocument(String name, byte[] pdf) {
    private static final int LONGEST_NAME = 80;

    /** An answer with that status, that a browser shows instead of keeping it as a file. */
    public Response answer(int status) {
        String safe = name.replaceAll("[^A-Za-z0-9._-]+", "-");
        return Response.status(status)
                .type("application/pdf")
                .header("X-Content-Type-Options", "nosniff")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "inline; filename=\"" + safe.substring(0, Math.min(LONGEST_NAME, safe.length())) + ".pdf\"")
                .entity(pdf)
                .build();
    }
}
