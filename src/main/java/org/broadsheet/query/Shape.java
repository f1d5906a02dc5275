package org.broadsheet.query;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The fields of a wire record, nested, so that a selection can be checked and a wrong name be answered with the
 * right one.
 *
 * @param fields each field's own shape, empty for a plain value, in the order of the record
 */
public record Shape(Map<String, Shape> fields) {

    private static final Shape PLAIN = new Shape(Map.of());

    /** The shape of {@code type}; parts whose JSON differs by kind (body blocks) count as plain values. */
    public static Shape of(Class<? extends Record> type) {
        Map<String, Shape> fields = new LinkedHashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            fields.put(component.getName(), of(component.getGenericType()));
        }
        return new Shape(fields);
    }

    private static Shape of(Type type) {
        if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
            return of(generic.getActualTypeArguments()[0]);
        }
        return type instanceof Class<?> name && name.isRecord() && !name.isAnnotationPresent(PlainValue.class)
                ? of(name.asSubclass(Record.class))
                : PLAIN;
    }

    /** Every selectable path, parents before their children. */
    List<String> paths() {
        List<String> paths = new ArrayList<>();
        fields.forEach((name, shape) -> {
            paths.add(name);
            shape.paths().forEach(child -> paths.add(name + "." + child));
        });
        return paths;
    }
}
