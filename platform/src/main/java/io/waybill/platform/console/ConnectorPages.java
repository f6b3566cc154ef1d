package io.waybill.platform.console;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Browser;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import io.waybill.platform.connectors.ConnectorsResource;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;

/** How the connectors are, as they told last; what they are to do again is told with their next report. */
@Browser
@Path(ConnectorPages.PATH)
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class ConnectorPages {
    static final String PATH = IntegrationPages.PATH + "/connectors";

    private final ShowConnectors showConnectors;
    private final ConnectorsResource connectors;
    private final Viewer viewer;
    private final Html html;

    ConnectorPages(ShowConnectors showConnectors, ConnectorsResource connectors, Viewer viewer, Html html) {
        this.showConnectors = showConnectors;
        this.connectors = connectors;
        this.viewer = viewer;
        this.html = html;
    }

    @GET
    @Permitted(Permission.TENANT_CONNECTOR_CONFIG_READ)
    public Response all() {
        return html.page(IntegrationTemplates.connectors(showConnectors.all()));
    }

    @GET
    @Path("/{name}")
    @Permitted(Permission.TENANT_CONNECTOR_CONFIG_READ)
    public Response one(@PathParam("name") String name) {
        return html.page(IntegrationTemplates.connector(showConnectors.one(name)));
    }

    @POST
    @Path("/{name}/replay")
    @Permitted(Permission.SUBSCRIPTION_WRITE)
    public Response replay(@PathParam("name") String name, @FormParam("key") @DefaultValue("") String key) {
        viewer.mustSeeEverything();
        connectors.replay(name, new ConnectorsResource.ReplayRequest(key));
        return Response.seeOther(UriBuilder.fromPath(PATH).path("{name}").build(name))
                .build();
    }

    @POST
    @Path("/{name}/forget")
    @Permitted(Permission.SUBSCRIPTION_WRITE)
    public Response forget(@PathParam("name") String name) {
        viewer.mustSeeEverything();
        connectors.forget(name);
        return Response.seeOther(UriBuilder.fromPath(PATH).build()).build();
    }
}
