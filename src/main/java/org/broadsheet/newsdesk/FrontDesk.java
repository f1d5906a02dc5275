package org.broadsheet.newsdesk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.broadsheet.access.Actor;
import org.broadsheet.access.AuditTrail;
import org.broadsheet.article.FrontPieces;
import org.broadsheet.changes.Change;
import org.broadsheet.changes.Telling;
import org.broadsheet.manuscript.Sent;
import org.broadsheet.naming.Ids;
import org.broadsheet.naming.Text;
import org.broadsheet.problem.Refusal;
import org.broadsheet.problem.Violation;
import org.broadsheet.section.Section;
import org.broadsheet.section.Sections;
import org.broadsheet.writing.Answer;

/** Puts articles at the head of a section's front, in the caller's transaction. */
@ApplicationScoped
class FrontDesk {

    static final int MOST = 50;
    private static final int LONGEST_PATH = 1000;

    private final Sections sections;
    private final FrontPieces pieces;
    private final AuditTrail audit;

    FrontDesk(Sections sections, FrontPieces pieces, AuditTrail audit) {
        this.sections = sections;
        this.pieces = pieces;
        this.audit = audit;
    }

    /** The front of the section that {@code named}, an id or a path, names. */
    EditorialFront view(String named) {
        Section section = section(named);
        return view(section, sections.frontVersion(section));
    }

    private EditorialFront view(Section section, int version) {
        return EditorialFront.of(section, pieces.of(sections.curated(section.id())), version);
    }

    private Section section(String named) {
        return Ids.parse(named)
                .map(id -> sections.findByIdOptional(id)
                        .orElseThrow(() -> new Refusal.NotFound("There is no section " + id + ".")))
                .orElseGet(() -> sections.get(named));
    }

    Answer curate(String named, int expected, ObjectNode sent, Actor actor, Telling telling) {
        List<String> wanted = Sent.read(sent, Set.of("articles"), fields -> {
            if (fields.value("articles") == null) {
                fields.fault("articles", "is missing");
            }
            return fields.strings("articles", MOST, LONGEST_PATH);
        });
        Section section = section(named);
        int version = sections.curate(section, found(wanted), expected);
        audit.record(actor, "front.update", "front", section.id(), expected, version, null, null, section.path());
        telling.tell(Change.of(Change.Kind.FRONT, section.id()));
        return Answer.ok(view(section, version), version);
    }

    private List<UUID> found(List<String> wanted) {
        Map<String, UUID> known = pieces.named(wanted);
        List<Violation> violations = new ArrayList<>();
        Set<UUID> found = new LinkedHashSet<>();
        for (int i = 0; i < wanted.size(); i++) {
            UUID id = known.get(wanted.get(i));
            if (id == null) {
                violations.add(Violation.pointer(
                        "/articles/" + i,
                        "there is no article '" + Text.shorten(wanted.get(i))
                                + "' that could come out; name it by id or path."));
            } else if (!found.add(id)) {
                violations.add(Violation.pointer("/articles/" + i, "is there already, further up."));
            }
        }
        if (!violations.isEmpty()) {
            throw new Refusal.Unprocessable(violations);
        }
        return List.copyOf(found);
    }
}
