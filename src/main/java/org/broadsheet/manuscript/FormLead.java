package org.broadsheet.manuscript;

import org.broadsheet.media.MediaDescription;
import org.broadsheet.media.MediaType;

/** The picture, video or sound that leads a piece. */
final class FormLead {

    private FormLead() {}

    static MediaDescription description(FormFields lead, MediaType type) {
        String url = lead.address("url");
        if (lead.value("url") == null) {
            lead.fault("url", "is missing");
        }
        return new MediaDescription(
                type,
                url == null ? "" : url,
                lead.pixels("width"),
                lead.pixels("height"),
                lead.line("alt", FormCopy.LONGEST_TEXT),
                lead.line("caption", FormCopy.LONGEST_TEXT),
                lead.line("credit", FormCopy.LONGEST_LINE));
    }
}
