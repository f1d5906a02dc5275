package org.broadsheet.following;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.UUID;
import org.broadsheet.access.Access;
import org.broadsheet.body.BodyForm;
import org.broadsheet.byline.BylineView;
import org.broadsheet.byline.Bylines;
import org.broadsheet.published.ArticleQuery;
import org.broadsheet.published.ArticleView;
import org.broadsheet.published.ArticleViews;
import org.broadsheet.published.PublishedArticle;
import org.broadsheet.published.PublishedArticles;
import org.broadsheet.query.Cursor;
import org.broadsheet.query.Fields;
import org.broadsheet.query.Page;
import org.broadsheet.section.Section;
import org.broadsheet.section.Sections;
import org.broadsheet.tag.TagView;
import org.broadsheet.tag.Tags;
import org.jspecify.annotations.Nullable;

/** Writes what readers see as lines of JSON, a batch at a time, so that memory does not grow with the archive. */
@ApplicationScoped
class SnapshotLines {

    private static final int BATCH = 100;

    private record Head(String kind, long seq, Instant at) {}

    private record End(String kind, int articles) {}

    private record SectionLine(String kind, FlatSection section) {}

    private record BylineLine(String kind, BylineView byline) {}

    private record TagLine(String kind, TagView tag) {}

    private record ArticleLine(String kind, ArticleView article) {}

    /** A section without those under it, which have lines of their own. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record FlatSection(
            UUID id,
            String slug,
            String path,
            String name,
            @Nullable String description,
            @Nullable UUID parent,
            int position) {

        static FlatSection of(Section section) {
            return new FlatSection(
                    section.id(),
                    section.slug(),
                    section.path(),
                    section.name(),
                    section.description(),
                    section.parentId(),
                    section.position());
        }
    }

    private final EntityManager database;
    private final Sections sections;
    private final Bylines bylines;
    private final Tags tags;
    private final PublishedArticles published;
    private final ArticleViews views;
    private final ObjectMapper json;

    SnapshotLines(
            EntityManager database,
            Sections sections,
            Bylines bylines,
            Tags tags,
            PublishedArticles published,
            ArticleViews views,
            ObjectMapper json) {
        this.database = database;
        this.sections = sections;
        this.bylines = bylines;
        this.tags = tags;
        this.published = published;
        this.views = views;
        this.json = json;
    }

    /**
     * Writes all that readers see in the present transaction.
     *
     * @param goOn is run between batches; what it throws ends the writing
     * @return how many articles it is
     */
    int write(long seq, Access access, OutputStream out, Runnable goOn) throws IOException {
        line(out, new Head("snapshot", seq, access.at()));
        for (Section section : sections.tree()) {
            line(out, new SectionLine("section", FlatSection.of(section)));
        }
        writeBylines(access, out, goOn);
        writeTags(access, out, goOn);
        int articles = writeArticles(access, out, goOn);
        line(out, new End("end", articles));
        return articles;
    }

    private void writeBylines(Access access, OutputStream out, Runnable goOn) throws IOException {
        Cursor cursor = Cursor.after("", "");
        for (boolean more = true; more; ) {
            goOn.run();
            var window = bylines.window("", cursor, BATCH, access);
            for (var byline : window.items()) {
                line(out, new BylineLine("byline", BylineView.of(byline)));
                cursor = byline.place();
            }
            more = window.more();
            database.clear();
        }
    }

    private void writeTags(Access access, OutputStream out, Runnable goOn) throws IOException {
        Cursor cursor = Cursor.after("", "", "");
        for (boolean more = true; more; ) {
            goOn.run();
            var window = tags.window(null, "", cursor, BATCH, access);
            for (var tag : window.items()) {
                line(out, new TagLine("tag", TagView.of(tag)));
                cursor = tag.place();
            }
            more = window.more();
            database.clear();
        }
    }

    private int writeArticles(Access access, OutputStream out, Runnable goOn) throws IOException {
        Fields all = Fields.all(ArticleView.SHAPE);
        ArticleQuery query = new ArticleQuery().sort(ArticleQuery.Sort.OLDEST);
        Cursor cursor = null;
        int count = 0;
        for (boolean more = true; more; ) {
            goOn.run();
            Page.Window<PublishedArticle> window = published.window(query, cursor, BATCH, access, all);
            for (PublishedArticle article : window.items()) {
                line(out, new ArticleLine("article", views.of(article, all, BodyForm.BLOCKS)));
                cursor = new Cursor(false, PublishedArticles.place(article, query.sort()));
                count++;
            }
            more = window.more();
            database.clear();
        }
        return count;
    }

    private void line(OutputStream out, Object value) throws IOException {
        byte[] text = json.writeValueAsBytes(value);
        for (int i = 0; i < text.length; i++) {
            if (text[i] == '\n' || text[i] == '\r') {
                // between tokens, as in strings they are escaped: a body comes from the database as it stands there
                text[i] = ' ';
            }
        }
        out.write(text);
        out.write('\n');
    }
}
