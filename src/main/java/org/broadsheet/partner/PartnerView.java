package org.broadsheet.partner;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.broadsheet.partner.PartnerForm.Contact;
import org.broadsheet.partner.PartnerForm.PartnerQuota;
import org.broadsheet.partner.PartnerForm.PartnerRights;
import org.broadsheet.query.Page;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A partner. */
@Schema(name = "Partner", description = "Who syndicates what is published, and what they may see of it.")
@JsonInclude(JsonInclude.Include.NON_NULL)
record PartnerView(
        @Schema(required = true) UUID id,

        @Schema(examples = "North Coast Radio", required = true)
        String name,

        @Schema(required = true) List<Contact> contacts,

        @Schema(
                enumeration = {"teaser", "text", "full"},
                required = true)
        String tier,

        @Schema(
                enumeration = {"active", "suspended"},
                required = true)
        String state,

        @Schema(
                description =
                        "What it may see, as it was said; what was not said is as the tier has it. A section or tag"
                                + " that is there no longer is named by its id.",
                required = true)
        PartnerRights rights,

        @Schema(description = "What of an article it is shown, by tier and rights.", required = true)
        Shows shows,

        @Schema(required = true) PartnerQuota quota,

        @Schema(required = true) Instant createdAt,

        @Schema(required = true) Instant modifiedAt,

        @Schema(description = "What `If-Match` is held against.", examples = "3", required = true)
        int version) {

    static PartnerView of(Partner partner, PartnerForm said, Map<String, String> names) {
        PartnerRights rights = said.rights();
        return new PartnerView(
                partner.id(),
                said.name(),
                said.contacts(),
                said.tier(),
                said.state(),
                new PartnerRights(
                        named(rights.sections(), names),
                        named(rights.withoutSections(), names),
                        named(rights.tags(), names),
                        named(rights.withoutTags(), names),
                        rights.fullText(),
                        rights.images(),
                        rights.delay(),
                        rights.embargoed(),
                        rights.aiUse()),
                new Shows(partner.showsFullText(), partner.showsImages()),
                said.quota(),
                partner.createdAt(),
                partner.modifiedAt(),
                partner.version());
    }

    /** What of an article a partner is shown. */
    @Schema(name = "PartnerShows", description = "What of an article a partner is shown.")
    record Shows(
            @Schema(description = "The body, and not only the card.", required = true)
            boolean fullText,

            @Schema(description = "Pictures, at the head of an article and in its body.", required = true)
            boolean images) {}

    private static @Nullable List<String> named(@Nullable List<String> ids, Map<String, String> names) {
        return ids == null
                ? null
                : ids.stream().map(id -> names.getOrDefault(id, id)).toList();
    }

    /** A page of partners. */
    @Schema(name = "PartnerList", description = "A page of partners, the newest first.")
    record Partners(
            @Schema(required = true) List<PartnerView> items,

            @Schema(required = true) Page page) {}
}
