package org.broadsheet.delivery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.broadsheet.fixture.Newsroom.unique;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.broadsheet.fixture.Newsroom;
import org.broadsheet.fixture.TestDatabase;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class FrontTest {

    @Inject
    Newsroom newsroom;

    private final List<UUID> saved = new ArrayList<>();

    private String section(int articles) {
        String section = unique("front");
        for (int i = 0; i < articles; i++) {
            saved.add(newsroom.article()
                    .in(i % 2 == 0 ? section : section + "/under")
                    .publishedAt(Instant.parse("2026-07-01T10:00:00Z").plusSeconds(i))
                    .save());
        }
        return section;
    }

    private static JsonPath front(String section, int limit, String cursor) {
        var request = given().queryParam("limit", limit);
        if (cursor != null) {
            request.queryParam("cursor", cursor);
        }
        return request.urlEncodingEnabled(false)
                .get("/v1/sections/" + section + "/front")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private List<String> expected(int... order) {
        return java.util.Arrays.stream(order)
                .mapToObj(i -> saved.get(i).toString())
                .toList();
    }

    @Test
    void curatedArticlesComeFirstThenTheNewestAndNoneTwice() {
        String section = section(6);
        newsroom.curate(section, List.of(saved.get(1), saved.get(4)));

        assertThat(front(section, 20, null).<String>getList("items.id")).isEqualTo(expected(1, 4, 5, 3, 2, 0));
    }

    @Test
    void pagesOfAFrontLeadToEachOtherInBothDirectionsWhateverTheirSize() {
        String section = section(6);
        newsroom.curate(section, List.of(saved.get(1), saved.get(4), saved.get(0)));
        List<String> whole = expected(1, 4, 0, 5, 3, 2);

        for (int limit = 1; limit <= 6; limit++) {
            JsonPath page = front(section, limit, null);
            List<String> forward = new ArrayList<>(page.getList("items.id"));
            while (page.getString("page.next") != null) {
                page = front(section, limit, page.getString("page.next"));
                forward.addAll(page.getList("items.id"));
            }
            List<String> back = new ArrayList<>(page.getList("items.id"));
            while (page.getString("page.previous") != null) {
                page = front(section, limit, page.getString("page.previous"));
                back.addAll(0, page.getList("items.id"));
            }
            assertThat(forward).as("forward by %d", limit).isEqualTo(whole);
            assertThat(back).as("back by %d", limit).isEqualTo(whole);
        }
    }

    @Test
    void whatReadersMayNotSeeIsPassedOverInTheHead() {
        String section = section(2);
        UUID embargoed = newsroom.article()
                .in(section)
                .embargoedUntil(newsroom.now().plusSeconds(3600))
                .save();
        newsroom.curate(section, List.of(embargoed, saved.get(0)));

        assertThat(front(section, 20, null).<String>getList("items.id")).isEqualTo(expected(0, 1));
    }

    @Test
    void frontOfAnUnknownSectionIsNotFound() {
        given().get("/v1/sections/no-such-section/front").then().statusCode(404);
    }
}
