package org.broadsheet.importing;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.article.Articles;
import org.broadsheet.article.Publication;
import org.broadsheet.byline.BylineDescription;
import org.broadsheet.byline.Bylines;
import org.broadsheet.changes.ChangeLog;
import org.broadsheet.changes.Telling;
import org.broadsheet.section.SectionDescription;
import org.broadsheet.section.Sections;
import org.broadsheet.tag.TagKey;
import org.broadsheet.tag.TagType;
import org.broadsheet.tag.Tags;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A fictional newsroom for a database that has nothing to show yet. */
@ApplicationScoped
public class SampleNewsroom {

    private static final Logger LOG = Logger.getLogger(SampleNewsroom.class);

    /** Any number that nobody else uses: "sample" on a telephone's keys. */
    private static final long LOCK = 726753L;

    /** When the newsroom opened: what its sections', bylines' and tags' ids begin with, on every machine. */
    private static final Instant FOUNDED = Instant.parse("2026-09-01T00:00:00Z");

    private static final String PUBLICATION_ITSELF = "";

    /** The form of {@code samples/newsroom.json}. */
    private record Newsroom(
            List<SectionDescription> sections,
            List<BylineDescription> bylines,
            List<TagDescription> tags,
            List<Front> fronts) {}

    private record TagDescription(
            TagType type,
            String slug,
            String name,
            @Nullable String description) {}

    /** @param stories as the stories' file calls them */
    private record Front(String section, List<String> stories) {}

    private final boolean wanted;
    private final Publication publication;
    private final Sections sections;
    private final Bylines bylines;
    private final Tags tags;
    private final Articles articles;
    private final CopyDesk desk;
    private final ChangeLog log;
    private final EntityManager database;
    private final ObjectMapper json;
    private final Clock clock;

    SampleNewsroom(
            @ConfigProperty(name = "broadsheet.samples", defaultValue = "false") boolean wanted,
            Publication publication,
            Sections sections,
            Bylines bylines,
            Tags tags,
            Articles articles,
            CopyDesk desk,
            ChangeLog log,
            EntityManager database,
            ObjectMapper json,
            Clock clock) {
        this.wanted = wanted;
        this.publication = publication;
        this.sections = sections;
        this.bylines = bylines;
        this.tags = tags;
        this.articles = articles;
        this.desk = desk;
        this.log = log;
        this.database = database;
        this.json = json;
        this.clock = clock;
    }

    /** Before the first request is answered. */
    void atStart(@Observes StartupEvent start) {
        if (wanted) {
            loadIfEmpty();
        }
    }

    /**
     * Loads the newsroom, its stories and its fronts, unless there are articles already. All of it in one transaction:
     * who is killed midway leaves nothing, and another replica that starts meanwhile waits, then finds it all there.
     *
     * @return whether it was loaded
     */
    public boolean loadIfEmpty() {
        return log.write(this::loadIfEmpty).value();
    }

    private boolean loadIfEmpty(Telling telling) {
        database.createNativeQuery("select 1 from pg_advisory_xact_lock(" + LOCK + ")")
                .getResultList();
        if (articles.any() || importRuns()) {
            return false;
        }
        Newsroom newsroom = newsroom();
        describe(newsroom);
        List<Item.Piece> stories = stories();
        desk.handIn(stories, List.of(), telling).verdicts().stream()
                .filter(verdict -> verdict.refusal() != null)
                .forEach(verdict -> {
                    throw new IllegalStateException(
                            "sample story " + verdict.piece().id() + " " + verdict.refusal());
                });
        newsroom.fronts().forEach(this::curate);
        LOG.infof("Loaded %d sample stories.", stories.size());
        return true;
    }

    /** Somebody is filling this database with their own. */
    private boolean importRuns() {
        return Boolean.FALSE.equals(database.createNativeQuery(
                        "select pg_try_advisory_xact_lock(" + ImportSession.LOCK + ")", Boolean.class)
                .getSingleResult());
    }

    private Newsroom newsroom() {
        try (InputStream in = resource("newsroom.json")) {
            return json.readValue(in, Newsroom.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(
                Thread.currentThread().getContextClassLoader().getResourceAsStream("samples/" + name),
                "samples are part of the application");
    }

    private void describe(Newsroom newsroom) {
        Instant now = clock.instant();
        newsroom.sections().stream()
                .sorted(Comparator.comparing(SectionDescription::path))
                .forEach(section -> sections.describe(section, FOUNDED, now));
        newsroom.bylines().forEach(byline -> bylines.describe(byline, FOUNDED, now));
        newsroom.tags()
                .forEach(tag ->
                        tags.describe(new TagKey(tag.type(), tag.slug()), tag.name(), tag.description(), FOUNDED, now));
    }

    private List<Item.Piece> stories() {
        ItemReader form = new ItemReader(PUBLICATION_ITSELF, publication.language());
        List<Item.Piece> stories = new ArrayList<>();
        try (InputStream in = resource("stories.ndjson")) {
            LineReader lines = new LineReader(in, LineReader.LONGEST);
            for (Optional<LineReader.Line> line = lines.next(); line.isPresent(); line = lines.next()) {
                switch (form.read(line.get())) {
                    case Item.Piece story -> stories.add(story);
                    case Item.Rejected bad ->
                        throw new IllegalStateException("sample story on line " + bad.line() + " " + bad.reason());
                }
            }
            return stories;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void curate(Front front) {
        Map<String, UUID> ids = articles.idsOf(PUBLICATION_ITSELF, front.stories());
        sections.curate(
                sections.get(front.section()),
                front.stories().stream()
                        .map(story -> Objects.requireNonNull(ids.get(story), story))
                        .toList());
    }
}
