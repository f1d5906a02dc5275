package org.broadsheet.search;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import org.broadsheet.meaning.TextLanguage;
import org.broadsheet.naming.Ids;
import org.broadsheet.naming.Text;
import org.broadsheet.published.ArticleView;
import org.hibernate.search.engine.backend.document.DocumentElement;
import org.hibernate.search.engine.backend.document.IndexFieldReference;
import org.hibernate.search.engine.backend.document.model.dsl.IndexSchemaElement;
import org.hibernate.search.engine.backend.document.model.dsl.IndexSchemaFieldOptionsStep;
import org.hibernate.search.engine.backend.types.Aggregable;
import org.hibernate.search.engine.backend.types.Projectable;
import org.hibernate.search.engine.backend.types.Searchable;
import org.hibernate.search.engine.backend.types.Sortable;
import org.hibernate.search.mapper.pojo.bridge.TypeBridge;
import org.hibernate.search.mapper.pojo.bridge.binding.TypeBindingContext;
import org.hibernate.search.mapper.pojo.bridge.mapping.programmatic.TypeBinder;
import org.hibernate.search.mapper.pojo.bridge.runtime.TypeBridgeWriteContext;

/**
 * The fields of the index, the same for both engines. Texts stand in a field of their language ({@code text_de}), so
 * that each is cut and stemmed as its language wants; keys are what filters, facets and orders need.
 */
final class IndexFields implements TypeBinder {

    static final String ID = "id";
    /** The id as a number ({@link Ids#number}): breaks ties in orders. */
    static final String ID_NUMBER = "id_number";

    static final String SECTION = "section";
    static final String BYLINE = "byline";
    static final String TAG = "tag";
    static final String TYPE = "type";
    static final String LANGUAGE = "language";

    /** What facets count: ids as numbers ({@link Ids#number}), and months as {@code 202611}. */
    static final String SECTION_NUMBER = "section_number";

    static final String BYLINE_NUMBER = "byline_number";
    static final String TAG_NUMBER = "tag_number";
    static final String MONTH = "month";

    /** Microseconds since 1970. */
    static final String PUBLISHED = "published";

    static final String UPDATED = "updated";

    static final String BYLINE_NAMES = "byline_names";
    static final String TAG_NAMES = "tag_names";
    static final String SECTION_NAME = "section_name";
    /** The beginnings of the words of headline and names, for type-ahead. */
    static final String BEGINNINGS = "beginnings";

    static String headline(TextLanguage language) {
        return "headline_" + language.suffix();
    }

    static String text(TextLanguage language) {
        return "text_" + language.suffix();
    }

    static String[] headlines() {
        return Arrays.stream(TextLanguage.values()).map(IndexFields::headline).toArray(String[]::new);
    }

    static String[] texts() {
        return Arrays.stream(TextLanguage.values()).map(IndexFields::text).toArray(String[]::new);
    }

    @Override
    public void bind(TypeBindingContext context) {
        context.dependencies().useRootOnly();
        context.bridge(IndexedArticle.class, new Bridge(context.indexSchemaElement()));
    }

    private static final class Bridge implements TypeBridge<IndexedArticle> {

        private final IndexFieldReference<String> id;
        private final IndexFieldReference<Long> idNumber;
        private final IndexFieldReference<String> section;
        private final IndexFieldReference<String> byline;
        private final IndexFieldReference<String> tag;
        private final IndexFieldReference<String> type;
        private final IndexFieldReference<String> language;
        private final IndexFieldReference<Long> sectionNumber;
        private final IndexFieldReference<Long> bylineNumber;
        private final IndexFieldReference<Long> tagNumber;
        private final IndexFieldReference<Long> month;
        private final IndexFieldReference<Long> published;
        private final IndexFieldReference<Long> updated;
        private final IndexFieldReference<String> bylineNames;
        private final IndexFieldReference<String> tagNames;
        private final IndexFieldReference<String> sectionName;
        private final IndexFieldReference<String> beginnings;
        private final Map<TextLanguage, IndexFieldReference<String>> headlines = new EnumMap<>(TextLanguage.class);
        private final Map<TextLanguage, IndexFieldReference<String>> texts = new EnumMap<>(TextLanguage.class);

        Bridge(IndexSchemaElement schema) {
            id = schema.field(ID, f -> f.asString()).toReference();
            idNumber = schema.field(ID_NUMBER, f -> f.asLong().sortable(Sortable.YES))
                    .toReference();
            section = schema.field(SECTION, f -> f.asString()).toReference();
            byline = keys(schema, BYLINE);
            tag = keys(schema, TAG);
            type = schema.field(TYPE, f -> f.asString().aggregable(Aggregable.YES))
                    .toReference();
            language = keys(schema, LANGUAGE);
            sectionNumber = number(schema, SECTION_NUMBER).toReference();
            bylineNumber = number(schema, BYLINE_NUMBER).multiValued().toReference();
            tagNumber = number(schema, TAG_NUMBER).multiValued().toReference();
            month = number(schema, MONTH).toReference();
            published = moment(schema, PUBLISHED);
            updated = moment(schema, UPDATED);
            bylineNames = names(schema, BYLINE_NAMES);
            tagNames = names(schema, TAG_NAMES);
            sectionName = names(schema, SECTION_NAME);
            beginnings = schema.field(
                            BEGINNINGS,
                            f -> f.asString()
                                    .analyzer(Analysis.BEGINNINGS)
                                    .searchAnalyzer(Analysis.plain(TextLanguage.OTHER)))
                    .multiValued()
                    .toReference();
            for (TextLanguage one : TextLanguage.values()) {
                headlines.put(one, text(schema, headline(one), one));
                texts.put(one, text(schema, IndexFields.text(one), one));
            }
        }

        private static IndexFieldReference<String> keys(IndexSchemaElement schema, String name) {
            return schema.field(name, f -> f.asString()).multiValued().toReference();
        }

        private static IndexSchemaFieldOptionsStep<?, IndexFieldReference<Long>> number(
                IndexSchemaElement schema, String name) {
            return schema.field(name, f -> f.asLong().searchable(Searchable.NO).aggregable(Aggregable.YES));
        }

        private static IndexFieldReference<Long> moment(IndexSchemaElement schema, String name) {
            return schema.field(name, f -> f.asLong().sortable(Sortable.YES).projectable(Projectable.YES))
                    .toReference();
        }

        /** Names are kept whole: folded, and never reduced to a stem. */
        private static IndexFieldReference<String> names(IndexSchemaElement schema, String name) {
            return schema.field(name, f -> f.asString().analyzer(Analysis.plain(TextLanguage.OTHER)))
                    .multiValued()
                    .toReference();
        }

        private static IndexFieldReference<String> text(IndexSchemaElement schema, String name, TextLanguage language) {
            return schema.field(name, f -> f.asString().analyzer(Analysis.forms(language)))
                    .toReference();
        }

        @Override
        public void write(DocumentElement target, IndexedArticle article, TypeBridgeWriteContext context) {
            target.addValue(id, article.getId());
            target.addValue(idNumber, article.number());
            if (article.sectionId() != null) {
                target.addValue(section, article.sectionId().toString());
                target.addValue(sectionNumber, Ids.number(article.sectionId()));
            }
            for (ArticleView.Credit credit : article.bylines()) {
                target.addValue(byline, credit.id().toString());
                target.addValue(bylineNumber, Ids.number(credit.id()));
                target.addValue(bylineNames, Text.composed(credit.name()));
            }
            for (ArticleView.TagRef one : article.tags()) {
                target.addValue(tag, one.id().toString());
                target.addValue(tagNumber, Ids.number(one.id()));
                target.addValue(tagNames, Text.composed(one.name()));
            }
            target.addValue(sectionName, article.sectionName());
            target.addValue(type, article.type());
            article.languageRanges().forEach(range -> target.addValue(language, range));
            target.addValue(month, article.month());
            target.addValue(published, article.published());
            target.addValue(updated, article.updated());
            target.addValue(headlines.get(article.language()), article.headline());
            target.addValue(texts.get(article.language()), article.text());
            names(article).forEach(name -> target.addValue(beginnings, Text.composed(name)));
        }

        private static Stream<String> names(IndexedArticle article) {
            return Stream.of(
                            Stream.of(article.headline()),
                            article.bylines().stream().map(ArticleView.Credit::name),
                            article.tags().stream().map(ArticleView.TagRef::name))
                    .flatMap(all -> all);
        }
    }
}
