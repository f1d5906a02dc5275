package org.broadsheet.web;

import static io.restassured.RestAssured.given;
import static org.broadsheet.fixture.Newsroom.unique;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.broadsheet.fixture.Credentials;
import org.broadsheet.fixture.Desk;
import org.broadsheet.fixture.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A body is taken as what it is, or not at all: never as something like it. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class PlainBodiesTest {

    @Inject
    Credentials credentials;

    @Inject
    Desk desk;

    private static RequestSpecification asItIs(RequestSpecification request) {
        return request.config(RestAssuredConfig.config()
                .encoderConfig(EncoderConfig.encoderConfig()
                        .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                        .encodeContentTypeAs("application/json", io.restassured.http.ContentType.TEXT)));
    }

    private ValidatableResponse sent(String type, byte[] body) {
        return asItIs(credentials.editor())
                .contentType(type)
                .body(body)
                .post("/v1/editorial/articles")
                .then();
    }

    private byte[] draft(Charset charset) {
        return ("{\"headline\": \"" + unique("Fähre") + "\", \"section\": \"" + desk.section("news") + "\"}")
                .getBytes(charset);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-1", "UTF-16"})
    void bodyThatIsNotUtf8IsRefusedRatherThanKeptWithQuestionMarks(String charset) {
        sent("application/json", draft(Charset.forName(charset)))
                .statusCode(400)
                .body("detail", equalTo("The request's body is not UTF-8."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"iso-8859-1", "utf-16"})
    void otherCharsetIsNotSupported(String charset) {
        sent("application/json; charset=" + charset, draft(StandardCharsets.UTF_8))
                .statusCode(415)
                .body("detail", containsString("UTF-8"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json", "application/json; charset=utf-8", "application/json; charset=\"UTF-8\""})
    void utf8IsTakenHoweverItIsCalled(String type) {
        sent(type, draft(StandardCharsets.UTF_8)).statusCode(201).body("draft.headline", containsString("Fähre"));
    }

    @Test
    void bodyThatIsCompressedIsNotSupported() {
        asItIs(credentials.editor())
                .header("Content-Encoding", "gzip")
                .contentType("application/json")
                .body(draft(StandardCharsets.UTF_8))
                .post("/v1/editorial/articles")
                .then()
                .statusCode(415)
                .body("detail", containsString("Content-Encoding"));
        asItIs(given())
                .header("Content-Encoding", "gzip")
                .contentType("application/json")
                .body("{\"urls\": [\"/a\"]}".getBytes(StandardCharsets.UTF_8))
                .post("/v1/resolve")
                .then()
                .statusCode(415);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'{} {}'|something comes after its end",
                "'{\"headline\": \"a\", \"headline\": \"b\"}'|the key 'headline' is there twice",
                "'{\"headline\": '|it ends before it is complete",
                "'[1]'|is not a JSON object"
            })
    void whatIsWrongWithJsonIsToldInPlainWords(String body, String told) {
        sent("application/json", body.getBytes(StandardCharsets.UTF_8))
                .statusCode(400)
                .body("detail", containsString(told))
                .body("detail", containsString("The request's body"))
                .body("detail", not(containsString("Feature")))
                .body("detail", not(containsString("ObjectNode")));
    }

    @Test
    void textThatIsTooLongForTheParserIsTooLarge() {
        String text = "x".repeat((8 << 20) + 1);
        sent("application/json", ("{\"body\": \"" + text + "\"}").getBytes(StandardCharsets.UTF_8))
                .statusCode(413)
                .body("detail", equalTo("The request's body has a text of more than 8388608 characters."));
    }
}
