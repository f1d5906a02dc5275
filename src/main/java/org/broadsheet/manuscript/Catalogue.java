package org.broadsheet.manuscript;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.broadsheet.article.Translations;
import org.broadsheet.byline.Bylines;
import org.broadsheet.manuscript.EditorialManuscript.Named;
import org.broadsheet.manuscript.EditorialManuscript.Subject;
import org.broadsheet.media.MediaDescription;
import org.broadsheet.naming.DidYouMean;
import org.broadsheet.naming.Ids;
import org.broadsheet.section.Section;
import org.broadsheet.tag.Tags;
import org.jspecify.annotations.Nullable;

/** What the references of some pieces may mean. */
final class Catalogue {

    /** So that a piece full of inventions is refused as quickly as one with a slip. */
    private static final int MOST_HINTS = 20;

    private final Map<UUID, MediaDescription> media;
    private final Map<UUID, Translations.Piece> pieces;
    private final Map<String, Section> sectionsByPath = new HashMap<>();
    private final NameIndex<Section> sections = new NameIndex<>();
    private final NameIndex<Bylines.Match> bylines = new NameIndex<>();
    private final NameIndex<Tags.Match> tags = new NameIndex<>();
    private final Supplier<List<String>> nearBylines;
    private final Supplier<List<String>> nearTags;
    private final Map<Supplier<List<String>>, List<String>> near = new HashMap<>();
    private final Map<Supplier<List<String>>, Integer> hints = new HashMap<>();

    Catalogue(
            Map<UUID, MediaDescription> media,
            Map<UUID, Translations.Piece> pieces,
            List<Section> tree,
            Supplier<List<String>> nearBylines,
            Supplier<List<String>> nearTags) {
        this.media = media;
        this.pieces = pieces;
        this.nearBylines = nearBylines;
        this.nearTags = nearTags;
        tree.forEach(section -> {
            sectionsByPath.put(section.path(), section);
            sections.add(section, section.id(), section.slug(), section.name());
        });
    }

    void add(Bylines.Match byline) {
        bylines.add(byline, byline.id(), byline.slug(), byline.name());
    }

    void add(Tags.Match tag) {
        tags.add(tag, tag.id(), tag.key().slug(), tag.name());
    }

    List<Section> sections(String said) {
        String path = said.startsWith("/") ? said.substring(1) : said;
        Section exact = sectionsByPath.get(path);
        UUID id = Ids.parse(said).orElse(null);
        return exact != null ? List.of(exact) : sections.find(new Named("/section", said, id, path, said), any -> true);
    }

    List<Bylines.Match> bylines(Named author) {
        return bylines.find(author, any -> true);
    }

    List<Tags.Match> tags(Subject subject) {
        return tags.find(
                subject.named(), tag -> subject.type() == null || tag.key().type() == subject.type());
    }

    @Nullable
    MediaDescription media(UUID id) {
        return media.get(id);
    }

    Translations.@Nullable Piece piece(UUID id) {
        return pieces.get(id);
    }

    String sectionHint(String said) {
        return DidYouMean.hint(said, sectionsByPath.keySet());
    }

    String bylineHint(String said) {
        return hint(said, nearBylines);
    }

    String tagHint(String said) {
        return hint(said, nearTags);
    }

    /** A look-up for all that is missing, and only when something is. */
    private String hint(String said, Supplier<List<String>> words) {
        return hints.merge(words, 1, Integer::sum) > MOST_HINTS
                ? ""
                : DidYouMean.hint(said, near.computeIfAbsent(words, Supplier::get));
    }
}
