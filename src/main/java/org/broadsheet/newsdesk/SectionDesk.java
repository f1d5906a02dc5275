package org.broadsheet.newsdesk;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.broadsheet.access.Actor;
import org.broadsheet.access.AuditTrail;
import org.broadsheet.article.LiveReferences;
import org.broadsheet.changes.Change;
import org.broadsheet.changes.Telling;
import org.broadsheet.manuscript.Sent;
import org.broadsheet.naming.Ids;
import org.broadsheet.naming.Text;
import org.broadsheet.problem.Refusal;
import org.broadsheet.section.Section;
import org.broadsheet.section.SectionDescription;
import org.broadsheet.section.SectionTree;
import org.broadsheet.section.Sections;
import org.broadsheet.writing.Answer;
import org.jspecify.annotations.Nullable;

/** Carries out what editors want done to sections, in the caller's transaction. */
@ApplicationScoped
class SectionDesk {

    private final Sections sections;
    private final LiveReferences articles;
    private final AuditTrail audit;
    private final ObjectMapper json;
    private final Clock clock;

    SectionDesk(Sections sections, LiveReferences articles, AuditTrail audit, ObjectMapper json, Clock clock) {
        this.sections = sections;
        this.articles = articles;
        this.audit = audit;
        this.json = json;
        this.clock = clock;
    }

    Answer create(ObjectNode sent, Actor actor, Telling telling) {
        SectionForm form = SectionForm.read(sent);
        Section parent = form.parent() == null ? null : parent(form.parent());
        String slug = Objects.requireNonNull(form.slug());
        String path = parent == null ? slug : parent.path() + "/" + slug;
        try {
            SectionTree.check(path);
        } catch (Refusal.Invalid e) {
            throw Refusal.Invalid.pointer("/slug", e.violations().getFirst().detail());
        }
        Section section = sections.create(parent, slug, said(path, form), clock.instant());
        record(actor, "create", section, null, section.version());
        telling.tell(Change.of(Change.Kind.SECTION, section.id()));
        return Answer.created(
                EditorialSection.of(section), section.version(), "/v1/editorial/sections/" + section.id());
    }

    private Section parent(String named) {
        return Ids.parse(named)
                .flatMap(sections::findByIdOptional)
                .or(() -> sections.find("path", named).firstResultOptional())
                .orElseThrow(() ->
                        Refusal.Unprocessable.pointer("/parent", "there is no section '" + Text.shorten(named) + "'."));
    }

    private static SectionDescription said(String path, SectionForm form) {
        return new SectionDescription(
                path, form.name(), form.description(), Objects.requireNonNullElse(form.position(), 0));
    }

    Answer replace(UUID id, int expected, ObjectNode sent, Actor actor, Telling telling) {
        return change(id, expected, section -> sent, actor, telling);
    }

    Answer patch(UUID id, int expected, ObjectNode patch, Actor actor, Telling telling) {
        return change(
                id,
                expected,
                section -> {
                    if (section.parentId() != null && patch.path("parent").isNull()) {
                        throw parentStays();
                    }
                    return Sent.patched(json.valueToTree(form(section)), patch, SectionForm.KEYS);
                },
                actor,
                telling);
    }

    private static SectionForm form(Section section) {
        return new SectionForm(
                section.slug(),
                section.name(),
                section.parentId() == null ? null : section.parentId().toString(),
                section.description(),
                section.position());
    }

    private Answer change(UUID id, int expected, Function<Section, ObjectNode> form, Actor actor, Telling telling) {
        Section section = sections.hold(id);
        section.checkVersion(expected);
        ObjectNode sent = form.apply(section);
        SectionForm wanted = SectionForm.read(sent);
        stays(section, sent, wanted);
        if (section.rewrite(said(section.path(), wanted), clock.instant())) {
            record(actor, "update", section, expected, section.version());
            articles.retell(LiveReferences.Kind.SECTION, id, telling);
            telling.tell(Change.of(Change.Kind.SECTION, id));
        }
        return Answer.ok(EditorialSection.of(section), section.version());
    }

    /** The paths of articles are made of a section's path, and stay. */
    private void stays(Section section, ObjectNode sent, SectionForm wanted) {
        if (sent.hasNonNull("slug") && !section.slug().equals(wanted.slug())) {
            throw Refusal.Unprocessable.pointer(
                    "/slug",
                    "can't be changed, as the paths of articles are made of it; it is '" + section.slug() + "'.");
        }
        if (wanted.parent() != null && !parent(wanted.parent()).id().equals(section.parentId())) {
            throw parentStays();
        }
    }

    private static Refusal parentStays() {
        return Refusal.Unprocessable.pointer("/parent", "can't be changed, as the paths of articles are made of it.");
    }

    /** Deletes what nobody refers to. */
    Answer delete(UUID id, int expected, Actor actor, Telling telling) {
        Section section = sections.hold(id);
        section.checkVersion(expected);
        InUse use = new InUse();
        use.articles(articles.referrers(LiveReferences.Kind.SECTION, List.of(id), InUse.MOST));
        List<Section> under = sections.under(id);
        use.add(
                "section",
                under.size(),
                under.stream()
                        .limit(InUse.MOST)
                        .map(child -> "section " + child.path())
                        .toList());
        List<UUID> front = sections.curated(id);
        use.add(
                "place on its front",
                front.size(),
                front.stream()
                        .limit(InUse.MOST)
                        .map(article -> "its own front, with the article " + article)
                        .toList());
        use.refuse("section");
        record(actor, "delete", section, expected, null);
        sections.delete(section);
        telling.tell(Change.of(Change.Kind.SECTION, id));
        return Answer.nothing();
    }

    private void record(Actor actor, String verb, Section section, @Nullable Integer before, @Nullable Integer after) {
        audit.record(actor, "section." + verb, "section", section.id(), before, after, null, null, section.path());
    }
}
