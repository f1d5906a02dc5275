package org.broadsheet.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.broadsheet.access.Rights;
import org.broadsheet.published.ArticleView;
import org.broadsheet.published.SimilarArticle.Reason;
import org.broadsheet.similar.Likeness;

/** Says why an article is similar, the weightiest reason first. */
final class Reasons {

    static final Reason PINNED = new Reason("pinned", "Chosen by the editors.");

    /** Texts that mean less of the same have no more in common than that both are news. */
    private static final double SAME_MEANING = 0.5;

    private static final int SOON = 3;

    private Reasons() {}

    /** Words that both have are words of the text, which not everybody may see. */
    static List<Reason> of(Likeness likeness, ArticleView article, Rights rights) {
        List<Reason> reasons = new ArrayList<>();
        List<ArticleView.TagRef> tags = Objects.requireNonNullElse(article.tags(), List.of());
        add(
                reasons,
                "story",
                tags.stream()
                        .filter(tag -> likeness.stories().contains(tag.id()))
                        .map(ArticleView.TagRef::name)
                        .collect(Collectors.joining(", ")));
        add(reasons, "text", rights.fullText() ? String.join(", ", likeness.words()) : "");
        if (likeness.meaning() >= SAME_MEANING) {
            add(reasons, "meaning", String.format(Locale.ROOT, "%.0f %% the same", 100 * likeness.meaning()));
        }
        add(
                reasons,
                "tag",
                tags.stream()
                        .filter(tag -> likeness.tags().contains(tag.id()))
                        .map(ArticleView.TagRef::name)
                        .collect(Collectors.joining(", ")));
        add(
                reasons,
                "byline",
                Objects.requireNonNullElse(article.bylines(), List.<ArticleView.Credit>of()).stream()
                        .filter(byline -> likeness.bylines().contains(byline.id()))
                        .map(ArticleView.Credit::name)
                        .collect(Collectors.joining(", ")));
        likeness.apart().ifPresent(days -> {
            if (days <= SOON) {
                add(reasons, "recency", days == 0 ? "the same day" : days == 1 ? "a day apart" : days + " days apart");
            }
        });
        return reasons;
    }

    private static void add(List<Reason> reasons, String type, String detail) {
        if (!detail.isEmpty()) {
            reasons.add(new Reason(type, detail));
        }
    }
}
