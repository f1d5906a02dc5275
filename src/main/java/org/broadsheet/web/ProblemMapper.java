package org.broadsheet.web;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.Priority;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.broadsheet.problem.Refusal;
import org.broadsheet.problem.Violation;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The one place where an exception becomes an HTTP answer. */
public class ProblemMapper {

    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

    /** Seconds after which a client may ask again when the database is away. */
    private static final int RETRY_AFTER = 2;

    private final AllowedMethods methods;

    ProblemMapper(AllowedMethods methods) {
        this.methods = methods;
    }

    @ServerExceptionMapper
    public Response refused(Refusal refusal, HttpServerRequest request) {
        return switch (refusal) {
            case Refusal.Invalid invalid ->
                answer(problem(ProblemType.INVALID_REQUEST, invalid.detail(), request)
                                .withErrors(invalid.violations()))
                        .build();
            case Refusal.NotFound notFound ->
                answer(problem(ProblemType.NOT_FOUND, notFound.detail(), request))
                        .build();
            case Refusal.Gone gone ->
                answer(problem(ProblemType.GONE, gone.detail(), request).withTakedown(gone.kind(), gone.reason()))
                        .build();
            case Refusal.Unsupported unsupported ->
                answer(problem(ProblemType.UNSUPPORTED_MEDIA_TYPE, unsupported.detail(), request))
                        .build();
            case Refusal.TooLarge tooLarge ->
                answer(problem(ProblemType.TOO_LARGE, tooLarge.detail(), request))
                        .build();
            case Refusal.Moved moved ->
                answer(problem(ProblemType.MOVED, moved.detail(), request))
                        .header("Cache-Control", null)
                        // where it leads depends on what whoever asks may see
                        .header("Cache-Control", keeping(request))
                        .header("Vary", "Authorization")
                        // root-relative, as nobody here knows how a proxy is addressed
                        .header("Location", moved.location())
                        .build();
            case Refusal.Conflict conflict ->
                answer(
                                conflict.violations().isEmpty()
                                        ? problem(ProblemType.CONFLICT, conflict.detail(), request)
                                        : problem(ProblemType.CONFLICT, conflict.detail(), request)
                                                .withErrors(conflict.violations()))
                        .build();
            case Refusal.Unprocessable unprocessable ->
                answer(problem(ProblemType.UNPROCESSABLE, unprocessable.detail(), request)
                                .withErrors(unprocessable.violations()))
                        .build();
            case Refusal.Stale stale ->
                answer(problem(ProblemType.STALE, stale.detail(), request).withVersion(stale.version()))
                        .header("ETag", "\"" + stale.version() + "\"")
                        .build();
            case Refusal.Unconditional unconditional ->
                answer(problem(ProblemType.PRECONDITION_REQUIRED, unconditional.detail(), request))
                        .build();
            case Refusal.Unauthorized unauthorized ->
                answer(problem(ProblemType.UNAUTHORIZED, unauthorized.detail(), request))
                        .header("WWW-Authenticate", "Bearer")
                        .build();
            case Refusal.Forbidden forbidden ->
                answer(problem(ProblemType.FORBIDDEN, forbidden.detail(), request))
                        .build();
            case Refusal.OutOfRange outOfRange ->
                answer(problem(ProblemType.RANGE_NOT_SATISFIABLE, outOfRange.detail(), request))
                        .header("Content-Range", "bytes */" + outOfRange.size())
                        .build();
            case Refusal.Unavailable unavailable ->
                answer(problem(ProblemType.UNAVAILABLE, unavailable.detail(), request))
                        .header("Retry-After", unavailable.retryAfter())
                        .build();
        };
    }

    @ServerExceptionMapper
    @Priority(1)
    public Response invalid(ConstraintViolationException e, HttpServerRequest request) {
        List<Violation> violations = e.getConstraintViolations().stream()
                .map(ProblemMapper::violation)
                .toList();
        return refused(new Refusal.Invalid(violations), request);
    }

    private static Violation violation(ConstraintViolation<?> violation) {
        String name = "";
        for (Path.Node node : violation.getPropertyPath()) {
            name = node.getName() == null ? name : node.getName();
        }
        return Violation.parameter(name, violation.getMessage() + ".");
    }

    /** Quarkus has a mapper of its own for this one, without a body. */
    @ServerExceptionMapper
    @Priority(1)
    public Response unreadable(MismatchedInputException e, HttpServerRequest request) {
        return unreadable((JsonMappingException) e, request);
    }

    @ServerExceptionMapper
    @Priority(1)
    public Response unreadable(JsonMappingException e, HttpServerRequest request) {
        if (e.getCause() instanceof StreamReadException broken) {
            return unreadable((JacksonException) broken, request);
        }
        return refused(UnreadableJson.refusal(e), request);
    }

    @ServerExceptionMapper
    @Priority(1)
    public Response unreadable(JacksonException e, HttpServerRequest request) {
        if (e instanceof StreamConstraintsException) {
            return refused(UnreadableJson.tooLarge(e), request);
        }
        return refused(Refusal.Invalid.pointer("", "is not JSON."), request);
    }

    @ServerExceptionMapper
    @Priority(1)
    public Response refusedByTheServer(WebApplicationException e, HttpServerRequest request) {
        if (e.getCause() instanceof Refusal cause) {
            // a parameter's own type refused it, and JAX-RS made a 404 of that
            return refused(cause, request);
        }
        if (e.getCause() instanceof JsonMappingException cause) {
            return unreadable(cause, request);
        }
        if (e.getCause() instanceof JacksonException cause) {
            return unreadable(cause, request);
        }
        Response response = e.getResponse();
        return switch (response.getStatus()) {
            case 404 ->
                answer(problem(
                                ProblemType.NOT_FOUND,
                                "There is nothing at this address. "
                                        + "The paths that exist are listed at /openapi and /docs.",
                                request))
                        .build();
            case 405 ->
                allowing(
                        answer(problem(
                                ProblemType.METHOD_NOT_ALLOWED, request.method() + " is not supported here.", request)),
                        request);
            case 406 ->
                answer(problem(
                                ProblemType.NOT_ACCEPTABLE,
                                "The answer is " + form(request) + "; 'Accept' excludes it.",
                                request))
                        .build();
            case 413 ->
                answer(problem(ProblemType.TOO_LARGE, "The request's body is larger than may be.", request))
                        .build();
            case 415 ->
                answer(problem(
                                ProblemType.UNSUPPORTED_MEDIA_TYPE,
                                "The request's body has to be sent as application/json.",
                                request))
                        .build();
            case 400 ->
                answer(problem(ProblemType.INVALID_REQUEST, "The request can't be read.", request))
                        .build();
            default -> unexpected(e, request);
        };
    }

    /** The problem that {@code e} would be answered with, for whoever answers for several things at once. */
    public Problem problemOf(RuntimeException e, HttpServerRequest request) {
        Response answer = e instanceof Refusal refusal ? refused(refusal, request) : unexpected(e, request);
        return (Problem) answer.getEntity();
    }

    private static String form(HttpServerRequest request) {
        return path(request).endsWith("/stream") ? "a stream of events (text/event-stream)" : "JSON";
    }

    private Response allowing(Response.ResponseBuilder answer, HttpServerRequest request) {
        Set<String> allowed = methods.of(path(request));
        return allowed.isEmpty()
                ? answer.build()
                : answer.header("Allow", String.join(", ", allowed)).build();
    }

    @ServerExceptionMapper
    public Response unexpected(Throwable e, HttpServerRequest request) {
        if (Outage.is(e)) {
            Problem problem = problem(
                    ProblemType.UNAVAILABLE, "The database can't do this at the moment; ask again soon.", request);
            LOG.warnf("%s: the database can't do it now: %s", problem.traceId(), e.getMessage());
            return answer(problem).header("Retry-After", RETRY_AFTER).build();
        }
        Problem problem = problem(
                ProblemType.INTERNAL, "Something went wrong on our side; the log has it under this trace id.", request);
        LOG.errorf(e, "%s: %s %s failed", problem.traceId(), request.method(), request.path());
        return answer(problem).build();
    }

    private static String keeping(HttpServerRequest request) {
        return request.getHeader("Authorization") == null ? "public, max-age=60" : "private, max-age=60";
    }

    private static String path(HttpServerRequest request) {
        return Objects.requireNonNullElse(request.path(), "/");
    }

    private static Problem problem(ProblemType type, String detail, HttpServerRequest request) {
        return Problem.of(type, detail, path(request), TraceId.of(request.getHeader("traceparent")));
    }

    private static Response.ResponseBuilder answer(Problem problem) {
        return Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .header("Cache-Control", "no-store")
                .entity(problem);
    }
}
