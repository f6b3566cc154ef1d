package io.waybill.client.http;

import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The W3C trace that the work of a thread belongs to. Every call that the thread makes carries it on, and so may its log
 * lines. Immutable.
 *
 * @param traceId 32 hexadecimal digits, the same on every side of a request
 * @param spanId 16 hexadecimal digits that name the work of this process
 * @param flags two hexadecimal digits of the caller, 00 when there was none
 */
public record Trace(String traceId, String spanId, String flags) {
    /** Name of the header. */
    public static final String HEADER = "traceparent";

    private static final Pattern PARENT = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2}).*");
    private static final String NO_TRACE = "0".repeat(32);
    private static final String NO_SPAN = "0".repeat(16);
    private static final ThreadLocal<@Nullable Trace> CURRENT = new ThreadLocal<>();

    /** The trace of this thread's work, if it has one. */
    public static Optional<Trace> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** A new piece of work in the caller's trace, or in a new one when the header names none that is valid. */
    public static Trace continuing(Optional<String> traceparent) {
        Matcher parent = PARENT.matcher(traceparent.orElse(""));
        boolean valid = parent.matches()
                && !traceparent.orElse("").startsWith("ff")
                && !parent.group(1).equals(NO_TRACE)
                && !parent.group(2).equals(NO_SPAN);
        return valid ? new Trace(parent.group(1), random(8), parent.group(3)) : new Trace(random(16), random(8), "00");
    }

    /** Does the work as part of this trace. */
    public <T> T during(Supplier<T> work) {
        Trace before = CURRENT.get();
        CURRENT.set(this);
        try {
            return work.get();
        } finally {
            if (before == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(before);
            }
        }
    }

    /** The header's value for a call that this work makes. */
    public String traceparent() {
        return "00-" + traceId + "-" + spanId + "-" + flags;
    }

    private static String random(int bytes) {
        byte[] id = new byte[bytes];
        ThreadLocalRandom.current().nextBytes(id);
        // All zeros would say that there is none.
        id[0] |= 1;
        return HexFormat.of().formatHex(id);
    }
}
