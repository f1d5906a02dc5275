package org.broadsheet.web;

import io.vertx.core.Context;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * The path of a resource's method, such as {@code /v1/articles/{id}}: the name under which Quarkus counts requests.
 * Quarkus notes it on the way into the resource, so it is noted here for those who don't come that far; they would
 * make a name of each address.
 */
public final class PathTemplate {

    /** As in Quarkus' {@code ObservabilityUtil} and {@code HttpRequestMetric}. */
    private static final String LOCAL = "UrlPathTemplate";

    private PathTemplate() {}

    public static @Nullable String of(RoutingContext context) {
        Context local = local(context);
        return local == null ? null : local.getLocal(LOCAL);
    }

    static void note(RoutingContext context, @Nullable String template) {
        Context local = local(context);
        if (local != null && template != null) {
            local.putLocal(LOCAL, template);
        }
    }

    private static @Nullable Context local(RoutingContext context) {
        return context.request() instanceof HttpServerRequestInternal request ? request.context() : null;
    }
}
