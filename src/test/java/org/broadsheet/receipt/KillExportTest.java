package org.broadsheet.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KillExportTest {

    @Test
    void fieldsAreInQuotesAndQuotesAreDoubled() {
        assertThat(KillExport.field("He said \"no\", twice\r\nand left"))
                .isEqualTo("\"He said \"\"no\"\", twice\r\nand left\"");
        assertThat(KillExport.field("")).isEqualTo("\"\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=HYPERLINK(\"x\")", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\uFF1D1"})
    void nothingIsComputedBySpreadsheets(String text) {
        assertThat(KillExport.field(text)).startsWith("\"'" + text.charAt(0));
    }
}
