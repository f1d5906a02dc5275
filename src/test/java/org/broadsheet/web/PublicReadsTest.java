package org.broadsheet.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicReadsTest {

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/articles, true",
        "HEAD, /v1/articles/1, true",
        "GET, /v1/sections/world/front, true",
        "GET, /v1/feeds/rss, true",
        "POST, /v1/resolve, true",
        "POST, /v1/articles, false",
        "OPTIONS, /v1/articles, false",
        "GET, /v1/editorial/articles, false",
        "GET, /v1/previews/abc, false",
        "GET, /v1/changes, false",
        "GET, /v1/articlesque, false",
        "GET, /v1/, false",
        "GET, /v1, false",
        "GET, /articles, false",
        "GET, , false"
    })
    void onlyReadsOfThePublicNounsAre(String method, String path, boolean are) {
        assertThat(PublicReads.isOne(method, path)).isEqualTo(are);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*/*",
                "application/json",
                "application/*;q=0.5",
                "text/html, */*;q=0.1",
                "application/json, text/plain, */*",
                "application/json; q=1"
            })
    void whoTakesJsonMayShare(String accept) {
        assertThat(PublicReads.takesJson(accept)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "application/json;q=0",
                "*/*;q=0.0",
                "application/vnd.iptc.ninjs+json",
                "application/json, application/ld+json;q=0.5",
                "application/vnd.iptc.ninjs+json, */*",
                ""
            })
    void whoDoesNotIsLeftToTheResource(String accept) {
        assertThat(PublicReads.takesJson(accept)).isFalse();
    }
}
