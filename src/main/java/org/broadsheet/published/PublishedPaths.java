package org.broadsheet.published;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.broadsheet.access.Access;
import org.broadsheet.access.Visibility;
import org.broadsheet.article.Paths;
import org.broadsheet.article.Publication;
import org.broadsheet.naming.Text;
import org.broadsheet.problem.Refusal;
import org.hibernate.query.NativeQuery;
import org.jspecify.annotations.Nullable;

/** Finds articles by where they stand, or stood. Part of the read door: what readers may not see is not found. */
@ApplicationScoped
public class PublishedPaths {

    /** What a path leads to: an article, where that stands now, and whether that is the path asked for. */
    public record Place(UUID id, String path, boolean current) {}

    /** That others may see it, and this reader may not. */
    private static final String WITHHELD = "live.id is null and exists (select 1 from published_article a"
            + " where a.id = ap.article_id and a.live and (a.expires_at is null or a.expires_at > :at))";

    private final EntityManager database;
    private final PublishedArticles published;
    private final Publication publication;

    PublishedPaths(EntityManager database, PublishedArticles published, Publication publication) {
        this.database = database;
        this.published = published;
        this.publication = publication;
    }

    /**
     * Where the article that stands or stood at {@code address}, a path or a whole address of the front-end, stands now.
     *
     * @throws Refusal.Invalid for the parameter {@code path} when it is an address of somebody else, or none
     * @throws Refusal.NotFound when no article that readers may know of was ever there
     * @throws Refusal.Gone when it was taken down
     */
    public Place locate(String address, Access access) {
        String path = ownPath(address)
                .orElseThrow(() -> Refusal.Invalid.parameter(
                        "path",
                        "has to be a path such as /world/2026/10/02/a-story, or an address under "
                                + publication.baseUrl() + "."));
        List<Object[]> rows = rows(
                "select ap.article_id, a.path from article_path ap left join published_article a"
                        + " on a.id = ap.article_id and " + Visibility.of(access) + " where ap.path = :path",
                query -> query.setParameter("path", path),
                access);
        if (rows.isEmpty()) {
            throw nothingAt(path);
        }
        UUID id = (UUID) rows.getFirst()[0];
        String now = (String) rows.getFirst()[1];
        if (now == null) {
            Refusal absence = published.absence(id, access);
            throw absence instanceof Refusal.NotFound ? nothingAt(path) : absence;
        }
        return new Place(id, now, now.equals(path));
    }

    private static Refusal.NotFound nothingAt(String path) {
        return new Refusal.NotFound("No article stands or stood at '" + Text.shorten(path) + "'.");
    }

    /** What each address leads to, in two statements for all of them. */
    public List<Resolution> resolve(List<String> urls, Access access) {
        Map<String, String> paths = new HashMap<>();
        urls.forEach(url -> ownPath(url).ifPresent(path -> paths.put(url, path)));
        Map<String, Object[]> byPath = byPath(List.copyOf(paths.values()), access);
        Map<String, Object[]> byUrl =
                byUrl(urls.stream().filter(url -> !paths.containsKey(url)).toList(), access);
        return urls.stream()
                .map(url -> {
                    String path = paths.get(url);
                    return path == null
                            ? Resolution.elsewhere(url, byUrl.get(url))
                            : Resolution.here(url, path, byPath.get(path), publication);
                })
                .toList();
    }

    /** The path of an address that is on this publication's front-end, or is a path alone. */
    private Optional<String> ownPath(String url) {
        String path = Paths.normalise(url).orElse(null);
        if (path == null) {
            return Optional.empty();
        }
        URI base = publication.baseUrl();
        URI asked = URI.create(url.strip().replace(" ", "%20"));
        if (asked.getScheme() == null) {
            return Optional.of(path);
        }
        if (asked.getHost() == null || !sameHost(asked.getHost(), base.getHost())) {
            return Optional.empty();
        }
        String prefix = Objects.requireNonNullElse(base.getPath(), "").replaceAll("/$", "");
        return path.startsWith(prefix + "/") ? Optional.of(path.substring(prefix.length())) : Optional.empty();
    }

    private static boolean sameHost(String asked, @Nullable String own) {
        return asked.toLowerCase(Locale.ROOT).equals(own == null ? null : own.toLowerCase(Locale.ROOT));
    }

    private Map<String, Object[]> byPath(List<String> paths, Access access) {
        String visible = Visibility.of(access);
        List<Object[]> rows = rows(
                """
                        select ap.path, ap.article_id, live.path, live.url, takedown.kind, takedown.reason,
                               expired.id is not null, target.id, target.path, target.url, %s,
                               live.embargoed_until > :at, target.embargoed_until > :at
                        from article_path ap
                        left join (select * from published_article a where %s) live on live.id = ap.article_id
                        left join (select * from published_article a where %s) expired on expired.id = ap.article_id
                        left join article_takedown takedown on takedown.article_id = ap.article_id
                        left join (select * from published_article a where %s) target on target.id = takedown.target_id
                        where ap.path = any(:paths)
                        """.formatted(
                        access.rights().confined() ? WITHHELD : "false", visible, PublishedArticles.EXPIRED, visible),
                query -> query.setParameter("paths", paths.toArray(String[]::new)),
                access);
        Map<String, Object[]> byPath = new HashMap<>();
        rows.forEach(row -> byPath.put((String) row[0], row));
        return byPath;
    }

    private Map<String, Object[]> byUrl(List<String> urls, Access access) {
        List<Object[]> rows = rows(
                "select distinct on (a.url) a.url, a.id, a.path, a.embargoed_until > :at from published_article a"
                        + " where a.url = any(:urls) and " + Visibility.of(access)
                        + " order by a.url, a.published_at desc, a.id desc",
                query -> query.setParameter("urls", urls.toArray(String[]::new)),
                access);
        Map<String, Object[]> byUrl = new HashMap<>();
        rows.forEach(row -> byUrl.put((String) row[0], row));
        return byUrl;
    }

    private List<Object[]> rows(String sql, Consumer<NativeQuery<Object[]>> parameters, Access access) {
        @SuppressWarnings("unchecked")
        NativeQuery<Object[]> query =
                database.createNativeQuery(sql, Object[].class).unwrap(NativeQuery.class);
        parameters.accept(query);
        Visibility.bind(access, query::setParameter);
        return query.getResultList();
    }
}
