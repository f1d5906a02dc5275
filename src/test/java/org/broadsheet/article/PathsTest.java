package org.broadsheet.article;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathsTest {

    @ParameterizedTest
    @CsvSource(nullValues = "none", delimiter = '|', textBlock = """
                    /a/b                              | /a/b
                    a/b                               | /a/b
                    /a/b/                             | /a/b
                    //                                | none
                    /                                 | /
                    /a//b                             | /a/b
                    https://ledger.example/a/b?x=1#y  | /a/b
                    HTTP://ledger.example/a           | /a
                    https://ledger.example            | /
                    /a%20b                            | /a b
                    /a b                              | /a b
                    /stra%C3%9Fe                      | /straße
                    ftp://x/a                         | none
                    mailto:a@b.example                | none
                    /a%00b                            | none
                    /a%zz                             | none
                    """)
    void pathsAreWrittenInOneWay(String text, String path) {
        assertThat(Paths.normalise(text).orElse(null)).isEqualTo(path);
    }

    @Property
    void normalisingTwiceChangesNothing(@ForAll String text) {
        Paths.normalise(text)
                .ifPresent(
                        path -> assertThat(Paths.normalise(Paths.encode(path))).contains(path));
    }

    @Property
    void encodedPathsArePartsOfAddresses(@ForAll String text) {
        Paths.normalise(text)
                .ifPresent(path -> assertThat(URI.create("https://ledger.example" + Paths.encode(path))
                                .getPath())
                        .isEqualTo(path));
    }
}
