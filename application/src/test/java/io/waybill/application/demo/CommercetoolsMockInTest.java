package io.waybill.application.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.http.Deadline;
import io.waybill.client.http.JsonHttp;
import io.waybill.connector.commercetools.Commercetools;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The npm package {@code @labdigital/commercetools-mock} in a Node.js process. It keeps subscriptions but delivers no
 * messages, so this class posts them to the connector in the form in which Pub/Sub pushes them.
 */
final class CommercetoolsMockInTest implements ShopInTest {
    private static final Path FOLDER =
            Path.of("src", "test", "commercetools-mock").toAbsolutePath();
    private static final String PROJECT = "mock-shop";
    private static final Pattern LISTENING = Pattern.compile("listens at (http://\\S+)");
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration DELIVERY_LIMIT = Duration.ofSeconds(30);
    private static final long INSTALL_LIMIT_MINUTES = 5;

    private final Process process;
    private final LinkedConnector connector;
    private final JsonHttp http = new JsonHttp(Duration.ofSeconds(2), Duration.ofSeconds(10), "pub-sub-stand-in");

    private CommercetoolsMockInTest(Process process, LinkedConnector connector) {
        this.process = process;
        this.connector = connector;
    }

    /**
     * @param folder for output
     */
    static CommercetoolsMockInTest start(PlatformAccess platform, Path folder) throws Exception {
        Path installed = install(folder);
        Path output = folder.resolve("commercetools-mock.log");
        ProcessBuilder builder = new ProcessBuilder("node", "serve.mjs")
                .directory(installed.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("PORT", "0");
        Process process = builder.start();
        try {
            Polling.until(START_LIMIT, "the commercetools mock listens", () -> {
                if (!process.isAlive()) {
                    throw new AssertionError("The commercetools mock ended: " + read(output));
                }
                return LISTENING.matcher(read(output)).find();
            });
            Matcher address = LISTENING.matcher(read(output));
            assert address.find();
            ShopAccess shop = new ShopAccess(URI.create(address.group(1)), PROJECT, "mock-client", "mock-secret");
            return new CommercetoolsMockInTest(process, LinkedConnector.start(platform, shop, 0));
        } catch (RuntimeException | AssertionError failure) {
            process.destroy();
            throw failure;
        }
    }

    /** Installs exactly what package-lock.json says, once. */
    private static Path install(Path folder) throws IOException, InterruptedException {
        require("node");
        require("npm");
        Path target = Path.of("target", "commercetools-mock").toAbsolutePath();
        Files.createDirectories(target);
        boolean same = true;
        for (String file : List.of("package.json", "package-lock.json", "serve.mjs")) {
            byte[] wanted = Files.readAllBytes(FOLDER.resolve(file));
            Path copy = target.resolve(file);
            same &= Files.exists(copy) && java.util.Arrays.equals(wanted, Files.readAllBytes(copy));
            Files.write(copy, wanted);
        }
        // npm writes this file last.
        if (!same || !Files.exists(target.resolve("node_modules/.package-lock.json"))) {
            Path output = folder.resolve("npm.log");
            Process npm = new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
                    .directory(target.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!npm.waitFor(INSTALL_LIMIT_MINUTES, TimeUnit.MINUTES) || npm.exitValue() != 0) {
                npm.destroy();
                throw new AssertionError("npm ci failed in " + target + ": " + read(output));
            }
        }
        return target;
    }

    private static void require(String tool) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(tool, "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0) {
                return;
            }
        } catch (IOException notFound) {
            throw new AssertionError(
                    "This test runs the commercetools mock of npm and needs Node.js 20 or later with npm; '" + tool
                            + "' is not on the path",
                    notFound);
        }
        throw new AssertionError("'" + tool + " --version' fails; this test needs Node.js 20 or later with npm");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public Sides sides() {
        return connector.sides();
    }

    @Override
    public void register() {
        connector.register();
    }

    @Override
    public void sell(Iterable<Article> articles) {
        Commercetools shop = sides().shop();
        ObjectNode type = JsonHttp.JSON
                .createObjectNode()
                .put("key", "article")
                .put("name", "article")
                .put("description", "article");
        String typeId = shop.post("/product-types", type).path("id").asText();
        for (Article article : articles) {
            ObjectNode product = JsonHttp.JSON.createObjectNode().put("publish", true);
            product.putObject("productType").put("typeId", "product-type").put("id", typeId);
            product.putObject("name").put("en", article.name());
            product.putObject("slug").put("en", article.sku().toLowerCase(java.util.Locale.ROOT));
            product.putObject("masterVariant").put("sku", article.sku());
            shop.post("/products", product);
        }
    }

    @Override
    public void channelCreated(String id, String key) {
        ObjectNode change = JsonHttp.JSON
                .createObjectNode()
                .put("notificationType", "ResourceCreated")
                .put("projectKey", PROJECT)
                .put("version", 1)
                .put("modifiedAt", Instant.now().toString());
        change.putObject("resource").put("typeId", "channel").put("id", id);
        change.putObject("resourceUserProvidedIdentifiers").put("key", key);
        push(change);
    }

    @Override
    public void orderStateChanged(String orderId, String state) {
        String now = Instant.now().toString();
        long version = sides().shop().get("/orders/" + orderId).path("version").asLong();
        ObjectNode message = JsonHttp.JSON
                .createObjectNode()
                .put("notificationType", "Message")
                .put("projectKey", PROJECT)
                .put("id", UUID.randomUUID().toString())
                .put("version", 1)
                .put("sequenceNumber", version)
                .put("resourceVersion", version)
                .put("type", "OrderStateChanged")
                .put("orderId", orderId)
                .put("orderState", state)
                .put("createdAt", now)
                .put("lastModifiedAt", now);
        message.putObject("resource").put("typeId", "order").put("id", orderId);
        push(message);
    }

    /** Pushes until it is acknowledged, as the queue does. */
    private void push(ObjectNode payload) {
        String data = Base64.getEncoder().encodeToString(payload.toString().getBytes(StandardCharsets.UTF_8));
        ObjectNode envelope = JsonHttp.JSON
                .createObjectNode()
                .put("subscription", "projects/waybill-demo/subscriptions/" + LinkedConnector.TOPIC);
        envelope.putObject("message")
                .put("data", data)
                .put("messageId", String.valueOf(Math.abs(payload.hashCode())))
                .put("publishTime", Instant.now().toString());
        Polling.until(
                DELIVERY_LIMIT,
                "the connector acknowledges " + payload,
                () -> http.exchange(
                                new JsonHttp.Call(
                                        "POST",
                                        connector.events(),
                                        Map.of(),
                                        JsonHttp.Body.json(envelope),
                                        JsonHttp.Repeat.WHEN_NOT_PROCESSED),
                                Deadline.within(DELIVERY_LIMIT))
                        .successful());
    }

    @Override
    public void close() {
        connector.close();
        http.close();
        process.destroy();
    }
}
