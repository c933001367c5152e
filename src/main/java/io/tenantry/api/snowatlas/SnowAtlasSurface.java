package io.tenantry.api.snowatlas;

import io.tenantry.api.Surface;
import io.tenantry.api.Thing;
import java.util.List;
import org.springframework.stereotype.Component;

/** The Snow Atlas dialect as the documentation shows it. */
@Component
class SnowAtlasSurface implements Surface {
    @Override
    public String id() {
        return "snow-atlas";
    }

    @Override
    public String title() {
        return "Snow Atlas";
    }

    @Override
    public String description() {
        return "For asset managers' tools that were written for Snow Atlas: who uses which applications and subscriptions, when, "
                + "and at what cost. Tokens are fetched at /idp/api/connect/token. Filters are written as in "
                + "(country -eq Japan) -and (licenseCount -ge 2). Custom fields and users' consumption are not served.";
    }

    @Override
    public List<String> paths() {
        return List.of(AtlasPaths.ROOT + "/**", AtlasPaths.AUDIT + "/**");
    }

    @Override
    public String resource(String path) {
        return path.startsWith(AtlasPaths.AUDIT)
                ? "audit"
                : path.substring(AtlasPaths.ROOT.length() + 1).split("/", 2)[0];
    }

    @Override
    public Thing error() {
        return Thing.named("ErrorResponse")
                .with(Thing.Kind.NUMBER, "error.code")
                .with(Thing.Kind.TEXT, "error.message");
    }

    @Override
    public String errorMediaType() {
        return "application/json";
    }

    @Override
    public int conflictStatus(String path) {
        return 409;
    }

    @Override
    public List<Thing> things() {
        return List.of(
                Thing.named("userRequest").with(Thing.Kind.FLAG, "isOnline", "isInReview", "isQualified"),
                bulkUpdate("bulkUpdateUsersRequest")
                        .with(Thing.Kind.FLAG, "body.onlineOnly", "body.review", "body.qualified"),
                bulkUpdate("bulkUpdateApplicationsRequest").with(Thing.Kind.TEXT, "body.category", "body.vendor"),
                Thing.named("manyUsers").with(Thing.Kind.TEXTS, "ids").requiring("ids"));
    }

    private static Thing bulkUpdate(String name) {
        return Thing.named(name)
                .with(Thing.Kind.TEXT, "scope", "filter")
                .with(Thing.Kind.TEXTS, "ids")
                .requiring("scope");
    }

    @Override
    public Envelope envelope() {
        return new Envelope(
                "AtlasListing",
                "items",
                Thing.named("")
                        .with(
                                Thing.Kind.NUMBER,
                                "pagination.page_size",
                                "pagination.page_number",
                                "pagination.total_pages",
                                "pagination.total_items"));
    }

    @Override
    public List<String> listOptions(String path) {
        return List.of(
                "page_size: how many at most, 1 to 1000; 100 when nothing is said",
                "page_number: which page, from 1",
                "filter: a condition, such as (status -eq Inactive) -and (potentialSavings -gt 0)",
                "sort: members to sort by, such as potentialSavings:desc,displayName:asc");
    }
}
