package org.broadsheet.newsdesk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.broadsheet.access.Actor;
import org.broadsheet.access.AuditTrail;
import org.broadsheet.article.FrontPieces;
import org.broadsheet.article.LiveReferences;
import org.broadsheet.changes.Telling;
import org.broadsheet.manuscript.Sent;
import org.broadsheet.naming.Text;
import org.broadsheet.problem.Refusal;
import org.broadsheet.problem.Violation;
import org.broadsheet.similar.Choices;
import org.broadsheet.writing.Answer;

/** Pins and bans what is similar to an article, in the caller's transaction. */
@ApplicationScoped
class SimilarDesk {

    static final int MOST = 50;
    private static final int LONGEST_PATH = 1000;

    private final Choices choices;
    private final FrontPieces pieces;
    private final LiveReferences references;
    private final AuditTrail audit;

    SimilarDesk(Choices choices, FrontPieces pieces, LiveReferences references, AuditTrail audit) {
        this.choices = choices;
        this.pieces = pieces;
        this.references = references;
        this.audit = audit;
    }

    EditorialSimilar view(UUID article) {
        if (pieces.of(List.of(article)).isEmpty()) {
            throw new Refusal.NotFound("There is no article " + article + ".");
        }
        return EditorialSimilar.of(article, choices.of(article), pieces);
    }

    private record Wanted(List<String> pins, List<String> bans) {}

    Answer choose(UUID article, int expected, ObjectNode sent, Actor actor, Telling telling) {
        Wanted wanted = Sent.read(
                sent,
                Set.of("pins", "bans"),
                fields -> new Wanted(
                        fields.strings("pins", MOST, LONGEST_PATH), fields.strings("bans", MOST, LONGEST_PATH)));
        view(article);
        Map<String, UUID> known = pieces.named(
                Stream.concat(wanted.pins().stream(), wanted.bans().stream()).toList());
        List<Violation> violations = new ArrayList<>();
        Set<UUID> named = new HashSet<>(Set.of(article));
        List<UUID> pins = found("pins", wanted.pins(), known, named, violations);
        List<UUID> bans = found("bans", wanted.bans(), known, named, violations);
        if (!violations.isEmpty()) {
            throw new Refusal.Unprocessable(violations);
        }
        int version = choices.choose(article, expected, pins, bans);
        audit.record(actor, "similar.update", "article", article, expected, version, null, null, null);
        references.retell(LiveReferences.Kind.SIMILAR, article, telling);
        return Answer.ok(view(article), version);
    }

    private static List<UUID> found(
            String key, List<String> names, Map<String, UUID> known, Set<UUID> named, List<Violation> violations) {
        List<UUID> found = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            UUID id = known.get(names.get(i));
            if (id == null) {
                violations.add(Violation.pointer(
                        "/" + key + "/" + i,
                        "there is no article '" + Text.shorten(names.get(i))
                                + "' that could come out; name it by id or path."));
            } else if (named.add(id)) {
                found.add(id);
            } else {
                violations.add(Violation.pointer("/" + key + "/" + i, "is named already, or is the article itself."));
            }
        }
        return found;
    }
}
