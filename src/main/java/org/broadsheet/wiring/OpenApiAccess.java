package org.broadsheet.wiring;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.broadsheet.access.Needs;
import org.broadsheet.access.Scope;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

/** Says in the OpenAPI document what {@link Needs} says in the code: which calls need a credential, and which scope. */
@OpenApiFilter(value = OpenApiFilter.RunStage.BUILD, priority = 20)
public class OpenApiAccess implements OASFilter {

    private static final String BEARER = "bearer";

    private static final List<String> FOLLOWING =
            List.of("listChanges", "streamChanges", "listSnapshots", "getLatestSnapshot", "getSnapshot");

    /** For partners alone. */
    private static final List<String> KEYED = List.of("listKills", "acknowledgeKill");

    /** The ids of the operations, and what each needs. */
    private final Map<String, Scope> needs = new HashMap<>();

    public OpenApiAccess(IndexView index) {
        for (AnnotationInstance annotation : index.getAnnotations(Needs.class)) {
            if (annotation.target().kind() == AnnotationTarget.Kind.METHOD) {
                needs.put(
                        operationId(annotation.target().asMethod()),
                        Scope.valueOf(annotation.value().asEnum()));
            }
        }
    }

    /** Whoever reads may present a key, which then has to be a good one. A preview's link is a key in itself. */
    private static void read(Operation operation) {
        if ("getPreview".equals(operation.getOperationId())) {
            return;
        }
        Scope scope = FOLLOWING.contains(Objects.requireNonNullElse(operation.getOperationId(), ""))
                ? Scope.CHANGES_READ
                : Scope.CONTENT_READ;
        SecurityRequirement key = OASFactory.createSecurityRequirement().addScheme(BEARER, List.of(scope.wire()));
        operation.setSecurity(
                KEYED.contains(operation.getOperationId())
                        ? List.of(key)
                        : List.of(OASFactory.createSecurityRequirement(), key));
        refuse(operation, "401", "ProblemUnauthorized");
        refuse(operation, "403", "ProblemForbidden");
        refuse(operation, "429", "ProblemTooManyRequests");
    }

    private static String operationId(MethodInfo method) {
        AnnotationInstance operation = method.annotation(org.eclipse.microprofile.openapi.annotations.Operation.class);
        AnnotationValue id = operation == null ? null : operation.value("operationId");
        return id == null ? method.name() : id.asString();
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        api.getComponents()
                .addSecurityScheme(
                        BEARER,
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .description("An API token (`bs_...`) of the newsroom or, for reading, a key of a"
                                        + " partner; or an access token of the newsroom's identity provider."));
        api.getPaths().getPathItems().values().stream()
                .flatMap(item -> item.getOperations().values().stream())
                .forEach(this::complete);
    }

    private void complete(Operation operation) {
        Scope scope = needs.get(Objects.requireNonNullElse(operation.getOperationId(), ""));
        if (scope == null) {
            read(operation);
            return;
        }
        operation.setDescription(Objects.requireNonNullElse(operation.getDescription(), "")
                        .strip() + " Needs the scope `" + scope.wire() + "`.");
        operation.setSecurity(List.of(OASFactory.createSecurityRequirement().addScheme(BEARER, List.of(scope.wire()))));
        refuse(operation, "401", "ProblemUnauthorized");
        refuse(operation, "403", "ProblemForbidden");
    }

    private static void refuse(Operation operation, String status, String problem) {
        operation
                .getResponses()
                .addAPIResponse(status, OASFactory.createAPIResponse().ref(problem));
    }
}
