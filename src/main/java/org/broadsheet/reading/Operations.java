package org.broadsheet.reading;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ResourceInfo;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.broadsheet.web.PathTemplate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Which operation of the API document a request is. The resource's method says so; an answer from memory comes from an
 * address whose resource has answered before.
 */
@ApplicationScoped
public class Operations {

    private static final String NAME = Operations.class.getName();
    private static final String NONE = "none";

    private final CurrentVertxRequest current;
    private final Map<String, String> byCall = new ConcurrentHashMap<>();

    Operations(CurrentVertxRequest current) {
        this.current = current;
    }

    @ServerRequestFilter
    public void note(ResourceInfo resource) {
        RoutingContext context = current.getCurrent();
        Operation operation = resource.getResourceMethod().getAnnotation(Operation.class);
        if (context != null && operation != null) {
            context.put(NAME, operation.operationId());
            String call = call(context);
            if (call != null) {
                byCall.putIfAbsent(call, operation.operationId());
            }
        }
    }

    /** Once it is being answered. {@code none} for what is no operation. */
    String of(RoutingContext context) {
        String noted = context.get(NAME);
        String call = noted == null ? call(context) : null;
        return noted != null ? noted : call == null ? NONE : byCall.getOrDefault(call, NONE);
    }

    private static @Nullable String call(RoutingContext context) {
        String template = PathTemplate.of(context);
        return template == null
                ? null
                : (context.request().method().name().equals("POST") ? "POST " : "GET ") + template;
    }
}
