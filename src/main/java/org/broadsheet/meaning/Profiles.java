package org.broadsheet.meaning;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.hibernate.query.NativeQuery;
import org.jspecify.annotations.Nullable;

/** The profiles of the articles that readers see, and what is known of all of them together. */
@ApplicationScoped
public class Profiles {

    private static final int BATCH = 500;

    /** How long a server goes by statistics that another may have made anew. */
    private static final Duration MOMENT = Duration.ofSeconds(5);

    private final EntityManager database;
    private final Clock clock;
    private final MeaningSettings settings;
    private volatile WordStatistics statistics = WordStatistics.none();
    private volatile long version;
    private volatile Instant lookedAt = Instant.MIN;

    Profiles(EntityManager database, Clock clock, MeaningSettings settings) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
    }

    /** The profiles of these articles, in one statement; some may have none yet. */
    public Map<UUID, Profile> of(Collection<UUID> ids) {
        Map<UUID, Profile> found = new HashMap<>();
        rows("article_id = any(:ids)", query -> query.setParameter("ids", ids.toArray(UUID[]::new)))
                .forEach(row -> found.put((UUID) row[0], profile(row)));
        return found;
    }

    @SuppressWarnings("unchecked")
    private List<Object[]> rows(String condition, Consumer<NativeQuery<Object[]>> bind) {
        NativeQuery<Object[]> query = database.createNativeQuery(
                        "select article_id, words, meaning, published_at, story_ids, tag_ids, byline_ids"
                                + " from article_profile where " + condition,
                        Object[].class)
                .unwrap(NativeQuery.class);
        query.addScalar("article_id", UUID.class)
                .addScalar("words", byte[].class)
                .addScalar("meaning", byte[].class)
                .addScalar("published_at", Instant.class)
                .addScalar("story_ids", UUID[].class)
                .addScalar("tag_ids", UUID[].class)
                .addScalar("byline_ids", UUID[].class);
        bind.accept(query);
        return query.getResultList();
    }

    private static Profile profile(Object[] row) {
        return Profile.read(
                (byte[]) row[1],
                (byte[]) row[2],
                (Instant) row[3],
                Arrays.asList((UUID[]) row[4]),
                Arrays.asList((UUID[]) row[5]),
                Arrays.asList((UUID[]) row[6]));
    }

    /** The digests of the texts that these articles' profiles were made of. */
    Map<UUID, byte[]> digests(Collection<UUID> ids) {
        List<Object[]> rows = database.createNativeQuery(
                        "select article_id, digest from article_profile where article_id = any(:ids)", Object[].class)
                .setParameter("ids", ids.toArray(UUID[]::new))
                .getResultList();
        Map<UUID, byte[]> digests = new HashMap<>();
        rows.forEach(row -> digests.put((UUID) row[0], (byte[]) row[1]));
        return digests;
    }

    void save(UUID id, byte[] digest, Profile profile) {
        statement("""
                        insert into article_profile
                            (article_id, digest, words, meaning, published_at, story_ids, tag_ids, byline_ids)
                        values (:id, :digest, :words, cast(:meaning as bytea), cast(:published as timestamptz),
                                :stories, :tags, :bylines)
                        on conflict (article_id) do update set digest = excluded.digest, words = excluded.words,
                            meaning = excluded.meaning, published_at = excluded.published_at,
                            story_ids = excluded.story_ids, tag_ids = excluded.tag_ids,
                            byline_ids = excluded.byline_ids
                        """)
                .setParameter("id", id)
                .setParameter("digest", digest)
                .setParameter("words", profile.packedWords())
                .setParameter(
                        "meaning",
                        profile.meaning() == null ? null : profile.meaning().steps(),
                        byte[].class)
                .setParameter("published", profile.published(), Instant.class)
                .setParameter("stories", profile.stories().toArray(UUID[]::new))
                .setParameter("tags", profile.tags().toArray(UUID[]::new))
                .setParameter("bylines", profile.bylines().toArray(UUID[]::new))
                .executeUpdate();
    }

    private NativeQuery<?> statement(String sql) {
        return database.createNativeQuery(sql).unwrap(NativeQuery.class);
    }

    /** What is not of the text: it may have changed alone. */
    void place(UUID id, @Nullable Instant published, List<UUID> stories, List<UUID> tags, List<UUID> bylines) {
        statement("update article_profile set published_at = cast(:published as timestamptz),"
                        + " story_ids = :stories, tag_ids = :tags, byline_ids = :bylines where article_id = :id")
                .setParameter("id", id)
                .setParameter("published", published, Instant.class)
                .setParameter("stories", stories.toArray(UUID[]::new))
                .setParameter("tags", tags.toArray(UUID[]::new))
                .setParameter("bylines", bylines.toArray(UUID[]::new))
                .executeUpdate();
    }

    void forget(Collection<UUID> ids) {
        database.createNativeQuery("delete from article_profile where article_id = any(:ids)")
                .setParameter("ids", ids.toArray(UUID[]::new))
                .executeUpdate();
    }

    /** Those that are of no article that readers see. */
    int forgetOthers() {
        return database.createNativeQuery("delete from article_profile f where not exists"
                        + " (select 1 from published_article a where a.id = f.article_id and a.live)")
                .executeUpdate();
    }

    /** How many there are. */
    long count() {
        return ((Number) database.createNativeQuery("select count(*) from article_profile", Long.class)
                        .getSingleResult())
                .longValue();
    }

    /** How far the profiles follow the log; -1 for not at all. */
    long seq() {
        return ((Number) database.createNativeQuery("select seq from profile_progress", Long.class)
                        .getSingleResult())
                .longValue();
    }

    /** Whether they reflect the change {@code wanted}; nobody waits for those that aren't made. */
    public boolean reflect(long wanted) {
        return !settings.profiles() || seq() >= wanted;
    }

    void reached(long seq) {
        database.createNativeQuery("update profile_progress set seq = :seq")
                .setParameter("seq", seq)
                .executeUpdate();
    }

    /** What is known of all articles together, as of some seconds ago. */
    public WordStatistics statistics() {
        Instant now = clock.instant();
        if (now.isAfter(lookedAt.plus(MOMENT))) {
            lookedAt = now;
            read().ifPresent(read -> statistics = read);
        }
        return statistics;
    }

    private Optional<WordStatistics> read() {
        List<Object[]> rows = database.createNativeQuery(
                        "select version, articles, occurrences from word_statistics" + " where version > :version",
                        Object[].class)
                .setParameter("version", version)
                .getResultList();
        return rows.stream().findFirst().map(row -> {
            version = ((Number) row[0]).longValue();
            return WordStatistics.read(((Number) row[1]).longValue(), (byte[]) row[2]);
        });
    }

    /** Counts all articles' words anew. */
    void count(WordStatistics counted) {
        database.createNativeQuery("""
                        insert into word_statistics (version, articles, occurrences)
                        values (1, :articles, :occurrences)
                        on conflict (only_row) do update set version = word_statistics.version + 1,
                            articles = excluded.articles, occurrences = excluded.occurrences
                        """)
                .setParameter("articles", counted.articles())
                .setParameter("occurrences", counted.packedOccurrences())
                .executeUpdate();
        lookedAt = Instant.MIN;
    }

    /** Goes through all profiles, a batch at a time. */
    WordStatistics counted() {
        WordStatistics counted = WordStatistics.none();
        UUID last = new UUID(0, 0);
        while (true) {
            UUID after = last;
            List<Object[]> rows = QuarkusTransaction.requiringNew()
                    .call(() -> rows(
                            "article_id > :after order by article_id limit " + BATCH,
                            query -> query.setParameter("after", after)));
            if (rows.isEmpty()) {
                return counted;
            }
            rows.forEach(row -> counted.add(profile(row)));
            last = (UUID) rows.getLast()[0];
        }
    }
}
