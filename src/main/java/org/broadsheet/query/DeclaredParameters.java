package org.broadsheet.query;

import jakarta.ws.rs.BeanParam;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/**
 * The parameters that a resource method declares: its own, and the components of the records it takes as
 * {@code @BeanParam}.
 */
record DeclaredParameters(Map<String, ParameterKind> query, Map<String, ParameterKind> path) {

    static DeclaredParameters of(Method method) {
        DeclaredParameters declared = new DeclaredParameters(new LinkedHashMap<>(), new LinkedHashMap<>());
        for (Parameter parameter : method.getParameters()) {
            if (parameter.isAnnotationPresent(BeanParam.class)) {
                for (RecordComponent component : parameter.getType().getRecordComponents()) {
                    declared.add(
                            backing(parameter.getType(), component), component.getName(), component.getGenericType());
                }
            } else {
                declared.add(parameter, parameter.getName(), parameter.getParameterizedType());
            }
        }
        return declared;
    }

    /** Annotations that may not stand on a record component land on its constructor parameter. */
    private static AnnotatedElement backing(Class<?> type, RecordComponent component) {
        if (component.getAnnotations().length > 0) {
            return component;
        }
        return Arrays.stream(type.getDeclaredConstructors()[0].getParameters())
                .filter(parameter -> parameter.getName().equals(component.getName()))
                .findFirst()
                .orElseThrow();
    }

    private void add(AnnotatedElement element, String name, Type type) {
        for (Annotation annotation : element.getAnnotations()) {
            if (annotation instanceof RestQuery) {
                query.put(name, ParameterKind.of(type));
            } else if (annotation instanceof RestPath) {
                path.put(name, ParameterKind.of(type));
            }
        }
    }
}
