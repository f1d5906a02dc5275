package org.broadsheet.published;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.broadsheet.access.Access;
import org.broadsheet.access.Rights;
import org.broadsheet.body.Body;
import org.broadsheet.body.BodyJson;
import org.broadsheet.body.Pictures;
import org.broadsheet.body.TextWriter;
import org.broadsheet.byline.Bylines;
import org.broadsheet.html.HtmlWriter;
import org.broadsheet.tag.Tags;
import org.broadsheet.web.SurrogateKeys;
import org.jspecify.annotations.Nullable;

/** A live article as it was read: as many of its columns as were wanted, and the things it refers to. */
public final class PublishedArticle {

    private final @Nullable Object[] row;
    private final Access access;
    private List<Bylines.Credited> bylines = List.of();
    private List<Tags.Shown> tags = List.of();
    private List<ArticleView.Translation> translations = List.of();
    private ArticleView.@Nullable Highlights highlights;
    private @Nullable List<SimilarArticle> similar;

    PublishedArticle(@Nullable Object[] row, Access access) {
        this.row = row;
        this.access = access;
    }

    /** What of it may be seen. */
    Rights rights() {
        return access.rights();
    }

    /** Whether everybody else is yet to see it. */
    public boolean underEmbargo() {
        Instant until = get(ArticleColumn.EMBARGOED_UNTIL);
        return rights().embargoed() && until != null && until.isAfter(access.at());
    }

    /** Its body, without the pictures when there is no right to them; null when it was not read. */
    @Nullable
    Body body() {
        String body = get(ArticleColumn.BODY);
        if (body == null) {
            return null;
        }
        Body whole = BodyJson.read(body);
        return rights().images() ? whole : Pictures.without(whole);
    }

    @SuppressWarnings("unchecked")
    <T> @Nullable T get(ArticleColumn column) {
        return (T) row[column.ordinal()];
    }

    <T> T require(ArticleColumn column) {
        return Objects.requireNonNull(this.<T>get(column));
    }

    public UUID id() {
        return require(ArticleColumn.ID);
    }

    public Instant publishedAt() {
        return require(ArticleColumn.PUBLISHED_AT);
    }

    public Instant updatedAt() {
        return require(ArticleColumn.UPDATED_AT);
    }

    /** Whether its date is not known, and the time of import stands in for it. */
    public boolean dateEstimated() {
        return Boolean.TRUE.equals(get(ArticleColumn.PUBLISHED_AT_ESTIMATED));
    }

    /** Its body as plain text; empty when it was not read. */
    public String text() {
        Body body = body();
        return body == null ? "" : TextWriter.write(body);
    }

    /** Its body as HTML; null when it was not read. */
    public @Nullable String html() {
        Body body = body();
        return body == null ? null : HtmlWriter.write(body);
    }

    /** The texts of its card that were read, and the names that it shows. */
    public Stream<String> words() {
        return Stream.of(
                        Stream.of(headline()),
                        standfirst().stream(),
                        bylines.stream().map(Bylines.Credited::name),
                        tags.stream().map(Tags.Shown::name))
                .flatMap(all -> all);
    }

    public String path() {
        return require(ArticleColumn.PATH);
    }

    /** Until when all that it shows stays as it is, as far as is known: the first expiry; null for ever. */
    public @Nullable Instant validUntil() {
        return Stream.concat(
                        Stream.of(Optional.<Instant>ofNullable(get(ArticleColumn.EXPIRES_AT))),
                        translations.stream().map(other -> Optional.ofNullable(other.expiresAt())))
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** When readers may no longer see it; null for never. */
    public @Nullable Instant expiresAt() {
        return get(ArticleColumn.EXPIRES_AT);
    }

    /**
     * When anything that was read of it last changed; null with translations, one of which may go away and leave
     * everything else as it was.
     */
    public @Nullable Instant lastModified() {
        if (!translations.isEmpty()) {
            return null;
        }
        return Stream.of(
                        Stream.of(
                                this.<Instant>get(ArticleColumn.MODIFIED_AT),
                                this.<Instant>get(ArticleColumn.SECTION_MODIFIED_AT),
                                this.<Instant>get(ArticleColumn.LEAD_MODIFIED_AT)),
                        bylines.stream().map(Bylines.Credited::modifiedAt),
                        tags.stream().map(Tags.Shown::modifiedAt))
                .flatMap(moments -> moments)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** Adds what the article shows to the keys of an answer. */
    public void addTo(SurrogateKeys keys) {
        keys.add("article", id()).show(id());
        addTo(keys, "section", ArticleColumn.SECTION_ID);
        addTo(keys, "media", ArticleColumn.LEAD_ID);
        bylines.forEach(byline -> keys.add("byline", byline.id()));
        tags.forEach(tag -> keys.add("tag", tag.id()));
        translations.forEach(
                translation -> keys.add("article", translation.id()).show(translation.id()));
        // also without any: one may come
        addTo(keys, "in:translations", ArticleColumn.TRANSLATION_KEY);
    }

    private void addTo(SurrogateKeys keys, String kind, ArticleColumn column) {
        UUID id = get(column);
        if (id != null) {
            keys.add(kind, id);
        }
    }

    Stream<UUID> ids(ArticleColumn column) {
        UUID[] ids = get(column);
        return ids == null ? Stream.empty() : Arrays.stream(ids);
    }

    void credit(Map<UUID, Bylines.Credited> known) {
        bylines = ids(ArticleColumn.BYLINE_IDS)
                .map(known::get)
                .filter(Objects::nonNull)
                .toList();
    }

    void tag(Map<UUID, Tags.Shown> known) {
        tags = ids(ArticleColumn.TAG_IDS)
                .map(known::get)
                .filter(Objects::nonNull)
                .toList();
    }

    void translate(List<ArticleView.Translation> others) {
        translations = others;
    }

    /** Notes where what was searched for stands in it. */
    public void highlight(ArticleView.@Nullable Highlights found) {
        highlights = found;
    }

    ArticleView.@Nullable Highlights highlights() {
        return highlights;
    }

    /** Notes which articles are similar to it. */
    public void resemble(List<SimilarArticle> others) {
        similar = others;
    }

    @Nullable
    List<SimilarArticle> similar() {
        return similar;
    }

    /** Its headline; empty when it was not read. */
    public String headline() {
        return Objects.requireNonNullElse(get(ArticleColumn.HEADLINE), "");
    }

    /** The paragraphs of its standfirst that were read. */
    public List<String> standfirst() {
        String[] standfirst = get(ArticleColumn.STANDFIRST);
        return standfirst == null ? List.of() : Arrays.asList(standfirst);
    }

    /** Its language tag; empty when it was not read. */
    public String language() {
        return Objects.requireNonNullElse(get(ArticleColumn.LANGUAGE), "");
    }

    List<Bylines.Credited> bylines() {
        return bylines;
    }

    List<Tags.Shown> tags() {
        return tags;
    }

    List<ArticleView.Translation> translations() {
        return translations;
    }
}
