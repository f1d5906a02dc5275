package org.broadsheet.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the page that a problem's {@code type} leads to against the kinds of problem that there are. */
class ProblemPageTest {

    private static final String RESOURCES = "src/main/resources/META-INF/resources/";

    private final Document page = read("problems");

    @ParameterizedTest
    @EnumSource(ProblemType.class)
    void everyKindOfProblemHasAnEntryWithItsTitleAndStatus(ProblemType type) {
        Element entry = entry(type);
        assertThat(entry.select("h2 .status").text()).isEqualTo(Integer.toString(type.status()));
        assertThat(entry.select("h2 span:not(.status)").text()).isEqualTo(type.title());
        assertThat(page.select("nav a[href=#" + type.slug() + "]").text()).contains(type.title());
    }

    @ParameterizedTest
    @EnumSource(ProblemType.class)
    void everyEntryHasAnExampleOfItsKindAndSaysWhatToDo(ProblemType type) throws IOException {
        Problem kind = Problem.of(type, "", "", "");
        JsonNode example = new ObjectMapper().readTree(entry(type).select("pre").text());
        assertThat(example.path("type").asText()).isEqualTo(kind.type());
        assertThat(example.path("title").asText()).isEqualTo(kind.title());
        assertThat(example.path("status").asInt()).isEqualTo(kind.status());
        assertThat(example.path("detail").asText()).isNotEmpty();
        assertThat(example.path("traceId").asText()).matches("[0-9a-f]{32}");
        assertThat(entry(type).text()).contains("What to do:");
    }

    @Test
    void thePageHasNoOtherEntries() {
        assertThat(page.select("section[id]").eachAttr("id"))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(ProblemType.values())
                        .map(ProblemType::slug)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"problems", "index.html"})
    void aPageLoadsNothingFromElsewhere(String name) {
        Document document = read(name);
        assertThat(document.select("[src], link, script, iframe")).isEmpty();
        assertThat(document.select("style").html()).doesNotContain("url(", "@import");
        assertThat(document.select("a").eachAttr("href")).isNotEmpty().allMatch(href -> href.matches("[/#].*"));
        assertThat(document.select("html").attr("lang")).isEqualTo("en");
    }

    private Element entry(ProblemType type) {
        Element entry = page.getElementById(type.slug());
        assertThat(entry).as(type.slug()).isNotNull();
        return Objects.requireNonNull(entry);
    }

    private static Document read(String name) {
        try {
            return Jsoup.parse(Files.readString(Path.of(RESOURCES + name)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
