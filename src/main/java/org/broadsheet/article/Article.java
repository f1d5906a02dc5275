package org.broadsheet.article;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.broadsheet.problem.Refusal;

/** A piece on the newsroom's side: which one it is, and what state it is in. Its content is in its revisions. */
@Entity
public class Article {

    /** What may become of a piece. */
    public enum State {
        DRAFT,
        PUBLISHED,
        GONE,
        WITHDRAWN,
        KILLED;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State parse(String wire) {
            return valueOf(wire.toUpperCase(Locale.ROOT));
        }
    }

    /** How a published piece is taken from readers. */
    public enum Takedown {
        GONE(State.GONE),
        WITHDRAWN(State.WITHDRAWN),
        KILLED(State.KILLED);

        private final State state;

        Takedown(State state) {
            this.state = state;
        }
    }

    @Id
    private UUID id;

    private String source;

    @Column(name = "external_id")
    private String externalId;

    private String state;
    private int revision;

    @Column(name = "modified_at")
    private Instant modifiedAt;

    @SuppressWarnings("NullAway.Init")
    protected Article() {}

    /** Takes the piece from readers. Only what they can have seen can be taken down, and only once. */
    void takeDown(Takedown how, Instant now) {
        if (state() != State.PUBLISHED) {
            throw new Refusal.Conflict("The piece is " + state + "; only a published piece can be taken down.");
        }
        state = how.state.wire();
        modifiedAt = now;
    }

    public State state() {
        return State.parse(state);
    }

    public UUID id() {
        return id;
    }
}
