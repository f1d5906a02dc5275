package org.broadsheet.manuscript;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.broadsheet.article.ArticleContent;
import org.broadsheet.article.ArticleContent.Credit;
import org.broadsheet.article.Translations;
import org.broadsheet.byline.Bylines;
import org.broadsheet.media.MediaDescription;
import org.broadsheet.media.MediaLibrary;
import org.broadsheet.section.SectionRef;
import org.broadsheet.section.Sections;
import org.broadsheet.tag.Tags;
import org.jspecify.annotations.Nullable;

/**
 * Writes pieces in the form in which editors hand them in, with what they refer to under its present names. Who reads
 * what was written has the same content again. The number of statements does not depend on how many pieces there are.
 */
@ApplicationScoped
public class ManuscriptWriter {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** @param source that the piece comes from; empty for the publication itself */
    public record Piece(String source, ArticleContent content) {}

    /** What the pieces refer to. */
    private record Known(
            Map<UUID, SectionRef> sections,
            Map<UUID, Bylines.Credited> bylines,
            Map<UUID, Tags.Shown> tags,
            Map<UUID, MediaDescription> media,
            Map<Translations.Name, UUID> originals) {}

    private final Sections sections;
    private final Bylines bylines;
    private final Tags tags;
    private final MediaLibrary media;
    private final Translations translations;

    ManuscriptWriter(Sections sections, Bylines bylines, Tags tags, MediaLibrary media, Translations translations) {
        this.sections = sections;
        this.bylines = bylines;
        this.tags = tags;
        this.media = media;
        this.translations = translations;
    }

    public ObjectNode write(Piece piece) {
        return writeAll(List.of(piece)).getFirst();
    }

    /** An object for each piece, in order. A key without a value is left out; what is a list may be empty. */
    @Transactional
    public List<ObjectNode> writeAll(List<Piece> pieces) {
        Known known = new Known(
                sections.refs(each(pieces, content -> Stream.of(content.sectionId()))),
                bylines.credited(
                        each(pieces, content -> content.credits().stream().map(Credit::bylineId))),
                tags.shown(each(pieces, content -> content.tagIds().stream())),
                media.described(each(pieces, content -> Stream.ofNullable(content.leadId()))),
                translations.ids(
                        pieces.stream().flatMap(ManuscriptWriter::original).toList()));
        return pieces.stream().map(piece -> write(piece, known)).toList();
    }

    private static List<UUID> each(List<Piece> pieces, Function<ArticleContent, Stream<UUID>> some) {
        return pieces.stream().map(Piece::content).flatMap(some).distinct().toList();
    }

    private static Stream<Translations.Name> original(Piece piece) {
        String original = piece.content().translationOf();
        return original == null ? Stream.of() : Stream.of(new Translations.Name(piece.source(), original));
    }

    private static ObjectNode write(Piece piece, Known known) {
        ArticleContent content = piece.content();
        WrittenCopy copy = new WrittenCopy(JSON.objectNode());
        copy.head(content);
        copy.body(content.body());
        SectionRef section = known.sections.get(content.sectionId());
        copy.text("section", section == null ? content.sectionPath() : section.path());
        ObjectNode json = copy.json();
        var authors = json.putArray("authors");
        content.credits().forEach(credit -> authors.add(author(credit, known.bylines.get(credit.bylineId()))));
        var subjects = json.putArray("tags");
        content.tagIds().forEach(id -> subjects.add(tag(id, known.tags.get(id))));
        if (content.leadId() != null) {
            json.set("lead", lead(content.leadId(), known.media.get(content.leadId())));
        }
        copy.rest(content);
        // an original that did not come yet, or never will, has no id to be named by
        original(piece).map(known.originals::get).forEach(id -> copy.text("translationOf", id));
        return json;
    }

    private static ObjectNode author(Credit credit, Bylines.@Nullable Credited byline) {
        WrittenCopy author = new WrittenCopy(JSON.objectNode());
        author.text("id", byline == null ? credit.bylineId() : byline.id());
        author.text("slug", byline == null ? null : byline.slug());
        author.text("name", byline == null ? null : byline.name());
        author.text("role", credit.role());
        return author.json();
    }

    private static ObjectNode tag(UUID id, Tags.@Nullable Shown tag) {
        WrittenCopy written = new WrittenCopy(JSON.objectNode());
        written.text("id", tag == null ? id : tag.id());
        written.text("type", tag == null ? null : tag.type());
        written.text("slug", tag == null ? null : tag.slug());
        written.text("name", tag == null ? null : tag.name());
        return written.json();
    }

    private static ObjectNode lead(UUID id, @Nullable MediaDescription medium) {
        WrittenCopy lead = new WrittenCopy(JSON.objectNode());
        lead.text("id", id);
        if (medium != null) {
            lead.medium(medium);
        }
        return lead.json();
    }
}
