package io.waybill.platform.kernel;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jsr310.deser.InstantDeserializer;
import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.quarkus.arc.DefaultBean;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** What every module needs injected: the clock, identifiers, and JSON as the wire wants it. */
class KernelProducers {

    /** UTC, cut to milliseconds, so that what is answered equals what is stored and read back. */
    @Produces
    @Singleton
    @DefaultBean
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.ofMillis(1));
    }

    @Produces
    @Singleton
    @DefaultBean
    Identifiers identifiers() {
        TimeBasedEpochGenerator generator = Generators.timeBasedEpochGenerator();
        return () -> generator.generate().toString();
    }

    /** Strict about types, lenient about unknown fields; absent values are left out. */
    @Singleton
    static class WireJson implements ObjectMapperCustomizer {
        @Override
        public void customize(ObjectMapper mapper) {
            mapper.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                    .setSerializationInclusion(JsonInclude.Include.NON_NULL);
            mapper.addHandler(new UnknownFields());
            mapper.registerModule(new SimpleModule("storable")
                    .addDeserializer(Instant.class, new StorableInstant())
                    .addDeserializer(String.class, new StorableText()));
            mapper.setConfig(mapper.getDeserializationConfig()
                    .without(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                    .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS));
            mapper.coercionConfigFor(LogicalType.Textual)
                    .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
        }
    }

    /** A text that UTF-8 and the database can express: no half of a surrogate pair, no U+0000. */
    private static final class StorableText extends StringDeserializer {
        private static final long serialVersionUID = 1L;

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String text = super.deserialize(parser, context);
            if (text != null && !isStorable(text)) {
                return (String)
                        context.handleWeirdStringValue(String.class, text, "must hold whole characters and not U+0000");
            }
            return text;
        }

        private static boolean isStorable(String text) {
            for (int at = 0; at < text.length(); at++) {
                char character = text.charAt(at);
                if (character == 0 || Character.isLowSurrogate(character)) {
                    return false;
                }
                if (Character.isHighSurrogate(character)) {
                    at++;
                    if (at == text.length() || !Character.isLowSurrogate(text.charAt(at))) {
                        return false;
                    }
                }
            }
            return true;
        }
    }

    /** A time that the database and every client can express; Java's own range is wider by far. */
    private static final class StorableInstant extends StdScalarDeserializer<Instant> {
        private static final long serialVersionUID = 1L;
        private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
        private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

        StorableInstant() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            Instant time = InstantDeserializer.INSTANT.deserialize(parser, context);
            if (time != null && (time.isBefore(EARLIEST) || time.isAfter(LATEST))) {
                return (Instant) context.handleWeirdStringValue(
                        Instant.class, parser.getText(), "must be between %s and %s", EARLIEST, LATEST);
            }
            return time;
        }
    }

    /** Unknown fields are ignored, except where a schema forbids them. */
    private static final class UnknownFields extends DeserializationProblemHandler {
        @Override
        public boolean handleUnknownProperty(
                DeserializationContext context,
                JsonParser parser,
                JsonDeserializer<?> deserializer,
                Object beanOrClass,
                String name)
                throws IOException {
            Class<?> type = beanOrClass instanceof Class<?> known ? known : beanOrClass.getClass();
            if (type.isAnnotationPresent(ClosedSchema.class)) {
                throw UnrecognizedPropertyException.from(parser, beanOrClass, name, null);
            }
            return false;
        }
    }
}
