package io.waybill.platform.packing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import io.waybill.platform.database.Database;
import io.waybill.platform.kernel.Rejection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Tag(name = "Packing Configuration (Operations)")
@Path("/api/configurations/tags/packjob")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class PackingConfigurationResource {
    private final Database database;
    private final Packing packing;
    private final ObjectMapper json;

    PackingConfigurationResource(Database database, Packing packing, ObjectMapper json) {
        this.database = database;
        this.packing = packing;
        this.json = json;
    }

    @GET
    @Operation(operationId = "getPackJobTagConfiguration", summary = "Answers which tags ask for packing")
    @Permitted(Permission.CONFIG_READ)
    @APIResponseSchema(PackJobTagConfiguration.class)
    public JsonNode configuration() {
        return answer(database.read(packing::configuration)
                .orElseThrow(() -> Rejection.notFound("Pack job tag configuration", "of this tenant")));
    }

    @PUT
    @Operation(operationId = "putPackJobTagConfiguration", summary = "Says which tags ask for packing")
    @Permitted(Permission.CONFIG_WRITE)
    @APIResponseSchema(PackJobTagConfiguration.class)
    public JsonNode configure(@NotNull @Valid PackJobTagConfiguration.ForUpsert request) {
        return answer(packing.put(request));
    }

    private JsonNode answer(PackJobTagConfiguration configuration) {
        ObjectNode answer = json.valueToTree(configuration);
        answer.remove("id");
        return answer;
    }
}
