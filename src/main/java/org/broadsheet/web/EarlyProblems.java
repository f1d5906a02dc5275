package org.broadsheet.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** Refuses requests before JAX-RS, and with it {@link ProblemMapper}, comes into play. */
@ApplicationScoped
public class EarlyProblems {

    private final ObjectMapper json;

    EarlyProblems(ObjectMapper json) {
        this.json = json;
    }

    static Problem problem(ProblemType type, String detail, HttpServerRequest request) {
        return Problem.of(type, detail, instance(request.uri()), TraceId.of(request.getHeader("traceparent")));
    }

    /** The path as it was sent, which may be what is wrong with the request; at most 200 characters of it. */
    private static String instance(String uri) {
        String path = uri.contains("?") ? uri.substring(0, uri.indexOf('?')) : uri;
        return path.substring(0, Math.min(path.length(), 200));
    }

    /** Refuses a request, with the headers that its response has already. */
    public void refuse(RoutingContext context, ProblemType type, String detail) {
        answer(context, problem(type, detail, context.request()));
    }

    void answer(RoutingContext context, Problem problem) {
        context.response()
                .setStatusCode(problem.status())
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .putHeader("Cache-Control", "no-store")
                .end(written(problem));
    }

    private String written(Problem problem) {
        try {
            return json.writeValueAsString(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem is always writable", e);
        }
    }
}
