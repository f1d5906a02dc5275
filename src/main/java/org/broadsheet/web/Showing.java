package org.broadsheet.web;

import io.vertx.ext.web.RoutingContext;
import java.util.UUID;

/** Is told what answers show. Called on the event loop too, so it may not wait. */
public interface Showing {

    /**
     * The answer to this request, which goes out with a body, shows something of these articles.
     *
     * @param kept whether it comes from memory; then the array is the same one each time, and nobody changes it
     */
    void shown(RoutingContext context, UUID[] articles, boolean kept);
}
