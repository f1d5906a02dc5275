package org.broadsheet.search;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Configuration under {@code broadsheet.search}. */
@ConfigMapping(prefix = "broadsheet.search")
public interface SearchSettings {

    /** Where the index is kept. */
    enum Engine {
        /** Nowhere: this server answers no searches. */
        NONE,
        /** In files of this server's. */
        LUCENE,
        /** In an OpenSearch or Elasticsearch that all servers share. */
        OPENSEARCH
    }

    @WithDefault("lucene")
    Engine engine();

    /** With Lucene: the directory under which each server keeps its index. */
    @WithDefault("data/search")
    String directory();

    OpenSearch opensearch();

    /** After how long a search is given up. */
    @WithDefault("PT2S")
    Duration timeout();

    /** How much of an article's score its age can take away, from 0 to 1. */
    @WithDefault("0.15")
    double freshness();

    /** The age at which an article has lost half of what its age can take away. */
    @WithDefault("P30D")
    Duration halfLife();

    /** An OpenSearch or Elasticsearch cluster. */
    interface OpenSearch {

        /** Addresses: {@code https://search-1:9200}. */
        Optional<List<String>> uris();

        Optional<String> username();

        Optional<String> password();

        /** What the names of its indexes begin with. */
        @WithDefault("broadsheet")
        String prefix();

        /** Such as {@code opensearch:3.8}; asked of the cluster when it is not given. */
        Optional<String> version();
    }
}
