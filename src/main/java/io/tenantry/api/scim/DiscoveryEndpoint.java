package io.tenantry.api.scim;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.kernel.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What there is, told to programs (RFC 7643, 5 to 7). */
@RestController("scimDiscoveryEndpoint")
@RequestMapping(
        path = {ScimPaths.ROOT, ScimPaths.OF_ORGANIZATION},
        produces = {ScimPaths.MEDIA_TYPE, ScimPaths.JSON})
class DiscoveryEndpoint {
    private static final String ANYBODY = "whoever is signed in";

    /**
     * What the standard has words for. Besides, lists, single resources and {@code .search} take {@code asOf}, a date or moment of the
     * past, and then tell what was so at that moment; that is an extension of ours.
     */
    @Operation(summary = "Tell what is supported")
    @Exchanges(gives = "ServiceProviderConfig")
    @GetMapping("/ServiceProviderConfig")
    @Requires(
            value = {},
            note = ANYBODY)
    Map<String, Object> config(At at, HttpServletRequest request) {
        refuseFilter(at, request);
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("schemas", List.of("urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"));
        config.put("patch", Map.of("supported", true));
        config.put(
                "bulk",
                Map.of(
                        "supported",
                        true,
                        "maxOperations",
                        Bulk.OPERATIONS_MAX,
                        "maxPayloadSize",
                        Bulk.BODY_MAX.toBytes()));
        config.put("filter", Map.of("supported", true, "maxResults", Question.COUNT_MAX));
        config.put("changePassword", Map.of("supported", true));
        config.put("sort", Map.of("supported", true));
        config.put("etag", Map.of("supported", true));
        config.put(
                "pagination",
                Map.of(
                        "cursor",
                        true,
                        "index",
                        true,
                        "defaultPaginationMethod",
                        "index",
                        "defaultPageSize",
                        Question.COUNT_USUAL,
                        "maxPageSize",
                        Question.COUNT_MAX));
        config.put(
                "authenticationSchemes",
                List.of(Map.of(
                        "type", "oauthbearertoken",
                        "name", "OAuth Bearer Token",
                        "description", "An access token of a service account or a person",
                        "specUri", "https://www.rfc-editor.org/rfc/rfc6750",
                        "primary", true)));
        config.put(
                "meta",
                Map.of("resourceType", "ServiceProviderConfig", "location", at.url() + "/ServiceProviderConfig"));
        return config;
    }

    @Operation(summary = "List the types of resources")
    @Exchanges(gives = "ResourceType")
    @GetMapping("/ResourceTypes")
    @Requires(
            value = {},
            note = ANYBODY)
    Listing types(At at, HttpServletRequest request) {
        refuseFilter(at, request);
        return Listing.whole(
                Stream.of(Resource.values()).map(each -> each.told(at.url())).toList());
    }

    @Operation(summary = "Get a type of resources")
    @Exchanges(gives = "ResourceType")
    @GetMapping("/ResourceTypes/{name}")
    @Requires(
            value = {},
            note = ANYBODY)
    Map<String, Object> type(At at, HttpServletRequest request, @PathVariable String name) {
        refuseFilter(at, request);
        return Stream.of(Resource.values())
                .filter(each -> each.type().equals(name))
                .findFirst()
                .orElseThrow(() -> nothing(name))
                .told(at.url());
    }

    /** They have the attributes that are kept, and no others. */
    @Operation(summary = "List the schemas")
    @Exchanges(gives = "Schema")
    @GetMapping("/Schemas")
    @Requires(
            value = {},
            note = ANYBODY)
    Listing schemas(At at, HttpServletRequest request) {
        refuseFilter(at, request);
        return Listing.whole(all().map(each -> each.told(at.url())).toList());
    }

    @Operation(summary = "Get a schema")
    @Exchanges(gives = "Schema")
    @GetMapping("/Schemas/{schemaId}")
    @Requires(
            value = {},
            note = ANYBODY)
    Map<String, Object> schema(At at, HttpServletRequest request, @PathVariable String schemaId) {
        refuseFilter(at, request);
        return all().filter(each -> each.id().equals(schemaId))
                .findFirst()
                .orElseThrow(() -> nothing(schemaId))
                .told(at.url());
    }

    private static Stream<Schema> all() {
        return Stream.of(Schema.USER, Schema.ENTERPRISE, Schema.GROUP);
    }

    private static Refusal nothing(String name) {
        return new Refusal(Refusal.Reason.NOT_FOUND, "There is nothing called '" + ScimPaths.shown(name) + "'");
    }

    /** As RFC 7644, 4 wants it, so that nobody takes the whole for what he asked for. */
    private static void refuseFilter(At at, HttpServletRequest request) {
        at.caller();
        Refusal.unless(request.getParameter("filter") == null, Refusal.Reason.NOT_PERMITTED, "This is not filtered");
    }
}
