package io.waybill.platform.console;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Browser;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Where other programs meet the platform: what there is to look at, and what of it needs a person. */
@Browser
@Path(IntegrationPages.PATH)
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class IntegrationPages {
    static final String PATH = "/console/integration";

    private final ShowIntegration showIntegration;
    private final Html html;

    IntegrationPages(ShowIntegration showIntegration, Html html) {
        this.showIntegration = showIntegration;
        this.html = html;
    }

    @GET
    @Permitted({Permission.SUBSCRIPTION_READ, Permission.TENANT_CONNECTOR_CONFIG_READ, Permission.USERS_READ})
    public Response overview() {
        return html.page(IntegrationTemplates.integration(showIntegration.show()));
    }
}
