package org.broadsheet.publishing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.broadsheet.article.Article;
import org.broadsheet.article.ArticleContent;
import org.broadsheet.article.Publication;
import org.broadsheet.manuscript.EditorialForm;
import org.broadsheet.manuscript.EditorialManuscript;
import org.broadsheet.manuscript.ManuscriptWriter;
import org.broadsheet.manuscript.MergePatch;
import org.broadsheet.manuscript.ReferenceDesk;
import org.jspecify.annotations.Nullable;

/** Reads and writes what editors write. */
@ApplicationScoped
class Drafts {

    /** @param warnings what did not go in as it was sent */
    record Written(ArticleContent content, List<String> warnings) {}

    private final EditorialForm form;
    private final ReferenceDesk references;
    private final ManuscriptWriter writer;
    private final Clock clock;

    Drafts(Publication publication, ReferenceDesk references, ManuscriptWriter writer, Clock clock) {
        this.form = new EditorialForm(publication.language());
        this.references = references;
        this.writer = writer;
        this.clock = clock;
    }

    /** @param article that it is of; null for a new one */
    Written read(ObjectNode json, @Nullable Article article) {
        EditorialManuscript manuscript = form.read(json);
        ReferenceDesk.Asked asked = new ReferenceDesk.Asked(
                manuscript, article == null ? "" : article.source(), article == null ? null : article.id());
        return new Written(references.resolve(asked, clock.instant()), manuscript.warnings());
    }

    ObjectNode form(Article article, ArticleContent content) {
        return writer.write(new ManuscriptWriter.Piece(article.source(), content));
    }

    ObjectNode patched(Article article, ArticleContent content, ObjectNode patch) {
        return MergePatch.apply(form(article, content), patch);
    }
}
