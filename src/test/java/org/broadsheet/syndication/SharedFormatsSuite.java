package org.broadsheet.syndication;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.SAXException;

/** Sitemaps and formats of real news ({@link SharedCorpus}), held against the schemas of sitemaps.org and IPTC. */
class SharedFormatsSuite {

    private static final Pattern LOC = Pattern.compile("<loc>([^<]*)</loc>");

    /** As https://www.sitemaps.org/protocol.html#index says; its schema is not among the shared ones. */
    private static final String INDEX_XSD = """
            <xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" elementFormDefault="qualified"
                targetNamespace="http://www.sitemaps.org/schemas/sitemap/0.9">
              <xsd:element name="sitemapindex"><xsd:complexType><xsd:sequence>
                <xsd:element name="sitemap" maxOccurs="50000"><xsd:complexType><xsd:sequence>
                  <xsd:element name="loc" type="xsd:anyURI"/>
                  <xsd:element name="lastmod" type="xsd:dateTime" minOccurs="0"/>
                </xsd:sequence></xsd:complexType></xsd:element>
              </xsd:sequence></xsd:complexType></xsd:element>
            </xsd:schema>
            """;

    /** As https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap says. */
    private static final String NEWS_XSD = """
            <xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" elementFormDefault="qualified"
                targetNamespace="http://www.google.com/schemas/sitemap-news/0.9">
              <xsd:element name="news"><xsd:complexType><xsd:sequence>
                <xsd:element name="publication"><xsd:complexType><xsd:sequence>
                  <xsd:element name="name" type="xsd:string"/>
                  <xsd:element name="language" type="xsd:language"/>
                </xsd:sequence></xsd:complexType></xsd:element>
                <xsd:element name="publication_date" type="xsd:dateTime"/>
                <xsd:element name="title" type="xsd:string"/>
              </xsd:sequence></xsd:complexType></xsd:element>
            </xsd:schema>
            """;

    private final SharedCorpus corpus = SharedCorpus.get();

    private static Schema schema(Source... sources) throws SAXException {
        return SchemaFactory.newDefaultInstance().newSchema(sources);
    }

    private static Source shared(String file) {
        return new StreamSource(SharedCorpus.SHARED.resolve(file).toFile());
    }

    private static Source text(String xml) {
        return new StreamSource(new StringReader(xml));
    }

    private static List<String> locations(String xml) {
        return LOC.matcher(xml).results().map(found -> found.group(1)).toList();
    }

    @Test
    void everyArticleIsInASitemapAndAllAreAsTheirSchemasSay() throws Exception {
        String index = corpus.text("/v1/sitemaps");
        schema(text(INDEX_XSD)).newValidator().validate(text(index));
        Schema schema = schema(shared("data/schemas/sitemap.xsd"), text(NEWS_XSD));
        Set<String> pages = new HashSet<>();
        for (String address : locations(index)) {
            assertThat(address).startsWith(SharedCorpus.FRONT_END + "/v1/sitemaps/");
            String sitemap = corpus.text(address.substring(SharedCorpus.FRONT_END.length()));
            schema.newValidator().validate(text(sitemap));
            if (address.endsWith("/news")) {
                assertThat(locations(sitemap)).hasSize(1);
                assertThat(sitemap).contains("<news:title>Ferries &amp; &lt;islands&gt;");
            } else {
                pages.addAll(locations(sitemap));
            }
        }
        assertThat(pages).hasSize(corpus.articles()).hasSizeGreaterThan(9_000);
    }

    @Test
    void everyArticleAsNinjsIsAsTheSchemaSays() throws Exception {
        // points of places are what that schema would be asked for; none of ours has one
        String text = Files.readString(SharedCorpus.SHARED.resolve("data/schemas/ninjs-schema_3.1.json"))
                .replace("\"$ref\": \"https://geojson.org/schema/GeoJSON.json#\"", "\"not\": {}");
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(SharedCorpus.JSON.readTree(text));
        assertThat(schema.validate(SharedCorpus.JSON.readTree("{\"uri\": \"urn:x:y\", \"pubStatus\": \"used\"}")))
                .isNotEmpty();
        int count = 0;
        for (Path page : corpus.walk("ninjs", "/v1/articles?format=ninjs&include=body&limit=200")) {
            for (JsonNode item : SharedCorpus.items(page)) {
                assertThat(schema.validate(item)).as(item.toString()).isEmpty();
                count++;
            }
        }
        assertThat(count).isEqualTo(corpus.articles());
    }

    @Test
    void everyArticleAsNewsMlIsAsTheSchemaSays() throws Exception {
        // the copy in data/schemas is empty
        Schema schema =
                schema(shared("data/import-fixtures/newsml-g2/specification/NewsML-G2_2.35-spec-All-Power.xsd"));
        int count = 0;
        for (Path page : corpus.cards()) {
            for (JsonNode card : SharedCorpus.items(page)) {
                String id = card.get("id").asText();
                schema.newValidator().validate(text(corpus.text("/v1/articles/" + id + "?format=newsmlg2")));
                count++;
            }
        }
        assertThat(count).isEqualTo(corpus.articles());
    }

    /** What Google asks of an article (https://developers.google.com/search/docs/appearance/structured-data/article). */
    @Test
    void articlesAsJsonLdSayWhatSearchEnginesAskFor() throws Exception {
        for (Path page : corpus.cards()) {
            JsonNode card = SharedCorpus.items(page).get(0);
            JsonNode article = corpus.json("/v1/articles/" + card.get("id").asText() + "?format=jsonld");
            assertThat(article.get("@context").asText()).isEqualTo("https://schema.org");
            assertThat(article.get("@type").asText()).isEqualTo("NewsArticle");
            assertThat(article.get("headline")).isEqualTo(card.get("headline"));
            assertThat(Instant.parse(article.get("datePublished").asText()))
                    .isEqualTo(Instant.parse(card.get("publishedAt").asText()));
            assertThat(article.path("author").findValuesAsText("name"))
                    .isEqualTo(card.get("bylines").findValuesAsText("name"));
            assertThat(article.get("url").asText()).startsWith(SharedCorpus.FRONT_END + "/");
            assertThat(Arrays.asList("publisher", "inLanguage")).allMatch(article::has);
            assertThat(article.has("articleBody"))
                    .isEqualTo(article.get("wordCount").asInt() > 0);
        }
    }
}
