package io.waybill.platform.facilities;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Permitted;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /api/configurations/supportedlocales}: the locales that the public API has texts for, a fixed list. */
@Path("/api/configurations/supportedlocales")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Configurations (Core)")
class SupportedLocalesResource {
    private static final List<String> LOCALES = List.of(
            "de_DE", "en_US", "pl_PL", "ru_RU", "nl_NL", "fr_FR", "it_IT", "nb_NO", "es_ES", "cs_CZ", "sk_SK", "pt_PT",
            "sl_SI", "ro_RO", "bg_BG", "hr_HR", "hu_HU", "tr_TR");

    @GET
    @Permitted({})
    @Operation(operationId = "getLocales", summary = "List supported locales")
    public List<String> list() {
        return LOCALES;
    }
}
