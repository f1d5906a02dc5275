package org.broadsheet.following;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.broadsheet.problem.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 0",
        "bytes=0-, 0, 99",
        "bytes=99-, 99, 99",
        "bytes=5-500, 5, 99",
        "bytes=-1, 99, 99",
        "bytes=-100, 0, 99",
        "bytes=-1000, 0, 99",
        "bytes = 3 - 4, 3, 4",
        "bytes=0-999999999999999999, 0, 99"
    })
    void aRangeIsWithinTheFile(String header, long first, long last) {
        assertThat(ByteRange.parse(header, 100)).hasValue(new ByteRange(first, last));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=", "bytes=-", "bytes=2-1", "bytes=1-2,4-5", "items=1-2", "1-2", "bytes=1-2x"})
    void whatIsNoRangeIsAllOfIt(String header) {
        assertThat(ByteRange.parse(header, 100)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=100-", "bytes=100-200", "bytes=-0"})
    void whatIsAfterTheEndIsRefused(String header) {
        assertThatThrownBy(() -> ByteRange.parse(header, 100)).isInstanceOf(Refusal.OutOfRange.class);
    }

    @Test
    void noHeaderIsAllOfIt() {
        assertThat(ByteRange.parse(null, 100)).isEmpty();
    }
}
