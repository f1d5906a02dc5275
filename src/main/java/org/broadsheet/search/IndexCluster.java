package org.broadsheet.search;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The index in a cluster that all servers share. Which build searches use stands in the database, and so does who
 * writes: a lease, so that a server which is gone is followed by another one within seconds. While a release with
 * another {@link ArticleIndex#SCHEMA} is rolled out there are two of it, one for the servers of each.
 */
final class IndexCluster implements IndexHome {

    private static final String NAME = "cluster v";

    private final SearchSettings settings;
    private final IndexLedger ledger;
    private final ClusterIndexes indexes;
    private final String name = name(Integer.toString(ArticleIndex.SCHEMA));

    IndexCluster(SearchSettings settings, IndexLedger ledger) {
        this.settings = settings;
        this.ledger = ledger;
        this.indexes = new ClusterIndexes(settings);
    }

    private static String name(String schema) {
        return NAME + schema;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean mine() {
        return ledger.lease(name);
    }

    @Override
    public Optional<Long> current() {
        return ledger.build(name);
    }

    /** Who lost the lease while making one may still be writing to it. */
    @Override
    public long latest() {
        return ledger.standing(name)
                .map(known -> Math.max(
                        Objects.requireNonNullElse(known.build(), 0L),
                        Objects.requireNonNullElse(known.building(), 0L)))
                .orElse(0L);
    }

    @Override
    public ArticleIndex open(long build) {
        return ArticleIndex.elsewhere(settings, called(build), false);
    }

    @Override
    public ArticleIndex make(long build) {
        indexes.remove(ArticleIndex.articles(called(build)));
        indexes.remove(ArticleIndex.state(called(build)));
        return ArticleIndex.elsewhere(settings, called(build), true);
    }

    private String called(long build) {
        return start() + ArticleIndex.SCHEMA + "-" + build;
    }

    private String start() {
        return settings.opensearch().prefix() + "-v";
    }

    @Override
    public void use(long build) {
        ledger.use(name, build);
    }

    /** Those of this schema that came before, and those of others that no server has used for days. */
    @Override
    public void tidy() {
        Pattern ours = Pattern.compile(Pattern.quote(start()) + "(\\d+)-(\\d+)-(article|state)");
        long current = current().orElse(0L);
        for (String index : indexes.beginning(start())) {
            Matcher parts = ours.matcher(index);
            if (parts.matches() && unused(parts.group(1), Long.parseLong(parts.group(2)), current)) {
                indexes.remove(index);
            }
        }
    }

    private boolean unused(String schema, long build, long current) {
        return name(schema).equals(name)
                ? build < current
                : ledger.standing(name(schema)).isEmpty();
    }

    @Override
    public boolean holds(long build) {
        return indexes.exist(ArticleIndex.articles(called(build)), ArticleIndex.state(called(build)));
    }

    @Override
    public void close() {
        ledger.release(name);
    }
}
