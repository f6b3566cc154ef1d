package io.waybill.platform.facilities;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import io.waybill.platform.database.Database;
import io.waybill.platform.kernel.ListPage;
import io.waybill.platform.kernel.ListQuery;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.Search;
import io.waybill.platform.kernel.SearchSchema;
import io.waybill.platform.kernel.Tag;
import io.waybill.platform.kernel.Tags;
import io.waybill.platform.kernel.UniqueConstraint;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/** {@code /api/tags}: created once, extended by further values, never deleted. */
@org.eclipse.microprofile.openapi.annotations.tags.Tag(name = "Tags (Core)")
@Path("/api/tags")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class TagResource {
    private static final int MAXIMUM_VALUES = 1_000;
    private static final UniqueConstraint TAKEN_ID = new UniqueConstraint("tag_pkey");
    private static final SearchSchema SEARCH =
            SearchSchema.of("tags").search("id", "id").anyOf("allowedValues").build();

    private final Database database;
    private final Tags tags;
    private final Search search;
    private final Clock clock;

    TagResource(Database database, Tags tags, Search search, Clock clock) {
        this.database = database;
        this.tags = tags;
        this.search = search;
        this.clock = clock;
    }

    @GET
    @Permitted(Permission.TAG_READ)
    @Operation(operationId = "getTags", summary = "List tags")
    @APIResponse(responseCode = "200")
    public String list(@QueryParam("size") @Nullable Integer size, @QueryParam("startAfterId") @Nullable String after) {
        return database.read(handle -> ListQuery.of(tags.table())
                .page(ListPage.of(size, after, 500))
                .run(handle)
                .json("tags"));
    }

    @POST
    @Permitted(Permission.TAG_WRITE)
    @Operation(operationId = "addTag", summary = "Create a tag")
    @APIResponseSchema(value = Tag.class, responseCode = "201")
    public Response create(@NotNull @Valid TagForCreation body) {
        Instant now = clock.instant();
        Tag tag = new Tag(body.id, 1, now, now, List.copyOf(new LinkedHashSet<>(body.allowedValues)));
        String json = database.transaction(transaction -> TAKEN_ID.guard(
                () -> tags.table().insert(transaction.handle(), tag).json(),
                () -> Rejection.conflict("id " + tag.id() + " is taken by another tag")));
        return Response.created(UriBuilder.fromPath("/api/tags/{id}").build(tag.id()))
                .entity(json)
                .build();
    }

    @GET
    @Path("/{tagRef}")
    @Permitted(Permission.TAG_READ)
    @Operation(operationId = "getTag", summary = "Get a tag")
    @APIResponseSchema(Tag.class)
    public String get(@PathParam("tagRef") String id) {
        return database.read(handle -> tags.table().getJson(handle, id));
    }

    @PATCH
    @Path("/{tagRef}")
    @Permitted(Permission.TAG_WRITE)
    @Operation(operationId = "putTag", summary = "Add allowed values to a tag")
    @APIResponseSchema(Tag.class)
    public String patch(@PathParam("tagRef") String id, @NotNull @Valid TagPatch body) {
        return database.transaction(transaction -> {
            Tag tag = tags.table().get(transaction.handle(), id, body.version);
            Set<String> values = new LinkedHashSet<>(tag.allowedValues());
            body.actions.forEach(action -> values.add(action.allowedValue));
            if (values.size() > MAXIMUM_VALUES) {
                throw Rejection.invalid("allowedValues must not be more than " + MAXIMUM_VALUES);
            }
            return tags.table()
                    .update(transaction.handle(), tag.allowing(new ArrayList<>(values)))
                    .json();
        });
    }

    @POST
    @Path("/search")
    @Permitted(Permission.TAG_READ)
    @Operation(operationId = "searchTag", summary = "Search tags")
    @APIResponse(responseCode = "200")
    public String search(JsonNode body) {
        return database.read(
                handle -> search.run(handle, tags.table(), SEARCH, body).json());
    }

    record TagForCreation(
            @NotNull
            @Size(min = 1, max = 256)
            @Pattern(regexp = "[^/?#%\\p{Cntrl}]+", message = "must not hold any of / ? # %")
            String id,

            @NotEmpty @Size(max = MAXIMUM_VALUES) List<@NotNull @Size(min = 1, max = 256) String> allowedValues) {}

    record TagPatch(
            @NotNull Long version,
            @NotEmpty @Size(max = 500) List<@NotNull @Valid AddAllowedValue> actions) {}

    record AddAllowedValue(
            @NotNull @Pattern(regexp = "AddAllowedValueToTag", message = "must be AddAllowedValueToTag")
            String action,

            @NotNull @Size(min = 1, max = 256) String allowedValue) {}
}
