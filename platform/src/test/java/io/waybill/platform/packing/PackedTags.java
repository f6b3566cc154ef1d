package io.waybill.platform.packing;

import io.restassured.response.Response;
import io.waybill.platform.test.Api;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Tags that ask for packing, for tests. */
public final class PackedTags {
    private PackedTags() {}

    /** A new tag with the value {@code yes}, whose goods are packed. */
    public static String packed() {
        String tag = "tag-" + UUID.randomUUID();
        Api.admin()
                .body(Map.of("id", tag, "allowedValues", List.of("yes")))
                .post("/api/tags")
                .then()
                .statusCode(201);
        pack(tag);
        return tag;
    }

    /** Has goods with the tag and the value {@code yes} packed. Tests run beside each other: each adds its tag to what is there. */
    static void pack(String tag) {
        Response before = Api.admin().get("/api/configurations/tags/packjob");
        List<Object> entries = new ArrayList<>();
        Map<String, Object> body = new HashMap<>();
        if (before.statusCode() == 200) {
            entries.addAll(before.<List<Object>>path("packJobCreationPerTag"));
            body.put("version", before.<Integer>path("version"));
        }
        entries.add(Map.of("tagRef", tag, "matchingValues", List.of("yes"), "packJobCreationDisabled", false));
        body.putIfAbsent("version", 0);
        body.put("packJobCreationPerTag", entries);
        body.put("offeredDocumentsByDefault", List.of());
        body.put("offeredDocumentsPerTag", List.of());
        Api.admin().body(body).put("/api/configurations/tags/packjob").then().statusCode(200);
    }
}
