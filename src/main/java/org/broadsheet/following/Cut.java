package org.broadsheet.following;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;

/** Ends an answer that will not be finished. */
final class Cut {

    private Cut() {}

    /**
     * Closes the connection, so that whoever reads notices that this is not the end. Vert.x's own ways of closing wait
     * until the reader has taken what was sent before, which one who has stopped reading never does; from its handler's
     * context on, the connection is closed as it stands.
     */
    static void off(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            request.response().reset();
        } else if (request.connection() instanceof ConnectionBase connection) {
            connection.channelHandlerContext().close();
        }
    }
}
