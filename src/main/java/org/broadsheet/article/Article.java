package org.broadsheet.article;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.broadsheet.problem.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * A piece on the newsroom's side: what state it is in, and what may become of it. Its content is in its revisions. It
 * is changed only by whoever holds its row, so its version needs no other guard.
 */
@Entity
public class Article {

    /** Where a piece stands. */
    public enum State {
        DRAFT,
        REVIEW,
        SCHEDULED,
        PUBLISHED,
        GONE,
        REDIRECTED,
        WITHDRAWN,
        KILLED,
        DISCARDED;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static State parse(String wire) {
            return valueOf(wire.toUpperCase(Locale.ROOT));
        }
    }

    /** How a published piece is taken from readers. */
    public enum Takedown {
        GONE(State.GONE),
        REDIRECT(State.REDIRECTED),
        WITHDRAWN(State.WITHDRAWN),
        KILLED(State.KILLED);

        private final State state;

        Takedown(State state) {
            this.state = state;
        }

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        State state() {
            return state;
        }
    }

    /** What may be done to a piece; which of these is legal depends on its state. */
    public enum Transition {
        EDIT(EnumSet.complementOf(EnumSet.of(State.KILLED, State.DISCARDED))),
        SUBMIT(EnumSet.of(State.DRAFT)),
        REJECT(EnumSet.of(State.REVIEW)),
        PUBLISH(EnumSet.complementOf(EnumSet.of(State.KILLED, State.DISCARDED))),
        SCHEDULE(EnumSet.complementOf(EnumSet.of(State.KILLED, State.DISCARDED))),
        UNSCHEDULE(EnumSet.complementOf(EnumSet.of(State.KILLED, State.DISCARDED))),
        CORRECT(EnumSet.of(State.PUBLISHED)),
        MOVE(EnumSet.of(State.PUBLISHED)),
        UNPUBLISH(EnumSet.of(State.PUBLISHED)),
        KILL(EnumSet.of(State.PUBLISHED, State.GONE, State.REDIRECTED, State.WITHDRAWN)),
        DISCARD(EnumSet.of(State.DRAFT, State.REVIEW, State.SCHEDULED, State.PUBLISHED)),
        REVERT(EnumSet.complementOf(EnumSet.of(State.KILLED, State.DISCARDED))),
        ASSIGN(EnumSet.complementOf(EnumSet.of(State.KILLED, State.DISCARDED)));

        private final Set<State> from;

        Transition(Set<State> from) {
            this.from = from;
        }

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Id
    private UUID id;

    private String source;

    @Column(name = "external_id")
    private String externalId;

    private String state;
    private String slug;
    private int revision;
    private int version;

    @Column(name = "live_revision")
    private @Nullable Integer liveRevision;

    @Column(name = "scheduled_at")
    private @Nullable Instant scheduledAt;

    @Column(name = "scheduled_revision")
    private @Nullable Integer scheduledRevision;

    @Column(name = "scheduled_embargo")
    private @Nullable Instant scheduledEmbargo;

    @Column(name = "scheduled_note")
    private @Nullable String scheduledNote;

    @Column(name = "scheduled_by")
    private @Nullable String scheduledBy;

    private @Nullable String owner;
    private String headline;
    private String type;

    @Column(name = "section_id")
    private @Nullable UUID sectionId;

    private @Nullable String language;

    @Column(name = "byline_ids")
    private UUID[] bylineIds;

    @Column(name = "tag_ids")
    private UUID[] tagIds;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "modified_at")
    private Instant modifiedAt;

    @SuppressWarnings("NullAway.Init")
    protected Article() {}

    /** A new piece of the publication's own. */
    @SuppressWarnings("NullAway.Init")
    Article(UUID id, String externalId, @Nullable String owner, ArticleContent content, Instant now) {
        this.id = id;
        this.source = "";
        this.externalId = externalId;
        this.state = State.DRAFT.wire();
        this.slug = "";
        this.owner = owner;
        this.createdAt = now;
        this.headline = "";
        revise(content, now);
    }

    /** The next revision: what is written from now on. What readers see stays as it is until it is published. */
    int revise(ArticleContent content, Instant now) {
        check(Transition.EDIT);
        revision++;
        headline = content.headline();
        type = content.type().wire();
        sectionId = content.sectionId();
        language = content.language();
        bylineIds = content.credits().stream()
                .map(ArticleContent.Credit::bylineId)
                .distinct()
                .toArray(UUID[]::new);
        tagIds = content.tagIds().toArray(UUID[]::new);
        changed(now);
        return revision;
    }

    /** Hands a draft to the editors. */
    public void submit(Instant now) {
        check(Transition.SUBMIT);
        state = State.REVIEW.wire();
        changed(now);
    }

    /** Hands a piece under review back to its writer. */
    public void reject(Instant now) {
        check(Transition.REJECT);
        state = State.DRAFT.wire();
        changed(now);
    }

    public void handTo(String newOwner, Instant now) {
        check(Transition.ASSIGN);
        owner = newOwner;
        changed(now);
    }

    /** A publication that is to come. Edits made until then do not go out with it. */
    public void schedule(Schedule when, Instant now) {
        check(Transition.SCHEDULE);
        scheduledAt = when.at();
        scheduledRevision = checkRevision(when.revision());
        scheduledEmbargo = when.embargoUntil();
        scheduledNote = when.note();
        scheduledBy = when.by();
        if (state() == State.DRAFT || state() == State.REVIEW) {
            state = State.SCHEDULED.wire();
        }
        changed(now);
    }

    public void unschedule(Instant now) {
        check(Transition.UNSCHEDULE);
        clearSchedule();
        if (state() == State.SCHEDULED) {
            state = State.DRAFT.wire();
        }
        changed(now);
    }

    private void clearSchedule() {
        scheduledAt = null;
        scheduledRevision = null;
        scheduledEmbargo = null;
        scheduledNote = null;
        scheduledBy = null;
    }

    /** Its revision {@code number} is what readers see, once its moment has come. */
    void publish(int number, String liveSlug, Instant now) {
        check(Transition.PUBLISH);
        liveRevision = checkRevision(number);
        slug = liveSlug;
        state = State.PUBLISHED.wire();
        clearSchedule();
        changed(now);
    }

    int checkRevision(int number) {
        if (number < 1 || number > revision) {
            throw Refusal.Unprocessable.pointer(
                    "/revision", "there is no revision " + number + "; the newest is " + revision + ".");
        }
        return number;
    }

    void move(Instant now) {
        check(Transition.MOVE);
        changed(now);
    }

    /** Takes the piece from readers. Only what they can have seen can be taken down; a killed piece stays killed. */
    void takeDown(Takedown how, Instant now) {
        check(how == Takedown.KILLED ? Transition.KILL : Transition.UNPUBLISH);
        state = how.state().wire();
        liveRevision = null;
        clearSchedule();
        changed(now);
    }

    /** Gives up a piece that readers never saw. */
    void giveUp(Instant now) {
        check(Transition.DISCARD);
        state = State.DISCARDED.wire();
        clearSchedule();
        changed(now);
    }

    private void changed(Instant now) {
        version++;
        modifiedAt = now;
    }

    /** @throws Refusal.Conflict when this can't be done now */
    public void check(Transition transition) {
        if (!transitions().contains(transition)) {
            String possible = String.join(
                    ", ", transitions().stream().map(Transition::wire).toList());
            throw new Refusal.Conflict("The piece is " + state().wire() + ": '" + transition.wire()
                    + "' is not possible. What is possible now: " + (possible.isEmpty() ? "nothing" : possible) + ".");
        }
    }

    /** What may be done to it now. */
    public List<Transition> transitions() {
        return Arrays.stream(Transition.values())
                .filter(transition -> transition.from.contains(state()))
                .filter(transition -> transition != Transition.UNSCHEDULE || scheduledAt != null)
                .filter(transition -> transition != Transition.DISCARD
                        || state() != State.PUBLISHED
                        || !Objects.equals(liveRevision, revision))
                .toList();
    }

    public @Nullable Schedule schedule() {
        return scheduledAt == null || scheduledRevision == null
                ? null
                : new Schedule(scheduledRevision, scheduledAt, scheduledEmbargo, scheduledNote, scheduledBy);
    }

    /**
     * A publication that is to come.
     *
     * @param by whose word it is
     */
    public record Schedule(
            int revision,
            Instant at,
            @Nullable Instant embargoUntil,
            @Nullable String note,
            @Nullable String by) {}

    /** @throws Refusal.Stale when this is not {@code expected} */
    public void checkVersion(int expected) {
        if (version != expected) {
            throw new Refusal.Stale(version);
        }
    }

    public State state() {
        return State.parse(state);
    }

    public UUID id() {
        return id;
    }

    public String source() {
        return source;
    }

    public String externalId() {
        return externalId;
    }

    public String slug() {
        return slug;
    }

    /** The number of the newest revision. */
    public int revision() {
        return revision;
    }

    public int version() {
        return version;
    }

    public @Nullable Integer liveRevision() {
        return liveRevision;
    }

    public @Nullable String owner() {
        return owner;
    }

    public String headline() {
        return headline;
    }

    public String type() {
        return type;
    }

    public @Nullable UUID sectionId() {
        return sectionId;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant modifiedAt() {
        return modifiedAt;
    }
}
