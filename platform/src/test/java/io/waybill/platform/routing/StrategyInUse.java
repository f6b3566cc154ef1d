package io.waybill.platform.routing;

import io.waybill.platform.test.Api;
import java.util.HashMap;
import java.util.Map;

/** Changes the strategy in use for a test, and brings it back afterwards. */
public final class StrategyInUse implements AutoCloseable {
    private final String id;
    private final Map<String, Object> names;
    private final Map<String, Object> global;
    private final Map<String, Object> root;

    public StrategyInUse() {
        Map<String, Object> used = read();
        id = (String) used.get("id");
        names = map(used.get("nameLocalized"));
        global = map(used.get("globalConfiguration"));
        root = map(used.get("rootNode"));
    }

    /** The strategy as it was, but with these parts of its global configuration and of its root's configuration. */
    public void with(Map<String, Object> globally, Map<String, Object> atTheRoot) {
        Map<String, Object> changed = new HashMap<>(global);
        changed.putAll(globally);
        Map<String, Object> config = new HashMap<>(map(root.get("config")));
        config.putAll(atTheRoot);
        Map<String, Object> node = new HashMap<>(root);
        node.put("config", config);
        put(changed, node);
    }

    /** That part of the root's configuration, as it was. */
    Map<String, Object> ofTheRoot(String part) {
        return map(map(root.get("config")).get(part));
    }

    /** The strategy as it was, but with this condition below its root; nothing else is below it. */
    void underTheRoot(Map<String, Object> condition) {
        Map<String, Object> node = new HashMap<>(root);
        node.put("nextCondition", condition);
        put(global, node);
    }

    @Override
    public void close() {
        put(global, root);
    }

    private void put(Map<String, Object> globalConfiguration, Map<String, Object> rootNode) {
        Api.admin()
                .body(Map.of(
                        "version",
                        read().get("version"),
                        "nameLocalized",
                        names,
                        "globalConfiguration",
                        globalConfiguration,
                        "rootNode",
                        rootNode))
                .put("/api/routing/strategies/" + id)
                .then()
                .statusCode(200);
    }

    private static Map<String, Object> read() {
        return Api.admin()
                .get("/api/routing/strategies?size=100")
                .then()
                .statusCode(200)
                .extract()
                .path("routingStrategies.find { it.inUse }");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }
}
