package io.waybill.benchmark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.waybill.benchmark.RemoteSides.Reply;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * As much of commercetools as exporting an order and writing its status back need. Every order exists, confirmed and
 * never changed before, so no run depends on the one before. Custom objects are kept, the newest of them only, since
 * they are what keeps two instances apart.
 */
final class StandInShop {
    private static final int MOST_OBJECTS = 50_000;
    private static final String CONFIGURATION = "/bench/custom-objects/fft/configuration";
    private static final String TYPE = "bench-order";

    private record Kept(long version, String value) {}

    private final Map<String, Kept> objects = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
            return size() > MOST_OBJECTS;
        }
    };

    Reply answer(HttpServerRequest request, Buffer body) {
        String path = request.path();
        String method = request.method().name();
        if (path.equals("/oauth/token")) {
            return Reply.ok("{\"access_token\":\"bench\",\"expires_in\":172800,\"token_type\":\"Bearer\"}");
        }
        if (path.equals("/v1/accounts:signInWithPassword")) {
            return Reply.ok("{\"idToken\":\"bench\",\"refreshToken\":\"bench\",\"expiresIn\":\"3600\"}");
        }
        if (path.equals("/v1/token")) {
            return Reply.ok("{\"id_token\":\"bench\",\"refresh_token\":\"bench\",\"expires_in\":\"3600\"}");
        }
        if (path.startsWith("/bench/orders/")) {
            String id = RemoteSides.after("/bench/orders/", path);
            return Reply.ok(BenchOrders.shopOrder(id, method.equals("POST") ? 2 : 1));
        }
        if (path.startsWith("/bench/types/") || path.equals("/bench/types")) {
            return Reply.ok(type());
        }
        if (path.equals(CONFIGURATION)) {
            return Reply.ok("{\"id\":\"c\",\"version\":1,\"container\":\"fft\",\"key\":\"configuration\",\"value\":"
                    + "{\"orderCustomTypeKey\":\"" + TYPE + "\"}}");
        }
        if (path.startsWith("/bench/custom-objects")) {
            return object(method, path, body);
        }
        return path.equals("/bench")
                ? Reply.ok("{\"key\":\"bench\",\"name\":\"Bench\",\"languages\":[\"en\"],\"countries\":[\"DE\"]}")
                : missing();
    }

    private Reply object(String method, String path, Buffer body) {
        if (method.equals("POST")) {
            return write(body);
        }
        String[] segments = path.split("/", -1);
        if (segments.length < 5) {
            return Reply.ok("{\"results\":[],\"offset\":0,\"count\":0,\"limit\":100}");
        }
        String name = segments[3] + "/" + segments[4];
        Kept kept = method.equals("DELETE") ? objects.remove(name) : objects.get(name);
        return kept == null ? missing() : Reply.ok(json(segments[3], segments[4], kept));
    }

    /** With the check of the version, as the original does it. */
    private Reply write(Buffer body) {
        try {
            ObjectNode draft = (ObjectNode) LoadClient.JSON.readTree(body.toString());
            String container = draft.path("container").asText();
            String key = draft.path("key").asText();
            Kept present = objects.get(container + "/" + key);
            long version = present == null ? 0 : present.version();
            if (draft.has("version") && draft.path("version").asLong() != version) {
                return new Reply(
                        409,
                        Buffer.buffer("{\"statusCode\":409,\"message\":\"Version mismatch\",\"errors\":["
                                + "{\"code\":\"ConcurrentModification\",\"message\":\"Version mismatch\",\"currentVersion\":"
                                + version + "}]}"));
            }
            Kept kept = new Kept(version + 1, draft.path("value").toString());
            objects.put(container + "/" + key, kept);
            return Reply.ok(json(container, key, kept));
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException(notJson);
        }
    }

    private static String json(String container, String key, Kept kept) {
        return "{\"id\":\"" + key + "\",\"version\":" + kept.version() + ",\"container\":\"" + container
                + "\",\"key\":\"" + key
                + "\",\"createdAt\":\"2026-11-24T08:00:00.000Z\",\"lastModifiedAt\":\"2026-11-24T08:00:00.000Z\",\"value\":"
                + kept.value() + "}";
    }

    /** With the fields of this connector and of the original one, so that neither adds any. */
    private static String type() {
        StringBuilder fields = new StringBuilder();
        for (String name : new String[] {
            "fft_order_id",
            "fft_pickjob_id",
            "fft_short_id",
            "fft_shortid",
            "fft_facility_id",
            "fft_handoverjob_id",
            "fft_handover_job_id",
            "fft_parcels"
        }) {
            fields.append(field(name, "String")).append(',');
        }
        return "{\"id\":\"type-1\",\"version\":1,\"key\":\"" + TYPE
                + "\",\"name\":{\"en\":\"Order\"},\"resourceTypeIds\":[\"order\"],\"fieldDefinitions\":["
                + fields + field("fft_load_units_amount", "Number") + "]}";
    }

    private static String field(String name, String type) {
        return "{\"name\":\"" + name + "\",\"label\":{\"en\":\"" + name + "\"},\"required\":false,\"type\":{\"name\":\""
                + type + "\"}}";
    }

    private static Reply missing() {
        return new Reply(
                404,
                Buffer.buffer("{\"statusCode\":404,\"message\":\"Not found\",\"errors\":["
                        + "{\"code\":\"ResourceNotFound\",\"message\":\"Not found\"}]}"));
    }
}
