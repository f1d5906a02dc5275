package org.broadsheet.query;

import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.broadsheet.naming.DidYouMean;
import org.broadsheet.naming.Text;
import org.broadsheet.problem.Refusal;
import org.broadsheet.problem.Violation;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Holds a request's parameters against those that the resource method declares, before they are converted: an
 * unknown name, a wrong type, a repetition where one value is expected are refused by name. What a parameter's range
 * is, its bean validation constraints say.
 */
@ApplicationScoped
public class StrictParameters {

    /** Longer values stand for no filter that anybody means. */
    static final int LONGEST_VALUE = 2000;

    private static final int MOST_REPETITIONS = 20;
    private static final int MOST_PARAMETERS = 30;

    private final Map<Method, DeclaredParameters> declared = new ConcurrentHashMap<>();

    /** Refuses what the method that was matched does not declare. */
    @ServerRequestFilter
    public void check(ResourceInfo resource, UriInfo uri, HttpServerRequest request) {
        DeclaredParameters parameters = declared.computeIfAbsent(resource.getResourceMethod(), DeclaredParameters::of);
        List<Violation> violations = new ArrayList<>();
        checkQuery(parameters, uri.getQueryParameters(), violations);
        parameters.path().forEach((name, kind) -> {
            String value = uri.getPathParameters().getFirst(name);
            if (value != null) {
                kind.fault(value).ifPresent(fault -> violations.add(Violation.parameter(name, fault)));
            }
        });
        if (!violations.isEmpty()) {
            throw new Refusal.Invalid(violations);
        }
    }

    private static void checkQuery(
            DeclaredParameters parameters, MultivaluedMap<String, String> query, List<Violation> violations) {
        if (query.size() > MOST_PARAMETERS) {
            throw Refusal.Invalid.parameter("", "there are more than " + MOST_PARAMETERS + " parameters.");
        }
        query.forEach((name, values) -> {
            ParameterKind kind = parameters.query().get(name);
            if (kind == null) {
                violations.add(Violation.parameter(
                        Text.shorten(name),
                        "is not a parameter of this call."
                                + DidYouMean.hint(name, parameters.query().keySet())));
            } else if (values.size() > (kind.repeatable() ? MOST_REPETITIONS : 1)) {
                violations.add(Violation.parameter(
                        name,
                        kind.repeatable()
                                ? "may be given at most " + MOST_REPETITIONS + " times."
                                : "may be given once only."));
            } else {
                values.forEach(value -> checkValue(name, value, kind, violations));
            }
        });
    }

    private static void checkValue(String name, String value, ParameterKind kind, List<Violation> violations) {
        if (value.isEmpty()) {
            violations.add(Violation.parameter(name, "is empty; leave it out instead."));
        } else if (value.length() > kind.longest()) {
            violations.add(Violation.parameter(name, "is longer than " + kind.longest() + " characters."));
        } else {
            kind.fault(value).ifPresent(fault -> violations.add(Violation.parameter(name, fault)));
        }
    }
}
