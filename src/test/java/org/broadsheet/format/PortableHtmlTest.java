package org.broadsheet.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PortableHtmlTest {

    private static final String PAGE = "https://ledger.example/world/a";

    @Test
    void addressesLeadToTheFrontEndWhereverTheTextStands() {
        assertThat(PortableHtml.of("<p><a href=\"/tides?a=1&amp;b=2\">x</a> <a href=\"#note\">y</a></p>", PAGE))
                .isEqualTo("<p><a href=\"https://ledger.example/tides?a=1&amp;b=2\">x</a>"
                        + " <a href=\"https://ledger.example/world/a#note\">y</a></p>");
        assertThat(PortableHtml.of("<img src=\"https://images.example/1.jpg\" alt=\"\">", PAGE))
                .isEqualTo("<img src=\"https://images.example/1.jpg\" alt=\"\">");
        assertThat(PortableHtml.of("<a href=\"mailto:desk@ledger.example\">x</a>", PAGE))
                .isEqualTo("<a href=\"mailto:desk@ledger.example\">x</a>");
    }
}
