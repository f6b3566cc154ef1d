package io.waybill.platform.console;

import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Renders pages and parts of pages for the viewer. Thread-safe. */
@ApplicationScoped
class Html {
    private static final String TYPE = MediaType.TEXT_HTML + ";charset=UTF-8";

    private final Viewer viewer;

    Html(Viewer viewer) {
        this.viewer = viewer;
    }

    /** An answer with that page, in the viewer's language. */
    Response page(TemplateInstance template) {
        return page(200, template);
    }

    Response page(int status, TemplateInstance template) {
        return Response.status(status).type(TYPE).entity(text(template)).build();
    }

    String text(TemplateInstance template) {
        return template.setLocale(viewer.language()).render();
    }
}
