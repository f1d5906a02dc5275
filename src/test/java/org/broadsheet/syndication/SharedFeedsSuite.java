package org.broadsheet.syndication;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.rometools.modules.atom.modules.AtomLinkModule;
import com.rometools.rome.feed.module.DCModule;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.feed.synd.SyndPerson;
import com.rometools.rome.io.SyndFeedInput;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every page of the feeds of real news ({@link SharedCorpus}), read by somebody else's readers. */
class SharedFeedsSuite {

    private final SharedCorpus corpus = SharedCorpus.get();

    private List<Path> pages(String form) throws Exception {
        return corpus.walk(form, "/v1/feeds/" + form + "?limit=100");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rss", "atom"})
    void romeGivesBackEveryArticle(String form) throws Exception {
        List<Path> pages = pages(form);
        assertThat(pages).hasSameSizeAs(corpus.cards());
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < pages.size(); i++) {
            SyndFeed feed = new SyndFeedInput().build(new StringReader(Files.readString(pages.get(i))));
            JsonNode cards = SharedCorpus.items(corpus.cards().get(i));
            assertThat(feed.getEntries()).hasSize(cards.size());
            for (int entry = 0; entry < cards.size(); entry++) {
                assertGivesBack(feed.getEntries().get(entry), cards.get(entry));
                assertThat(seen.add(feed.getEntries().get(entry).getUri())).isTrue();
            }
            assertThat(next(feed) != null).isEqualTo(i < pages.size() - 1);
        }
        assertThat(seen).hasSize(corpus.articles()).hasSizeGreaterThan(9_000);
    }

    private static void assertGivesBack(SyndEntry entry, JsonNode article) {
        String id = article.get("id").asText();
        assertThat(entry.getUri()).isEqualTo("urn:uuid:" + id);
        assertThat(entry.getTitle()).as(id).isEqualTo(article.get("headline").asText());
        assertThat(entry.getLink()).as(id).startsWith(SharedCorpus.FRONT_END + "/");
        assertThat(entry.getPublishedDate().toInstant().getEpochSecond())
                .as(id)
                .isEqualTo(Instant.parse(article.get("publishedAt").asText()).getEpochSecond());
        assertThat(authors(entry)).as(id).isEqualTo(article.get("bylines").findValuesAsText("name"));
        assertThat(Jsoup.parse(entry.getContents().getFirst().getValue()).text())
                .as(id)
                .startsWith(Jsoup.parse(article.get("body").asText()).text());
    }

    private static List<String> authors(SyndEntry entry) {
        List<String> creators = ((DCModule) entry.getModule(DCModule.URI)).getCreators();
        // of an Atom entry this library makes one creator, whoever else is there
        return entry.getAuthors().isEmpty()
                ? creators
                : entry.getAuthors().stream().map(SyndPerson::getName).toList();
    }

    private static String next(SyndFeed feed) {
        Map<String, String> links = new HashMap<>();
        feed.getLinks().forEach(link -> links.put(link.getRel(), link.getHref()));
        if (feed.getModule(AtomLinkModule.URI) instanceof AtomLinkModule module) {
            module.getLinks().forEach(link -> links.put(link.getRel(), link.getHref()));
        }
        return links.get("next");
    }

    /** What https://www.jsonfeed.org/version/1.1/ asks for, on every page. */
    @Test
    void jsonFeedGivesBackEveryArticle() throws Exception {
        List<Path> pages = pages("json");
        assertThat(pages).hasSameSizeAs(corpus.cards());
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < pages.size(); i++) {
            JsonNode feed = SharedCorpus.JSON.readTree(Files.readString(pages.get(i)));
            assertThat(feed.get("version").asText()).isEqualTo("https://jsonfeed.org/version/1.1");
            assertThat(feed.get("title").asText()).isNotEmpty();
            assertThat(feed.has("next_url")).isEqualTo(i < pages.size() - 1);
            JsonNode cards = SharedCorpus.items(corpus.cards().get(i));
            assertThat(feed.get("items")).hasSameSizeAs(cards);
            for (int item = 0; item < cards.size(); item++) {
                assertGivesBack(feed.get("items").get(item), cards.get(item));
                assertThat(seen.add(feed.get("items").get(item).get("id").asText()))
                        .isTrue();
            }
        }
        assertThat(seen).hasSize(corpus.articles());
    }

    private static void assertGivesBack(JsonNode item, JsonNode article) {
        String id = article.get("id").asText();
        assertThat(item.get("id").asText()).isEqualTo("urn:uuid:" + id);
        assertThat(item.has("content_html") || item.has("content_text")).as(id).isTrue();
        assertThat(item.get("title")).as(id).isEqualTo(article.get("headline"));
        assertThat(item.get("url").asText()).as(id).startsWith(SharedCorpus.FRONT_END + "/");
        assertThat(item.get("date_published")).as(id).isEqualTo(article.get("publishedAt"));
        assertThat(item.get("date_modified")).as(id).isEqualTo(article.get("updatedAt"));
        assertThat(item.path("authors").findValuesAsText("name"))
                .as(id)
                .isEqualTo(article.get("bylines").findValuesAsText("name"));
        assertThat(Jsoup.parse(item.path("content_html").asText()).text())
                .as(id)
                .startsWith(Jsoup.parse(article.get("body").asText()).text());
    }

    /** Without cleaning HTML and resolving addresses, which is slow and done in {@link #feedparserHasNoComplaint}. */
    private static final String GIVES_BACK = """
            import calendar, feedparser, glob, html.parser, json, sys, time

            def text(markup):
                class Text(html.parser.HTMLParser):
                    def __init__(self):
                        super().__init__()
                        self.parts = []
                    def handle_data(self, data):
                        self.parts.append(data)
                reader = Text()
                reader.feed(markup)
                return ''.join(''.join(reader.parts).split())

            def moment(parsed):
                return calendar.timegm(parsed)

            def told(instant):
                return calendar.timegm(time.strptime(instant[:19], '%Y-%m-%dT%H:%M:%S'))

            entries = 0
            for page, cards in zip(sorted(glob.glob(sys.argv[1] + '/*')), sorted(glob.glob(sys.argv[2] + '/*'))):
                feed = feedparser.parse(page, sanitize_html=False, resolve_relative_uris=False)
                articles = json.load(open(cards))['items']
                if feed.bozo or len(feed.entries) != len(articles):
                    print('WRONG', page, feed.get('bozo_exception'), len(feed.entries))
                for entry, article in zip(feed.entries, articles):
                    pairs = [
                        (entry.id, 'urn:uuid:' + article['id']),
                        (entry.title, article['headline']),
                        (moment(entry.published_parsed), told(article['publishedAt'])),
                        (moment(entry.updated_parsed), told(article['updatedAt'])),
                        ([author.get('name') for author in entry.get('authors', [])],
                         [byline['name'] for byline in article['bylines']]),
                        (entry.link[:23], 'https://ledger.example/'),
                        (text(entry.content[0].value)[:len(text(article['body']))], text(article['body']))]
                    for had, expected in pairs:
                        if had != expected:
                            print('WRONG', page, article['id'], repr(had)[:200], repr(expected)[:200])
                    entries += 1
            print('entries', entries)
            """;

    @ParameterizedTest
    @ValueSource(strings = {"rss", "atom"})
    void feedparserGivesBackEveryArticle(String form) throws Exception {
        List<String> printed = python(
                GIVES_BACK,
                List.of(
                        pages(form).getFirst().getParent().toString(),
                        corpus.cards().getFirst().getParent().toString()));

        assertThat(printed).containsExactly("entries " + corpus.articles());
    }

    private static final String SOUND = """
            import feedparser, sys
            for address in sys.argv[1:]:
                feed = feedparser.parse(address)
                sound = not feed.bozo and all(
                    e.title and e.id.startswith('urn:uuid:') and e.link.startswith('https://ledger.example/')
                    and e.published_parsed and e.updated_parsed for e in feed.entries)
                print(address, len(feed.entries), 'sound' if sound else 'WRONG ' + str(feed.get('bozo_exception')))
            """;

    /** Over HTTP, so that the header {@code Content-Type} is judged as well. */
    @Test
    void feedparserHasNoComplaint() throws Exception {
        List<String> queries = new ArrayList<>(List.of("", "?content=summary", "?q=election", "?q=ferries"));
        for (JsonNode section : corpus.json("/v1/sections").get("items")) {
            queries.add("?section=" + section.get("path").asText());
        }
        for (JsonNode byline : SharedCorpus.items(corpus.cards().getFirst()).findValues("bylines")) {
            if (queries.size() < 40 && !byline.isEmpty()) {
                queries.add("?byline=" + byline.get(0).get("slug").asText());
            }
        }
        List<String> addresses = new ArrayList<>();
        for (String form : List.of("rss", "atom")) {
            queries.forEach(query -> addresses.add(corpus.address() + "/v1/feeds/" + form + query));
        }

        assertThat(python(SOUND, addresses)).hasSameSizeAs(addresses).allMatch(line -> line.endsWith("sound"));
    }

    /** What a program prints, run by the Python that Debian's python3-feedparser is for; else the test is skipped. */
    private static List<String> python(String program, List<String> arguments) throws Exception {
        for (String python : List.of("/usr/bin/python3", "python3")) {
            if (new ProcessBuilder("env", python, "-c", "import feedparser")
                            .start()
                            .waitFor()
                    == 0) {
                List<String> command = new ArrayList<>(List.of(python, "-c", program));
                command.addAll(arguments);
                Process process =
                        new ProcessBuilder(command).redirectErrorStream(true).start();
                String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(process.waitFor()).as(printed).isZero();
                return printed.lines().toList();
            }
        }
        System.out.println("SKIPPED: feeds read by feedparser (python3-feedparser is not there).");
        return Assumptions.abort("python3-feedparser is not there");
    }
}
