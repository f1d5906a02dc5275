package org.broadsheet.publishing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Pieces that are killed one after the other, and how far that has come. */
final class Doomed {

    /** A piece as it was published, with the validators of its answer by id. */
    record Piece(String id, int version, String path, String etag, String lastModified) {

        /** Where readers find it, each answered with 200 or 304 while it lives. */
        List<String> addresses() {
            return List.of(
                    "/v1/articles/" + id, "/v1/articles/by-path?path=" + path, "/v1/articles/" + id + "/history");
        }
    }

    private final List<Piece> pieces;
    private final Map<String, Integer> places = new HashMap<>();
    private volatile int begun;
    private volatile int dead;
    private volatile boolean ended;

    Doomed(List<Piece> pieces) {
        this.pieces = pieces;
        for (int i = 0; i < pieces.size(); i++) {
            places.put(pieces.get(i).id(), i);
        }
    }

    int size() {
        return pieces.size();
    }

    Piece piece(int place) {
        return pieces.get(place);
    }

    /** The place of the piece with this id; past all of them for any other. */
    int place(String id) {
        return places.getOrDefault(id, Integer.MAX_VALUE);
    }

    /** The order to kill is about to be given. */
    void begin(int place) {
        begun = place + 1;
    }

    /** The kill was answered. */
    void dead(int place) {
        dead = place + 1;
    }

    void end() {
        ended = true;
    }

    boolean ended() {
        return ended;
    }

    /** All pieces in places before this may not be given any more. */
    int dead() {
        return dead;
    }

    /** All pieces in this place and after it have to be given. */
    int begun() {
        return begun;
    }
}
