package io.waybill.platform.kernel;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/** The tags of the tenant. Thread-safe. */
@ApplicationScoped
public class Tags {
    private final DocumentTable<Tag> table;

    public Tags(ObjectMapper json, Clock clock) {
        this.table = new DocumentTable<>("tag", "Tag", Tag.class, json, clock);
    }

    /** Where they are stored; for the resource that serves them. */
    public DocumentTable<Tag> table() {
        return table;
    }

    /**
     * Checks that every referenced tag exists and allows the value it is given. One statement, however many there are,
     * and none when there are none.
     *
     * @throws Rejection 400 naming every reference that is wrong
     */
    public void validate(Handle handle, Collection<TagReference> references) {
        if (references.isEmpty()) {
            return;
        }
        Map<String, Tag> known = table.findAll(
                handle, references.stream().map(TagReference::id).distinct().toList());
        Map<TagReference, ApiError> errors = new LinkedHashMap<>();
        for (TagReference reference : references) {
            Tag tag = known.get(reference.id());
            if (tag == null) {
                errors.put(reference, new ApiError("tags: there is no tag with id " + reference.id()));
            } else if (!tag.allowedValues().contains(reference.value())) {
                errors.put(
                        reference,
                        new ApiError("tags: " + reference.value() + " is not an allowed value of the tag "
                                + reference.id() + "; it allows " + new TreeSet<>(tag.allowedValues())));
            }
        }
        if (!errors.isEmpty()) {
            throw new Rejection(400, List.copyOf(errors.values()));
        }
    }
}
