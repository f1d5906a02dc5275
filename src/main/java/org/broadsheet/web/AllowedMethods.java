package org.broadsheet.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Which methods an address has, for {@code Allow} (RFC 9110, section 10.2.1). JAX-RS knows only those that a class has
 * at all its addresses, so it is read from the API document that the build makes of the code.
 */
@ApplicationScoped
class AllowedMethods {

    private static final String DOCUMENT = "/META-INF/quarkus-generated-openapi-doc.JSON";
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    /** After CORS, which answers preflights, and the guard; before Quarkus REST. */
    private static final int AFTER_THE_GUARD = 297;

    private final Map<Pattern, Set<String>> methods = new LinkedHashMap<>();

    AllowedMethods(ObjectMapper json) {
        try (InputStream document = AllowedMethods.class.getResourceAsStream(DOCUMENT)) {
            if (document == null) {
                throw new IllegalStateException("the build has left no " + DOCUMENT);
            }
            json.readTree(document)
                    .get("paths")
                    .properties()
                    .forEach(path -> methods.put(pattern(path.getKey()), methodsOf(path.getValue())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sections are the things whose names have slashes in them. */
    private static Pattern pattern(String template) {
        return Pattern.compile(
                template.replaceAll("/(sections/|fronts/)\\{[^}]+}", "/$1.+").replaceAll("\\{[^}]+}", "[^/]+"));
    }

    private static Set<String> methodsOf(JsonNode item) {
        Set<String> methods = new TreeSet<>(Set.of("OPTIONS"));
        item.fieldNames().forEachRemaining(name -> {
            if (METHODS.contains(name)) {
                methods.add(name.toUpperCase(Locale.ROOT));
            }
        });
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        return methods;
    }

    /** The methods of all that may be meant by {@code path}; empty when there is nothing. */
    Set<String> of(String path) {
        Set<String> allowed = new TreeSet<>();
        methods.forEach((pattern, some) -> {
            if (pattern.matcher(path).matches()) {
                allowed.addAll(some);
            }
        });
        return allowed;
    }

    void register(@Observes Filters filters) {
        filters.register(this::options, AFTER_THE_GUARD);
    }

    private void options(RoutingContext context) {
        Set<String> allowed =
                context.request().method().equals(HttpMethod.OPTIONS) ? of(context.normalizedPath()) : Set.of();
        if (allowed.isEmpty()) {
            context.next();
        } else {
            context.response()
                    .setStatusCode(200)
                    .putHeader("Allow", String.join(", ", allowed))
                    .end();
        }
    }
}
