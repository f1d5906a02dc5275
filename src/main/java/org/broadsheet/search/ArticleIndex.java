package org.broadsheet.search;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.lucene.util.Version;
import org.hibernate.search.backend.elasticsearch.analysis.ElasticsearchAnalysisConfigurer;
import org.hibernate.search.backend.lucene.analysis.LuceneAnalysisConfigurer;
import org.hibernate.search.engine.backend.types.Projectable;
import org.hibernate.search.engine.backend.work.execution.DocumentCommitStrategy;
import org.hibernate.search.engine.backend.work.execution.DocumentRefreshStrategy;
import org.hibernate.search.engine.search.aggregation.AggregationKey;
import org.hibernate.search.engine.search.aggregation.dsl.AggregationFinalStep;
import org.hibernate.search.engine.search.aggregation.dsl.SearchAggregationFactory;
import org.hibernate.search.engine.search.predicate.SearchPredicate;
import org.hibernate.search.engine.search.projection.SearchProjection;
import org.hibernate.search.engine.search.sort.SearchSort;
import org.hibernate.search.engine.search.sort.dsl.SortOrder;
import org.hibernate.search.mapper.pojo.mapping.definition.annotation.AnnotatedTypeSource;
import org.hibernate.search.mapper.pojo.standalone.mapping.CloseableSearchMapping;
import org.hibernate.search.mapper.pojo.standalone.mapping.SearchMapping;
import org.hibernate.search.mapper.pojo.standalone.mapping.SearchMappingBuilder;
import org.hibernate.search.mapper.pojo.standalone.mapping.StandalonePojoMappingConfigurer;
import org.hibernate.search.mapper.pojo.standalone.scope.SearchScope;
import org.hibernate.search.mapper.pojo.standalone.session.SearchSession;
import org.hibernate.search.mapper.pojo.work.IndexingPlanSynchronizationStrategy;
import org.jspecify.annotations.Nullable;

/** One index, open: with Lucene or with OpenSearch, by the same mapping and the same queries. */
final class ArticleIndex implements AutoCloseable {

    /** Grows with every change to the fields or to how texts are cut: an index of another version is made anew. */
    static final int SCHEMA = 4;

    /** What an engine elsewhere may take for a batch of articles, before it is thought away. */
    private static final Duration LONGEST_WRITE = Duration.ofSeconds(10);

    /** Lucene joins its segments when there are so many of about one size: each word is looked for in each of them. */
    private static final int MOST_PARTS = 5;

    /** Of a facet, the most frequent. */
    private static final int MOST_VALUES = 1000;

    private final CloseableSearchMapping mapping;
    private final boolean ours;
    private final SearchScope<IndexedArticle> scope;
    private final SearchProjection<IndexHit> hit;
    private final SearchProjection<IndexHit> barely;

    private ArticleIndex(SearchMappingBuilder builder, String name, boolean make, boolean ours) {
        this.ours = ours;
        this.mapping = builder.property("hibernate.search.mapping.configurer", mapping(name))
                .property("hibernate.search.schema_management.strategy", make ? "create" : "none")
                .build();
        this.scope = mapping.scope(IndexedArticle.class);
        var project = scope.projection();
        this.hit = project.composite()
                .from(
                        project.id(String.class),
                        project.score(),
                        project.field(IndexFields.PUBLISHED, Long.class),
                        project.field(IndexFields.UPDATED, Long.class))
                .asList(parts -> IndexHit.of(parts))
                .toProjection();
        this.barely = project.composite()
                .from(project.id(String.class), project.score())
                .asList(parts -> IndexHit.of(parts))
                .toProjection();
    }

    /** An index in files under {@code directory}, which is there or is made. */
    static ArticleIndex inFiles(Path directory, long build, boolean make) {
        return new ArticleIndex(
                SearchMapping.builder(AnnotatedTypeSource.empty())
                        .property("hibernate.search.backend.type", "lucene")
                        .property("hibernate.search.backend.lucene_version", Version.LATEST.toString())
                        .property("hibernate.search.backend.directory.root", directory.toString())
                        .property("hibernate.search.backend.analysis.configurer", (LuceneAnalysisConfigurer)
                                new Analysis.Lucene())
                        // what is asked sees all that was written; the writer commits with each batch
                        .property("hibernate.search.backend.io.refresh_interval", 0)
                        .property("hibernate.search.backend.io.writer.ram_buffer_size", 64)
                        .property("hibernate.search.backend.io.merge.factor", MOST_PARTS),
                Long.toString(build),
                make,
                true);
    }

    /** An index in an OpenSearch or Elasticsearch cluster, which is there or is made. */
    static ArticleIndex elsewhere(SearchSettings settings, String name, boolean make) {
        SearchSettings.OpenSearch cluster = settings.opensearch();
        SearchMappingBuilder builder = SearchMapping.builder(AnnotatedTypeSource.empty())
                .property("hibernate.search.backend.type", "elasticsearch")
                .property(
                        "hibernate.search.backend.uris",
                        cluster.uris()
                                .orElseThrow(() ->
                                        new IllegalStateException("broadsheet.search.opensearch.uris is not set")))
                .property("hibernate.search.backend.layout.strategy", "no-alias")
                .property("hibernate.search.backend.analysis.configurer", (ElasticsearchAnalysisConfigurer)
                        new Analysis.Elsewhere())
                .property("hibernate.search.backend.connection_timeout", (int)
                        settings.timeout().toMillis())
                .property("hibernate.search.backend.read_timeout", (int) LONGEST_WRITE.toMillis())
                .property("hibernate.search.backend.request_timeout", (int) LONGEST_WRITE.toMillis())
                .property(
                        "hibernate.search.backend.version_check.enabled",
                        cluster.version().isEmpty())
                .property("hibernate.search.backend.schema_management.minimal_required_status", "yellow")
                .property("hibernate.search.backend.schema_management.settings_file", "search/opensearch.json");
        cluster.username().ifPresent(user -> builder.property("hibernate.search.backend.username", user));
        cluster.password().ifPresent(password -> builder.property("hibernate.search.backend.password", password));
        cluster.version().ifPresent(version -> builder.property("hibernate.search.backend.version", version));
        return new ArticleIndex(builder, name, make, false);
    }

    private static StandalonePojoMappingConfigurer mapping(String name) {
        return context -> {
            var types = context.programmaticMapping();
            var article = types.type(IndexedArticle.class);
            article.searchEntity();
            article.indexed().index(articles(name));
            article.property("id").documentId();
            article.binder(new IndexFields());
            var state = types.type(IndexState.class);
            state.searchEntity();
            state.indexed().index(state(name));
            state.property("id").documentId();
            state.property("seq").genericField().projectable(Projectable.YES);
            state.property("schema").genericField().projectable(Projectable.YES);
        };
    }

    /** What the index of the articles is called, in files and in a cluster. */
    static String articles(String name) {
        return name + "-article";
    }

    /** What the index that says how far the articles have come is called. */
    static String state(String name) {
        return name + "-state";
    }

    /** Writes what is new of these, and forgets those that are not to be seen any more; then says how far it has come. */
    void apply(Collection<IndexedArticle> articles, Collection<UUID> gone, long seq) {
        write(articles, gone, true);
        reached(seq);
    }

    /** Writes articles that the index does not have yet. */
    void add(Collection<IndexedArticle> articles) {
        write(articles, List.of(), false);
    }

    private void write(Collection<IndexedArticle> articles, Collection<UUID> gone, boolean instead) {
        if (articles.isEmpty() && gone.isEmpty()) {
            return;
        }
        try (SearchSession session = instead ? writing() : adding()) {
            var plan = session.indexingPlan();
            for (IndexedArticle article : articles) {
                if (instead) {
                    plan.addOrUpdate(article);
                } else {
                    plan.add(article);
                }
            }
            gone.forEach(id -> plan.purge(IndexedArticle.class, id.toString(), null));
        }
    }

    /** Says that all changes up to {@code seq} are in. */
    void reached(long seq) {
        try (SearchSession session = writing()) {
            session.indexingPlan().addOrUpdate(new IndexState(seq, SCHEMA));
        }
    }

    /** In the engine's hands; {@link #flush()} comes at the end of many. */
    private SearchSession adding() {
        return mapping.createSessionWithOptions()
                .indexingPlanSynchronizationStrategy(strategy -> {
                    strategy.documentCommitStrategy(DocumentCommitStrategy.NONE);
                    strategy.documentRefreshStrategy(DocumentRefreshStrategy.NONE);
                    strategy.indexingFutureHandler(
                            future -> future.join().throwable().ifPresent(e -> {
                                throw new IllegalStateException("articles can't be written to the index", e);
                            }));
                })
                .build();
    }

    /** On the disk, and seen by the searches that come. */
    private SearchSession writing() {
        return mapping.createSessionWithOptions()
                .indexingPlanSynchronizationStrategy(IndexingPlanSynchronizationStrategy.sync())
                .build();
    }

    /** How far it has come; nothing when it was never finished, or was made by another version. */
    Optional<Long> seq() {
        try (SearchSession session = mapping.createSession()) {
            return session
                    .search(IndexState.class)
                    .select(f -> f.composite()
                            .from(f.field("seq", Long.class), f.field("schema", Integer.class))
                            .asList())
                    .where(f -> f.id().matching(IndexState.ID))
                    .fetchHits(1)
                    .stream()
                    .filter(state -> Integer.valueOf(SCHEMA).equals(state.get(1)))
                    .map(state -> (Long) state.get(0))
                    .findFirst();
        }
    }

    Predicates predicates() {
        return new Predicates(scope.predicate());
    }

    /** What the index has found: the first hits, and how many there are. */
    record Found(List<IndexHit> hits, long total) {}

    /**
     * The first {@code limit} of what {@code predicate} finds.
     *
     * @param sort null for the best matches
     * @param counted up to how many hits are counted
     * @param timeout after which the search is given up
     */
    Found search(SearchPredicate predicate, @Nullable SearchSort sort, int limit, long counted, Duration timeout) {
        try (SearchSession session = mapping.createSession()) {
            var query = session.search(scope)
                    .select(hit)
                    .where(predicate)
                    .totalHitCountThreshold(counted)
                    .failAfter(timeout.toMillis(), TimeUnit.MILLISECONDS);
            var result = (sort == null ? query : query.sort(sort)).fetch(limit);
            return new Found(result.hits(), result.total().hitCountLowerBound());
        }
    }

    /** The ids and scores, and nothing else, of the best {@code limit} of what {@code predicate} finds. */
    List<IndexHit> best(SearchPredicate predicate, int limit, Duration timeout) {
        try (SearchSession session = mapping.createSession()) {
            return session.search(scope)
                    .select(barely)
                    .where(predicate)
                    .totalHitCountThreshold(limit)
                    .failAfter(timeout.toMillis(), TimeUnit.MILLISECONDS)
                    .fetchHits(limit);
        }
    }

    /** How many of what {@code predicate} finds have which value of these facets: the most frequent values of each. */
    Map<Facet, Map<String, Long>> counts(SearchPredicate predicate, Collection<Facet> facets, Duration timeout) {
        try (SearchSession session = mapping.createSession()) {
            var query = session.search(scope)
                    .select(barely)
                    .where(predicate)
                    .failAfter(timeout.toMillis(), TimeUnit.MILLISECONDS);
            for (Facet facet : facets) {
                query = facet.numbers()
                        ? query.aggregation(key(facet), f -> terms(f, facet, Long.class))
                        : query.aggregation(key(facet), f -> terms(f, facet, String.class));
            }
            var result = query.fetch(0);
            Map<Facet, Map<String, Long>> counts = new EnumMap<>(Facet.class);
            for (Facet facet : facets) {
                Map<String, Long> values = new LinkedHashMap<>();
                result.aggregation(ArticleIndex.<Object>key(facet))
                        .forEach((value, count) -> values.put(String.valueOf(value), count));
                counts.put(facet, values);
            }
            return counts;
        }
    }

    private static <V> AggregationFinalStep<Map<V, Long>> terms(
            SearchAggregationFactory is, Facet facet, Class<V> values) {
        return is.terms().field(facet.field(), values).orderByCountDescending().maxTermCount(MOST_VALUES);
    }

    private static <V> AggregationKey<Map<V, Long>> key(Facet facet) {
        return AggregationKey.of(facet.name());
    }

    /** By the value of {@code field}, then by id. */
    SearchSort by(String field, boolean down) {
        SortOrder order = down ? SortOrder.DESC : SortOrder.ASC;
        return scope.sort()
                .field(field)
                .order(order)
                .then()
                .field(IndexFields.ID_NUMBER)
                .order(order)
                .toSort();
    }

    /** What was written is on the disk when this returns. */
    void flush() {
        scope.workspace().flush();
        scope.workspace().refresh();
    }

    /** Makes one segment of files that were just written; a cluster does as it likes. Can be searched meanwhile. */
    CompletableFuture<?> join() {
        return ours
                ? scope.workspace().mergeSegmentsAsync().toCompletableFuture()
                : CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {
        mapping.close();
    }
}
