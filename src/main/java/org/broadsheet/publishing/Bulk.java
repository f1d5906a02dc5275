package org.broadsheet.publishing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import org.broadsheet.access.Actor;
import org.broadsheet.access.Scope;
import org.broadsheet.changes.Replicas;
import org.broadsheet.changes.Telling;
import org.broadsheet.problem.Refusal;
import org.broadsheet.publishing.BulkResource.BulkAnswer;
import org.broadsheet.publishing.BulkResource.BulkRequest;
import org.broadsheet.publishing.BulkResource.Result;
import org.broadsheet.web.Problem;
import org.broadsheet.web.ProblemMapper;
import org.broadsheet.web.UnreadableJson;
import org.broadsheet.writing.Answer;
import org.broadsheet.writing.IdempotentWrites.Key;
import org.broadsheet.writing.Writes;
import org.jspecify.annotations.Nullable;

/** Carries out many orders: each in a transaction of its own, or all in one. */
@ApplicationScoped
class Bulk {

    static final int MOST = 1000;

    private static final int UNAVAILABLE = 503;

    /** @param seq of the last change that was told; 0 for none */
    record Done(BulkAnswer answer, long seq) {}

    /** @param order null to create {@code form} */
    private record Operation(
            @Nullable Order order,
            @Nullable ObjectNode form,
            @Nullable UUID id,
            int version) {

        boolean kills() {
            return order instanceof Order.Kill;
        }
    }

    private final ArticleDesk desk;
    private final Writes writes;
    private final Replicas replicas;
    private final ProblemMapper problems;
    private final ObjectMapper json;

    Bulk(ArticleDesk desk, Writes writes, Replicas replicas, ProblemMapper problems, ObjectMapper json) {
        this.desk = desk;
        this.writes = writes;
        this.replicas = replicas;
        this.problems = problems;
        this.json = json;
    }

    Done carryOut(@Nullable BulkRequest request, Actor actor, HttpServerRequest http) {
        List<JsonNode> operations = request == null ? null : request.operations();
        if (operations == null || operations.isEmpty() || operations.size() > MOST) {
            throw Refusal.Invalid.pointer("/operations", "has to be a list of 1 to " + MOST + " operations.");
        }
        byte[] digest = writes.digest("bulk", json.valueToTree(request));
        String key = Writes.key(http);
        Run run = new Run(actor, http, key == null ? null : new Key(actor.subject(), key, digest));
        return Boolean.TRUE.equals(Objects.requireNonNull(request).atomic())
                ? run.allOrNothing(operations)
                : run.eachForItself(operations);
    }

    /** One call. */
    private final class Run {

        private final Actor actor;
        private final HttpServerRequest http;
        private final @Nullable Key key;
        private final List<Result> results = new ArrayList<>();
        private long seq;
        private long killSeq;

        Run(Actor actor, HttpServerRequest http, @Nullable Key key) {
            this.actor = actor;
            this.http = http;
            this.key = key;
        }

        Done eachForItself(List<JsonNode> operations) {
            if (key != null) {
                // the key is this bulk's from here on, also if it is cut off, so that the rest can be done by sending
                // it again
                writes.part(key, telling -> Answer.nothing());
            }
            for (int i = 0; i < operations.size(); i++) {
                JsonNode node = operations.get(i);
                try {
                    Operation operation = read(node);
                    Writes.Made made = writes.part(keyOf(node, i), telling -> carryOut(operation, telling));
                    seq = Math.max(seq, made.seq());
                    killSeq = operation.kills() ? Math.max(killSeq, made.seq()) : killSeq;
                    results.add(result(made));
                } catch (RuntimeException e) {
                    Result refused = refused(e);
                    results.add(refused);
                    if (refused.status() == UNAVAILABLE) {
                        // the others would wait for the database one after the other
                        results.addAll(Collections.nCopies(operations.size() - results.size(), refused));
                        break;
                    }
                }
            }
            return done();
        }

        private @Nullable Key keyOf(JsonNode node, int place) {
            return key == null
                    ? null
                    : new Key(key.actor(), key.key() + "#" + place, writes.digest("bulk " + place, node));
        }

        /** Ends the transaction of a bulk in which one operation can't be done. */
        private final class Undone extends RuntimeException {

            private final int place;
            private final transient RuntimeException reason;

            Undone(int place, RuntimeException reason) {
                super(null, null, false, false);
                this.place = place;
                this.reason = reason;
            }
        }

        Done allOrNothing(List<JsonNode> operations) {
            try {
                Writes.Made made = writes.part(key, telling -> {
                    results.clear();
                    for (int i = 0; i < operations.size(); i++) {
                        results.add(inOne(operations.get(i), i, telling));
                    }
                    return new Answer(200, results, null, null);
                });
                seq = made.seq();
                killSeq = operations.stream()
                                .anyMatch(node -> "kill".equals(node.path("op").asText()))
                        ? seq
                        : 0;
                if (made.replayed()) {
                    results.clear();
                    results.addAll(json.readerForListOf(Result.class).readValue(made.body()));
                }
            } catch (Undone e) {
                results.clear();
                for (int i = 0; i < operations.size(); i++) {
                    results.add(refused(
                            i == e.place
                                    ? e.reason
                                    : new Refusal.Conflict("Not done, as operation " + e.place + " can't be done.")));
                }
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("what was written is readable", e);
            }
            return done();
        }

        private Result inOne(JsonNode node, int place, Telling telling) {
            try {
                Answer answer = carryOut(read(node), telling);
                EditorialArticle article = (EditorialArticle) Objects.requireNonNull(answer.body());
                return new Result(answer.status(), article.id(), article.version(), article.state(), null);
            } catch (Refusal e) {
                throw new Undone(place, e);
            }
        }

        private Answer carryOut(Operation operation, Telling telling) {
            if (operation.order() == null) {
                actor.require(Scope.ARTICLES_WRITE);
                return desk.create(Objects.requireNonNull(operation.form()), actor);
            }
            return desk.carryOut(
                    Objects.requireNonNull(operation.id()), operation.version(), operation.order(), actor, telling);
        }

        private Result result(Writes.Made made) {
            try {
                JsonNode article = json.readTree(made.body() == null ? "{}" : made.body());
                return new Result(
                        made.status(),
                        UUID.fromString(article.path("id").asText()),
                        made.version(),
                        article.path("state").asText(),
                        null);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("what was written is readable", e);
            }
        }

        private Result refused(RuntimeException e) {
            Problem problem = problems.problemOf(e, http);
            return new Result(problem.status(), null, null, null, problem);
        }

        private Done done() {
            int failed = (int)
                    results.stream().filter(result -> result.problem() != null).count();
            writes.settle(seq);
            Replicas.Propagation propagation = killSeq == 0 ? null : replicas.await(killSeq);
            return new Done(new BulkAnswer(results.size() - failed, failed, List.copyOf(results), propagation), seq);
        }
    }

    private Operation read(JsonNode node) {
        if (!(node instanceof ObjectNode operation)) {
            throw Refusal.Invalid.pointer("", "has to be an object with 'op'.");
        }
        ObjectNode order = operation.deepCopy();
        JsonNode id = order.remove("id");
        JsonNode version = order.remove("version");
        if (operation.path("op").asText().equals("create")) {
            if (!(operation.get("article") instanceof ObjectNode form) || order.size() != 2) {
                throw Refusal.Invalid.pointer("/article", "has to be the article's content, and nothing else besides.");
            }
            return new Operation(null, form, null, 0);
        }
        Class<? extends Order> type = Order.BY_NAME.get(operation.path("op").asText());
        if (type == null) {
            throw Refusal.Invalid.pointer(
                    "/op",
                    "has to be create or one of " + String.join(", ", new TreeSet<>(Order.BY_NAME.keySet())) + ".");
        }
        order.remove("op");
        return new Operation(order(order, type), null, uuid(id), number(version));
    }

    private Order order(ObjectNode node, Class<? extends Order> type) {
        try {
            return json.treeToValue(node, type);
        } catch (JsonMappingException e) {
            throw UnreadableJson.refusal(e);
        } catch (JsonProcessingException e) {
            throw Refusal.Invalid.pointer("", "is no operation.");
        }
    }

    private static UUID uuid(@Nullable JsonNode id) {
        try {
            return UUID.fromString(id == null ? "" : id.asText());
        } catch (IllegalArgumentException e) {
            throw Refusal.Invalid.pointer("/id", "has to be the id of an article.");
        }
    }

    private static int number(@Nullable JsonNode version) {
        if (version == null || !version.canConvertToInt() || !version.isIntegralNumber()) {
            throw new Refusal.Unconditional("An operation needs 'version': the one that the change is meant for.");
        }
        return version.intValue();
    }
}
