package io.tenantry.api.cloudcockpit;

import io.tenantry.api.Surface;
import io.tenantry.api.Thing;
import java.util.List;
import org.springframework.stereotype.Component;

/** The CloudCockpit dialect as the documentation shows it. */
@Component
class CloudCockpitSurface implements Surface {
    @Override
    public String id() {
        return "cloud-cockpit";
    }

    @Override
    public String title() {
        return "CloudCockpit";
    }

    @Override
    public String description() {
        return "For shops and billing that were written for CloudCockpit: an operator's customers, their users and licences, and "
                + "what was done there. Paths and the names of parameters may be written in any case, and every path answers at "
                + "the root and under /cloudcockpit alike.";
    }

    @Override
    public List<String> paths() {
        return List.of(CockpitPaths.ROOT + "/**");
    }

    @Override
    public List<String> prefixes() {
        return List.of("", "/cloudcockpit");
    }

    @Override
    public boolean isThrottled() {
        return false;
    }

    @Override
    public String resource(String path) {
        if (path.contains("/licenses")) {
            return "licenses";
        }
        if (path.contains("/users")) {
            return "customer users";
        }
        return path.startsWith(CockpitPaths.ROOT + "/Providers") ? "provider instances" : path.split("/", 4)[2];
    }

    @Override
    public Thing error() {
        return Thing.named("Error")
                .with(Thing.Kind.NUMBER, "statusCode")
                .with(Thing.Kind.TEXT, "type", "description", "correlationId")
                .with(Thing.Kind.OBJECTS, "errors");
    }

    @Override
    public String errorMediaType() {
        return "application/json";
    }

    @Override
    public int conflictStatus(String path) {
        return 400;
    }

    @Override
    public List<Thing> things() {
        return List.of();
    }

    @Override
    public Envelope envelope() {
        return new Envelope(
                "Listing",
                "items",
                Thing.named("")
                        .with(
                                Thing.Kind.NUMBER,
                                "paginationParameters.pageNumber",
                                "paginationParameters.pageSize",
                                "totalPages",
                                "totalCount")
                        .with(Thing.Kind.FLAG, "hasPreviousPage", "hasNextPage")
                        .with(Thing.Kind.TEXT, "continuationToken"));
    }

    @Override
    public List<String> listOptions(String path) {
        return path.endsWith("/AuditLogs")
                ? List.of()
                : List.of(
                        "pageNumber: which page, from 1",
                        "pageSize: how many at most, 1 to 2000; 25 when nothing is said");
    }

    @Override
    public List<String> headers() {
        return List.of(Call.TENANT + ": the portal: a domain of the operator's organization, its name or its id");
    }
}
