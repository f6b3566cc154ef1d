package io.waybill.client.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.waybill.client.http.JsonHttp.Answer;
import io.waybill.client.http.JsonHttp.Body;
import io.waybill.client.http.JsonHttp.Call;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.classic.MinimalHttpClient;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Kept-alive connections and one attempt on them. Blocking, which is cheap on virtual threads: the same calls through
 * {@code java.net.http} cost three times the processor time, most of it for handing over between its threads. It knows
 * no cookies, no redirects and no repeats of its own. Thread-safe.
 */
final class Connections implements AutoCloseable {
    /** More than messages are worked on at once: the budget of a message is what bounds waiting, not a pool. */
    private static final int MOST = 2_000;

    /** A server may have closed a connection that was idle for longer, so it is looked at before it is used. */
    private static final TimeValue DOUBTFUL_AFTER = TimeValue.ofSeconds(1);

    private static final TimeValue LONGEST_LIFE = TimeValue.ofMinutes(5);

    private final MinimalHttpClient http;
    private final PoolingHttpClientConnectionManager pool;
    private final String userAgent;
    private final ScheduledThreadPoolExecutor alarm = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("http-timeouts").factory());

    Connections(Duration connectTimeout, String userAgent) {
        this.userAgent = userAgent;
        this.pool = PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnPerRoute(MOST)
                .setMaxConnTotal(2 * MOST)
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(timeout(connectTimeout))
                        .setValidateAfterInactivity(DOUBTFUL_AFTER)
                        .setTimeToLive(LONGEST_LIFE)
                        .build())
                .build();
        this.http = HttpClients.createMinimal(pool);
        alarm.setRemoveOnCancelPolicy(true);
    }

    /**
     * Sends the call once.
     *
     * @param limit until the whole answer has to be there
     */
    Answer exchange(Call call, Duration limit) throws IOException {
        HttpUriRequestBase request = request(call, timeout(limit));
        // The socket's own timeout is one of silence; this one also ends an answer that comes drop by drop.
        ScheduledFuture<?> cut = alarm.schedule(request::cancel, limit.toNanos(), TimeUnit.NANOSECONDS);
        try {
            return http.execute(request, Connections::read);
        } catch (IOException | IllegalStateException failed) {
            // Cancelled while it takes a connection from the pool, the library says that as an illegal state.
            if (request.isCancelled()) {
                throw new SocketTimeoutException("not complete within " + limit.toMillis() + " ms");
            }
            throw failed;
        } finally {
            cut.cancel(false);
        }
    }

    private HttpUriRequestBase request(Call call, Timeout timeout) {
        HttpUriRequestBase request = new HttpUriRequestBase(call.method(), call.uri());
        request.setConfig(RequestConfig.custom()
                .setConnectionRequestTimeout(timeout)
                .setResponseTimeout(timeout)
                .build());
        request.addHeader("User-Agent", userAgent);
        request.addHeader("Accept", "application/json");
        Trace.current().ifPresent(trace -> request.addHeader(Trace.HEADER, trace.traceparent()));
        call.headers().forEach(request::addHeader);
        Body body = call.body();
        if (body != null) {
            request.setEntity(new ByteArrayEntity(
                    body.content().getBytes(StandardCharsets.UTF_8), ContentType.parse(body.mediaType())));
        }
        return request;
    }

    private static Answer read(ClassicHttpResponse response) throws IOException {
        Header retryAfter = response.getFirstHeader("Retry-After");
        HttpEntity entity = response.getEntity();
        byte[] content = entity == null ? new byte[0] : EntityUtils.toByteArray(entity);
        return new Answer(
                response.getCode(),
                parse(content == null ? new byte[0] : content),
                Optional.ofNullable(retryAfter).map(Header::getValue));
    }

    private static JsonNode parse(byte[] body) {
        if (body.length == 0) {
            return MissingNode.getInstance();
        }
        try {
            JsonNode node = JsonHttp.JSON.readTree(body);
            return node == null ? MissingNode.getInstance() : node;
        } catch (IOException notJson) {
            return MissingNode.getInstance();
        }
    }

    /** Whether the failure came before a connection stood, so that the other side certainly did nothing. */
    static boolean neverConnected(IOException failure) {
        return failure instanceof ConnectException
                || failure instanceof ConnectTimeoutException
                || failure instanceof UnknownHostException
                || failure instanceof NoRouteToHostException;
    }

    private static Timeout timeout(Duration duration) {
        return Timeout.ofMilliseconds(Math.max(1, duration.toMillis()));
    }

    @Override
    public void close() {
        http.close(CloseMode.IMMEDIATE);
        pool.close(CloseMode.IMMEDIATE);
        alarm.shutdownNow();
    }
}
