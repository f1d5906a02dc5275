package org.broadsheet.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.custom.CustomAnalyzer;
import org.broadsheet.meaning.TextLanguage;
import org.hibernate.search.backend.elasticsearch.analysis.ElasticsearchAnalysisConfigurationContext;
import org.hibernate.search.backend.elasticsearch.analysis.ElasticsearchAnalysisConfigurer;
import org.hibernate.search.backend.lucene.analysis.LuceneAnalysisConfigurationContext;
import org.hibernate.search.backend.lucene.analysis.LuceneAnalysisConfigurer;

/** Tells both engines how {@link TextLanguage} cuts texts. */
final class Analysis {

    /** Each word's beginnings, of 1 to 20 characters. */
    static final String BEGINNINGS = "beginnings";

    static final int LONGEST_BEGINNING = 20;

    private Analysis() {}

    /** The name of the analyser that gives words and stems. */
    static String forms(TextLanguage language) {
        return "forms_" + language.suffix();
    }

    /** The name of the analyser that gives words as they stand. */
    static String plain(TextLanguage language) {
        return "plain_" + language.suffix();
    }

    /** For the engine in this process: the very analysers. */
    static final class Lucene implements LuceneAnalysisConfigurer {

        @Override
        public void configure(LuceneAnalysisConfigurationContext context) {
            for (TextLanguage language : TextLanguage.values()) {
                context.analyzer(forms(language)).instance(language.forms());
                context.analyzer(plain(language)).instance(language.plain());
            }
            context.analyzer(BEGINNINGS).instance(beginnings());
        }

        private static Analyzer beginnings() {
            try {
                return CustomAnalyzer.builder()
                        .withTokenizer("standard")
                        .addTokenFilter("lowercase")
                        .addTokenFilter("asciiFolding")
                        .addTokenFilter(
                                "edgeNGram", "minGramSize", "1", "maxGramSize", Integer.toString(LONGEST_BEGINNING))
                        .build();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** For the engine elsewhere: the same, in its words. */
    static final class Elsewhere implements ElasticsearchAnalysisConfigurer {

        @Override
        public void configure(ElasticsearchAnalysisConfigurationContext context) {
            context.tokenFilter("french_elision")
                    .type("elision")
                    .param("articles", TextLanguage.FRENCH_ELISIONS.toArray(String[]::new))
                    .param("articles_case", true);
            context.tokenFilter("english_possessive").type("stemmer").param("language", "possessive_english");
            context.tokenFilter("beginnings_of_words")
                    .type("edge_ngram")
                    .param("min_gram", 1)
                    .param("max_gram", LONGEST_BEGINNING);
            for (TextLanguage language : TextLanguage.values()) {
                context.analyzer(plain(language)).custom().tokenizer("standard").tokenFilters(filters(language));
                stemmed(context, language);
            }
            context.analyzer(BEGINNINGS)
                    .custom()
                    .tokenizer("standard")
                    .tokenFilters("lowercase", "asciifolding", "beginnings_of_words");
        }

        private static void stemmed(ElasticsearchAnalysisConfigurationContext context, TextLanguage language) {
            String snowball = language.snowball();
            String[] filters = filters(language);
            if (snowball != null) {
                String stemmer = "stemmer_" + language.suffix();
                context.tokenFilter(stemmer).type("snowball").param("language", snowball);
                filters = append(filters, "keyword_repeat", stemmer, "remove_duplicates");
            }
            context.analyzer(forms(language)).custom().tokenizer("standard").tokenFilters(filters);
        }

        private static String[] filters(TextLanguage language) {
            return switch (language) {
                case FR -> new String[] {"french_elision", "lowercase", "asciifolding"};
                case EN -> new String[] {"english_possessive", "lowercase", "asciifolding"};
                case DE, ES, OTHER -> new String[] {"lowercase", "asciifolding"};
            };
        }

        private static String[] append(String[] filters, String... more) {
            String[] all = Arrays.copyOf(filters, filters.length + more.length);
            System.arraycopy(more, 0, all, filters.length, more.length);
            return all;
        }
    }
}
