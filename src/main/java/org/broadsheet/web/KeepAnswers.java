package org.broadsheet.web;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerResponseContext;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Keeps what was fetched, before those who wait for it are told. */
@ApplicationScoped
public class KeepAnswers {

    private final ResponseCache cache;
    private final CurrentVertxRequest current;

    KeepAnswers(ResponseCache cache, CurrentVertxRequest current) {
        this.cache = cache;
        this.current = current;
    }

    /** After the resource, as only then there is the {@code Link} header. */
    @ServerResponseFilter
    public void keep(ContainerResponseContext response) {
        RoutingContext context = current.getCurrent();
        Read.of(context).ifPresent(read -> {
            if (response.getStatus() == 200 || response.getStatus() == 304) {
                read.answer()
                        .map(answer -> answer.withLink(response.getHeaderString("Link")))
                        .ifPresent(answer -> cache.store(read, answer, PathTemplate.of(context)));
            }
            read.over();
        });
    }
}
