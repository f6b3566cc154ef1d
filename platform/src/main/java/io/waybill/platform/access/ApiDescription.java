package io.waybill.platform.access;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.waybill.platform.kernel.ApiError;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.Paths;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jspecify.annotations.Nullable;

/**
 * Completes the API description at build time with what holds for every operation, so that no resource has to repeat it:
 * the bearer token and which permission it needs, how errors look, a readable summary.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class ApiDescription implements OASFilter {
    private static final DotName OPERATION =
            DotName.createSimple(org.eclipse.microprofile.openapi.annotations.Operation.class);
    private static final DotName PERMITTED = DotName.createSimple(Permitted.class);
    private static final String TOKEN = "token";
    private static final String ERRORS = "Errors";
    private static final String COLON = "colon";

    private final Map<String, MethodInfo> methods = new HashMap<>();

    public ApiDescription(IndexView index) {
        for (AnnotationInstance operation : index.getAnnotations(OPERATION)) {
            AnnotationValue id = operation.value("operationId");
            if (id != null && operation.target().kind() == AnnotationTarget.Kind.METHOD) {
                methods.put(id.asString(), operation.target().asMethod());
            }
        }
    }

    @Override
    public Operation filterOperation(Operation operation) {
        MethodInfo method = methods.get(operation.getOperationId());
        if (method == null) {
            return operation;
        }
        if (!says(method, "summary")) {
            operation.setSummary(sentence(operation.getOperationId()));
        }
        AnnotationInstance permitted = method.annotation(PERMITTED);
        if (permitted != null) {
            operation.addSecurityRequirement(
                    OASFactory.createSecurityRequirement().addScheme(TOKEN, List.of()));
            operation.setDescription(description(operation.getDescription(), permitted.value()));
            operation
                    .getResponses()
                    .addAPIResponse("default", OASFactory.createAPIResponse().ref("#/components/responses/" + ERRORS));
        }
        return operation;
    }

    @Override
    public void filterOpenAPI(OpenAPI description) {
        if (description.getComponents() == null) {
            description.setComponents(OASFactory.createComponents());
        }
        description
                .getComponents()
                .addSecurityScheme(
                        TOKEN,
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .bearerFormat("JWT")
                                .description(
                                        "The idToken of POST /v1/accounts:signInWithPassword, or a token of a configured"
                                                + " OpenID Connect provider"));
        description.getComponents().addSchema("Error", error());
        description.getComponents().addResponse(ERRORS, errors());
        description.setPaths(withLiteralColons(description.getPaths()));
    }

    /** JAX-RS cannot say a colon in a path, so {@link IdentityResource} matches it by a parameter. */
    private static Paths withLiteralColons(Paths paths) {
        Paths literal = OASFactory.createPaths();
        paths.getPathItems().forEach((path, item) -> {
            item.getOperations().values().stream()
                    .filter(operation -> operation.getParameters() != null)
                    .forEach(operation -> operation.setParameters(operation.getParameters().stream()
                            .filter(parameter -> !COLON.equals(parameter.getName()))
                            .toList()));
            literal.addPathItem(path.replace("{" + COLON + "}", ":"), item);
        });
        return literal;
    }

    /** As {@link ApiError} is written. */
    private static Schema error() {
        return OASFactory.createSchema()
                .addType(Schema.SchemaType.OBJECT)
                .addRequired("summary")
                .addProperty("summary", text("The field and what was expected, or the rule that was broken"))
                .addProperty("description", text("More detail"))
                .addProperty("requestVersion", version("On a version conflict: the version that was sent"))
                .addProperty("version", version("On a version conflict: the version that is stored"));
    }

    private static Schema text(String description) {
        return OASFactory.createSchema().addType(Schema.SchemaType.STRING).description(description);
    }

    private static Schema version(String description) {
        return OASFactory.createSchema()
                .addType(Schema.SchemaType.INTEGER)
                .format("int64")
                .description(description);
    }

    private static APIResponse errors() {
        return OASFactory.createAPIResponse()
                .description("400 invalid, 401 no or bad token, 403 no permission, 404 not found, 409 version conflict,"
                        + " 422 rule broken, 429 too many requests with Retry-After, 500 with a reference for the log")
                .content(OASFactory.createContent()
                        .addMediaType(
                                "application/json",
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema()
                                                .addType(Schema.SchemaType.ARRAY)
                                                .items(OASFactory.createSchema().ref("#/components/schemas/Error")))));
    }

    private static String description(@Nullable String own, AnnotationValue permissions) {
        String needed = Arrays.stream(permissions.asEnumArray()).collect(Collectors.joining(" or "));
        String access = needed.isEmpty() ? "Any valid token will do." : "Needs the permission " + needed + ".";
        return own == null ? access : own + "\n\n" + access;
    }

    private static boolean says(MethodInfo method, String element) {
        return method.annotation(OPERATION).value(element) != null;
    }

    /** {@code getAllOrders} becomes {@code Get all orders}. */
    private static String sentence(String operationId) {
        String words = operationId.replaceAll("([a-z0-9])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
