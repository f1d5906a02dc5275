package org.broadsheet.query;

import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Converts parameters of types that JAX-RS does not know; {@link StrictParameters} has checked them before. */
@Provider
public class ParameterConverters implements ParamConverterProvider {

    @Override
    @SuppressWarnings("unchecked")
    public <T> @Nullable ParamConverter<T> getConverter(Class<T> type, Type generic, Annotation[] annotations) {
        if (type == Instant.class) {
            return (ParamConverter<T>)
                    new Converter<>(text -> OffsetDateTime.parse(text).toInstant());
        }
        if (type == Duration.class) {
            return (ParamConverter<T>) new Converter<>(Duration::parse);
        }
        if (type.isEnum()) {
            return new Converter<>(text -> constant(type, text));
        }
        return null;
    }

    private static <T> T constant(Class<T> type, String text) {
        for (T constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().toLowerCase(Locale.ROOT).equals(text)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(text);
    }

    private record Converter<T>(Function<String, T> reader) implements ParamConverter<T> {
        @Override
        public T fromString(String text) {
            return reader.apply(text);
        }

        @Override
        public String toString(T value) {
            return value.toString();
        }
    }
}
