package io.waybill.application;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.config.ConfigProvider;

/** The platform inside this process, for a command that does more than run it. There is one at most. */
final class HostedPlatform implements AutoCloseable {
    private static final long START_LIMIT_SECONDS = 90;

    /** Quarkus makes the application itself, so this is how it reports. */
    private static final CompletableFuture<URI> READY = new CompletableFuture<>();

    private final Thread thread;
    private final URI uri;

    private HostedPlatform(Thread thread, URI uri) {
        this.thread = thread;
        this.uri = uri;
    }

    /**
     * Starts the platform and waits until it answers.
     *
     * @param settings Quarkus' and Waybill's own, by name
     * @throws CannotStart if it does not start
     */
    static HostedPlatform start(Map<String, String> settings) {
        settings.forEach(System::setProperty);
        Thread thread = Thread.ofPlatform()
                .name("waybill-platform")
                .start(() -> Quarkus.run(
                        Ready.class,
                        (code, failure) -> READY.completeExceptionally(
                                failure == null ? new CannotStart("The platform stopped while it started") : failure)));
        try {
            return new HostedPlatform(thread, READY.get(START_LIMIT_SECONDS, TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            throw new CannotStart("The platform does not start: " + rootCause(e), e);
        } catch (TimeoutException e) {
            throw new CannotStart("The platform has not started within " + START_LIMIT_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStart("Interrupted while the platform started", e);
        }
    }

    /** The root of the API, without a trailing slash. */
    URI uri() {
        return uri;
    }

    /** Stops the platform in order and waits for it. */
    @Override
    public void close() {
        Quarkus.asyncExit(0);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String rootCause(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    /** Runs inside Quarkus, once the platform answers. */
    public static final class Ready implements QuarkusApplication {
        @Override
        public int run(String... arguments) {
            String host = ConfigProvider.getConfig().getValue("quarkus.http.host", String.class);
            int port = ConfigProvider.getConfig().getValue("quarkus.http.port", Integer.class);
            READY.complete(URI.create("http://" + host + ":" + port));
            Quarkus.waitForExit();
            return 0;
        }
    }
}
