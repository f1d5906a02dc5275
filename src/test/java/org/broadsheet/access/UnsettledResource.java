package org.broadsheet.access;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What somebody might add in a hurry: calls of the newsroom's that don't say who may make them. */
@Path("v1/editorial")
@RunOnVirtualThread
public class UnsettledResource {

    @GET
    @Path("unsettled")
    @Operation(hidden = true)
    public String forgotten() {
        return "let in";
    }
}
