package org.broadsheet.partner;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.broadsheet.access.Tier;
import org.broadsheet.naming.Ids;
import org.broadsheet.partner.PartnerForm.PartnerQuota;
import org.broadsheet.partner.PartnerForm.PartnerRights;
import org.broadsheet.problem.Refusal;
import org.jspecify.annotations.Nullable;

/** Who syndicates what is published. */
@Entity
@Table(name = "partner")
class Partner {

    @Id
    private UUID id;

    private String name;
    private String contacts;
    private String tier;
    private String state;

    private UUID @Nullable [] sections;

    @Column(name = "without_sections")
    private UUID[] withoutSections;

    private UUID @Nullable [] tags;

    @Column(name = "without_tags")
    private UUID[] withoutTags;

    @Column(name = "full_text")
    private @Nullable Boolean fullText;

    private @Nullable Boolean images;

    @Column(name = "delay_seconds")
    private long delaySeconds;

    private boolean embargoed;

    @Column(name = "ai_use")
    private @Nullable String aiUse;

    @Column(name = "per_second")
    private @Nullable Integer perSecond;

    @Column(name = "per_day")
    private @Nullable Long perDay;

    @Column(name = "per_month")
    private @Nullable Long perMonth;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "modified_at")
    private Instant modifiedAt;

    private int version;

    @SuppressWarnings("NullAway.Init")
    protected Partner() {}

    /** @param form what is said, with ids for all that it names */
    @SuppressWarnings("NullAway.Init")
    Partner(PartnerForm form, String contacts, Instant now) {
        this.id = Ids.of(now, "partner", form.name());
        this.createdAt = now;
        this.version = 1;
        write(form, contacts, now);
    }

    /** Whether anything has changed by that. */
    boolean rewrite(PartnerForm form, String writtenContacts, Instant now) {
        boolean same = contacts.equals(writtenContacts) && said(form.contacts()).equals(form);
        if (!same) {
            write(form, writtenContacts, now);
            version++;
        }
        return !same;
    }

    private void write(PartnerForm form, String writtenContacts, Instant now) {
        name = form.name();
        contacts = writtenContacts;
        tier = form.tier();
        state = form.state();
        PartnerRights rights = form.rights();
        sections = rights.sections() == null ? null : ids(rights.sections());
        withoutSections = ids(PartnerForm.orNone(rights.withoutSections()));
        tags = rights.tags() == null ? null : ids(rights.tags());
        withoutTags = ids(PartnerForm.orNone(rights.withoutTags()));
        fullText = rights.fullText();
        images = rights.images();
        delaySeconds = rights.delayed().toSeconds();
        embargoed = Boolean.TRUE.equals(rights.embargoed());
        aiUse = rights.aiUse();
        perSecond = form.quota().perSecond();
        perDay = form.quota().perDay();
        perMonth = form.quota().perMonth();
        modifiedAt = now;
    }

    private static UUID[] ids(List<String> texts) {
        return texts.stream().map(UUID::fromString).toArray(UUID[]::new);
    }

    private static @Nullable List<String> texts(UUID @Nullable [] ids) {
        return ids == null ? null : Arrays.stream(ids).map(UUID::toString).toList();
    }

    private static @Nullable List<String> someTexts(UUID[] ids) {
        return ids.length == 0 ? null : texts(ids);
    }

    /** What the newsroom says about it, with ids for all that it names. */
    PartnerForm said(List<PartnerForm.Contact> readContacts) {
        return new PartnerForm(
                name,
                readContacts,
                tier,
                state,
                new PartnerRights(
                        texts(sections),
                        someTexts(withoutSections),
                        texts(tags),
                        someTexts(withoutTags),
                        fullText,
                        images,
                        delaySeconds == 0
                                ? null
                                : Duration.ofSeconds(delaySeconds).toString(),
                        embargoed ? Boolean.TRUE : null,
                        aiUse),
                new PartnerQuota(perSecond, perDay, perMonth));
    }

    void checkVersion(int expected) {
        if (version != expected) {
            throw new Refusal.Stale(version);
        }
    }

    UUID id() {
        return id;
    }

    String name() {
        return name;
    }

    String contacts() {
        return contacts;
    }

    String state() {
        return state;
    }

    boolean showsFullText() {
        return fullText == null ? level().fullText() : fullText;
    }

    boolean showsImages() {
        return images == null ? level().images() : images;
    }

    private Tier level() {
        return Tier.parse(tier).orElseThrow();
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant modifiedAt() {
        return modifiedAt;
    }

    int version() {
        return version;
    }
}
