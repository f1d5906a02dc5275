package org.broadsheet.publishing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import org.broadsheet.fixture.Caller;

/** Reads in every way from one server while pieces are killed, and holds each answer against what was dead by then. */
final class KillWitness implements Callable<Void> {

    /** A way of reading. */
    enum Kind {
        BY_ID,
        BY_PATH,
        HISTORY,
        HEAD,
        GZIP,
        SOME_FIELDS,
        IF_NONE_MATCH,
        IF_MODIFIED_SINCE,
        RESOLVE,
        LIST,
        LIST_IF_NONE_MATCH,
        FRONT
    }

    private static final Kind[] KINDS = Kind.values();
    private static final String LIST = "/v1/articles?section=world&fields=id&limit=100";
    private static final String FRONT = "/v1/sections/world/front?fields=id&limit=100";

    private final Caller caller;
    private final Doomed doomed;
    private final long seed;
    private final Random random;
    private final List<String> faults = new ArrayList<>();
    private final Map<Kind, Long> given = new EnumMap<>(Kind.class);
    private final Map<Kind, Long> refused = new EnumMap<>(Kind.class);
    private Caller.Answer lastList;

    KillWitness(Caller caller, Doomed doomed, long seed) {
        this.caller = caller;
        this.doomed = doomed;
        this.seed = seed;
        this.random = new Random(seed);
    }

    List<String> faults() {
        return faults;
    }

    long given(Kind kind) {
        return given.getOrDefault(kind, 0L);
    }

    long refused(Kind kind) {
        return refused.getOrDefault(kind, 0L);
    }

    @Override
    public Void call() throws IOException, InterruptedException {
        while (!doomed.ended()) {
            Kind kind = KINDS[random.nextInt(KINDS.length)];
            switch (kind) {
                case LIST -> several(kind, LIST);
                case FRONT -> several(kind, FRONT);
                case LIST_IF_NONE_MATCH -> listAgain();
                default -> one(kind, target());
            }
        }
        return null;
    }

    /** Mostly one that is about to be killed, or just was. */
    private int target() {
        int around = random.nextInt(4) == 0 ? random.nextInt(doomed.size()) : doomed.dead() - 2 + random.nextInt(4);
        return Math.clamp(around, 0, doomed.size() - 1);
    }

    private void one(Kind kind, int place) throws IOException, InterruptedException {
        Doomed.Piece piece = doomed.piece(place);
        int dead = doomed.dead();
        Caller.Answer answer = read(kind, piece);
        int begun = doomed.begun();
        boolean gives = kind == Kind.RESOLVE
                ? answer.expect(200).json().path("status").asText().equals("current")
                : answer.status() == 200 || answer.status() == 304;
        if (place < dead && (gives || kind != Kind.RESOLVE && answer.status() != 410)) {
            fault(kind, "piece " + place + " is dead, as are all before " + dead + ": " + answer);
        } else if (place >= begun && !gives) {
            fault(kind, "piece " + place + " is alive, as are all from " + begun + ": " + answer);
        }
        count(kind, place < dead, place >= begun);
    }

    private Caller.Answer read(Kind kind, Doomed.Piece piece) throws IOException, InterruptedException {
        String byId = "/v1/articles/" + piece.id();
        return switch (kind) {
            case BY_ID -> caller.read(byId);
            case BY_PATH -> caller.read("/v1/articles/by-path?path=" + piece.path());
            case HISTORY -> caller.read(byId + "/history");
            case HEAD -> caller.read("HEAD", byId);
            case GZIP -> caller.read("GET", byId, "Accept-Encoding", "gzip");
            case SOME_FIELDS -> caller.read(byId + "?fields=headline,body&body=markdown");
            case IF_NONE_MATCH -> caller.read("GET", byId, "If-None-Match", piece.etag());
            case IF_MODIFIED_SINCE -> caller.read("GET", byId, "If-Modified-Since", piece.lastModified());
            case RESOLVE -> caller.read("/v1/resolve?url=" + piece.path());
            case LIST, LIST_IF_NONE_MATCH, FRONT -> throw new IllegalArgumentException(kind + " is of several pieces");
        };
    }

    private Caller.Answer several(Kind kind, String address) throws IOException, InterruptedException {
        int dead = doomed.dead();
        Caller.Answer answer = caller.read(address).expect(200);
        hold(kind, answer, dead);
        return answer;
    }

    /** With 304 it is the list of before that is given. */
    private void listAgain() throws IOException, InterruptedException {
        if (lastList == null) {
            lastList = several(Kind.LIST, LIST);
        }
        int dead = doomed.dead();
        Caller.Answer answer = caller.read("GET", LIST, "If-None-Match", lastList.header("ETag"));
        if (answer.status() != 304) {
            lastList = answer.expect(200);
        }
        hold(Kind.LIST_IF_NONE_MATCH, lastList, dead);
    }

    private void hold(Kind kind, Caller.Answer list, int dead) {
        boolean alive = false;
        for (JsonNode item : list.json().path("items")) {
            int place = doomed.place(item.path("id").asText());
            alive |= place < doomed.size();
            if (place < dead) {
                fault(kind, "gives piece " + place + ", and all before " + dead + " are dead");
            }
        }
        count(kind, dead > 0, alive);
    }

    private void fault(Kind kind, String what) {
        faults.add("seed " + seed + ", " + kind + ": " + what);
    }

    private void count(Kind kind, boolean wasDead, boolean wasAlive) {
        given.merge(kind, wasAlive ? 1L : 0L, Long::sum);
        refused.merge(kind, wasDead ? 1L : 0L, Long::sum);
    }
}
