package io.waybill.platform.database;

import java.lang.reflect.Type;
import java.util.Optional;
import org.jdbi.v3.core.array.SqlArrayType;
import org.jdbi.v3.core.config.ConfigRegistry;

/**
 * Arrays of a known element type, which the driver sends in binary. Without it the elements would be sent as one text in
 * which the driver quotes, and the server unquotes, every JSON document character by character.
 *
 * @param typeName of the elements in PostgreSQL
 */
record TypedArray<T>(String typeName, Class<T> elementClass) implements SqlArrayType<T> {
    private static final TypedArray<String> TEXT = new TypedArray<>("text", String.class);
    private static final TypedArray<Long> BIGINT = new TypedArray<>("int8", Long.class);
    private static final TypedArray<Integer> INTEGER = new TypedArray<>("int4", Integer.class);

    static Optional<SqlArrayType<?>> of(Type elementType, ConfigRegistry config) {
        if (elementType == String.class) {
            return Optional.of(TEXT);
        }
        if (elementType == Long.class) {
            return Optional.of(BIGINT);
        }
        return elementType == Integer.class ? Optional.of(INTEGER) : Optional.empty();
    }

    @Override
    public String getTypeName() {
        return typeName;
    }

    @Override
    public Object convertArrayElement(T element) {
        return element;
    }

    @Override
    public Class<?> getArrayElementClass() {
        return elementClass;
    }
}
