package org.broadsheet.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.broadsheet.access.Access;
import org.broadsheet.published.ArticleQuery;
import org.broadsheet.published.PublishedArticle;
import org.broadsheet.published.PublishedArticles;
import org.broadsheet.query.Cursor;
import org.broadsheet.query.Fields;
import org.broadsheet.query.Page;
import org.broadsheet.section.Section;
import org.broadsheet.section.Sections;
import org.jspecify.annotations.Nullable;

/** Puts fronts together: the curated head, then the newest without what is in the head. */
@ApplicationScoped
class SectionFronts {

    private final Sections sections;
    private final PublishedArticles published;

    SectionFronts(Sections sections, PublishedArticles published) {
        this.sections = sections;
        this.published = published;
    }

    Front of(Section section) {
        return new Front(
                sections.curated(section.id()),
                sections.subtrees(List.of(section.path())).getFirst());
    }

    /**
     * The front of one section: an order over two lists. A place in it has the article's position in the head (or
     * nothing, for one of the newest), then its place among the newest.
     */
    final class Front {

        private final List<UUID> head;
        private final List<UUID> subtree;

        Front(List<UUID> head, List<UUID> subtree) {
            this.head = head;
            this.subtree = subtree;
        }

        /** Whether all that editors put first is in {@code window}. */
        boolean showsWholeHead(Page.Window<PublishedArticle> window) {
            return window.items().stream().map(PublishedArticle::id).toList().containsAll(head);
        }

        /** The section and those under it. */
        List<UUID> sections() {
            return subtree;
        }

        List<String> place(PublishedArticle article) {
            int position = head.indexOf(article.id());
            List<String> keys = new ArrayList<>();
            keys.add(position < 0 ? "" : Integer.toString(position));
            keys.addAll(PublishedArticles.place(article, ArticleQuery.Sort.NEWEST));
            return keys;
        }

        Page.Window<PublishedArticle> window(@Nullable Cursor cursor, int limit, Access access, Fields fields) {
            boolean back = cursor != null && cursor.back();
            boolean fromHead = cursor == null || !cursor.keys().getFirst().isEmpty();
            List<PublishedArticle> rows = new ArrayList<>();
            if (back && !fromHead) {
                rows.addAll(newest(newestPlace(cursor), limit, access, fields));
            }
            if (rows.size() <= limit && (back || fromHead)) {
                rows.addAll(head(cursor, fromHead, access, fields));
            }
            if (!back && rows.size() <= limit) {
                rows.addAll(newest(fromHead ? null : newestPlace(cursor), limit, access, fields));
            }
            List<PublishedArticle> read = rows.subList(0, Math.min(rows.size(), limit + 1));
            Page.Window<PublishedArticle> window = Page.Window.of(read, limit, back);
            published.complete(window.items(), access, fields);
            return window;
        }

        private static @Nullable Cursor newestPlace(@Nullable Cursor cursor) {
            return cursor == null
                    ? null
                    : new Cursor(cursor.back(), cursor.keys().subList(1, 3));
        }

        private List<PublishedArticle> newest(@Nullable Cursor from, int limit, Access access, Fields fields) {
            ArticleQuery query = new ArticleQuery().inAnySection(subtree).withoutIds(head);
            return published.page(query, from, limit, access, fields);
        }

        /** What of the head is to be seen beyond the cursor, in the order of reading. */
        private List<PublishedArticle> head(@Nullable Cursor cursor, boolean fromHead, Access access, Fields fields) {
            boolean back = cursor != null && cursor.back();
            int edge = cursor == null || !fromHead
                    ? (back ? head.size() : -1)
                    : Integer.parseInt(cursor.keys().getFirst());
            List<UUID> wanted = back
                    ? head.subList(0, Math.min(edge, head.size())).reversed()
                    : head.subList(Math.min(edge + 1, head.size()), head.size());
            if (wanted.isEmpty()) {
                return List.of();
            }
            return published.page(new ArticleQuery().withIds(wanted), null, wanted.size(), access, fields).stream()
                    .sorted(Comparator.comparingInt(article -> wanted.indexOf(article.id())))
                    .toList();
        }
    }
}
