package io.tenantry.api.clouduserhub;

import io.tenantry.Estate;
import io.tenantry.api.Route;
import io.tenantry.automation.internal.BlockCatalogue;
import io.tenantry.automation.internal.BlockCatalogues;
import io.tenantry.tenancy.OrganizationId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How each route of the dialect is called so that it succeeds: with ids that are there and bodies that are right.
 *
 * @param values what to put for {@code {variable}}; those named {@code id} depend on what the path is about
 */
record Calls(Map<String, String> values, String domain) {
    private static final String DEFINITION =
            "{identifier: mine, title: Mine, description: Mine, type: User, category: Lifecycle,"
                    + " read: command.user.read, write: command.user.write, provider: command.user,"
                    + " blocks: [{block: blocksignin}]}";
    /** A variable in a segment of a path. */
    static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

    private static final BlockCatalogue BLOCKS = BlockCatalogues.ofTheHub();

    static Calls of(OrganizationId organization, String domain, Things things) {
        Map<String, String> values = new HashMap<>();
        values.put("organizationId", organization.toString());
        values.put("userGroupId", things.userGroup().toString());
        values.put("userId", things.user().toString());
        values.put("memberId", things.user().toString());
        values.put("ownerId", things.user().toString());
        values.put("users", things.user().toString());
        values.put("groups", things.group().toString());
        values.put("deletedItems", things.deleted().toString());
        values.put("partnerId", organization.toString());
        values.put("customerId", organization.toString());
        values.put("tenantId", organization.toString());
        values.put("subscriptionId", things.subscription().toString());
        values.put("targetUserId", things.user().toString());
        values.put("targetGroupId", things.userGroup().toString());
        values.put("targetOrganizationId", organization.toString());
        values.put(
                "targetDeviceId", Estate.device(organization, "Noon's device").toString());
        values.put(
                "jobId", Estate.job(organization, things.user(), "Noon's job").toString());
        values.put(
                "scheduleId", Estate.schedule(organization, "Noon's schedule").toString());
        values.put("commandSetId", Estate.commandSet(organization, "noons").toString());
        values.put(
                "categoryId",
                Objects.requireNonNull(BLOCKS.find(Estate.BLOCK_SIGN_IN))
                        .category()
                        .id()
                        .toString());
        return new Calls(values, domain);
    }

    /** Hub ids, which are object ids too here. The user belongs to both groups. */
    record Things(UUID user, UUID userGroup, UUID group, UUID deleted, UUID subscription) {}

    /** The route's path and query. */
    String path(Route route) {
        return path(route, "", "");
    }

    /** The same with another value for one variable. */
    String path(Route route, String variable, String value) {
        String[] segments = route.pattern().split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            Matcher named = VARIABLE.matcher(segments[i]);
            if (named.find()) {
                String name = named.group(1);
                String filled = name.equals(variable) ? value : valueOf(route, name, segments[i - 1]);
                segments[i] = segments[i].replace("{" + name + "}", filled);
            }
        }
        return String.join("/", segments) + query(route, variable.equals("organizationId") ? value : null);
    }

    private String valueOf(Route route, String name, String segmentBefore) {
        if (name.equals("commandBlockId")) {
            return block(route.pattern());
        }
        String value = values.get(name.equals("id") ? segmentBefore : name);
        if (value == null) {
            throw new AssertionError("Say in Calls what to put for {" + name + "} after " + segmentBefore);
        }
        return value;
    }

    /** One that runs for what the path names. */
    private static String block(String pattern) {
        String identifier = pattern.contains("ForOrganization")
                ? "getorganization"
                : pattern.contains("Device") ? "getdevice" : "blocksignin";
        return String.valueOf(Objects.requireNonNull(BLOCKS.named(identifier)).id());
    }

    private String query(Route route, @Nullable String organization) {
        boolean filtered = route.pattern().endsWith("/directory/v1/users")
                || route.pattern().endsWith("/directory/v1/usergroups");
        String named = organization == null ? values.get("organizationId") : organization;
        if (route.pattern().endsWith("/ForFilter()")) {
            return "?$filter=" + URLEncoder.encode("upn eq 'nobody@example.com'", StandardCharsets.UTF_8);
        }
        return filtered
                ? "?$filter=" + URLEncoder.encode("organizationId in ('" + named + "')", StandardCharsets.UTF_8)
                : "";
    }

    /** Whether the organization is named by the filter instead of the path. */
    static boolean isFiltered(Route route) {
        return route.pattern().endsWith("/directory/v1/users")
                || route.pattern().endsWith("/directory/v1/usergroups");
    }

    /** A body that the route takes, or null when it takes none. */
    @Nullable
    String body(Route route) {
        String reference = "{\"@odata.id\":\"https://graph.microsoft.com/v1.0/directoryObjects/%s\"}";
        String pattern = route.pattern();
        return switch (route.method()) {
            case "PUT" -> put(pattern, reference);
            case "PATCH" -> patch(pattern);
            case "POST" -> post(pattern, reference);
            default -> null;
        };
    }

    private static String put(String pattern, String reference) {
        if (pattern.endsWith("/defaults")) {
            return "{\"values\":[]}";
        }
        return pattern.contains("/command/v1/")
                ? "{\"definition\":\"" + DEFINITION + "\"}"
                : reference.formatted(UUID.randomUUID());
    }

    private static String patch(String pattern) {
        if (pattern.endsWith("/mailboxSettings")) {
            return "{\"automaticRepliesSetting\":{\"status\":\"disabled\"}}";
        }
        if (pattern.contains("/subscriptions/")) {
            return "{\"quantity\":7}";
        }
        if (pattern.contains("/schedules/")) {
            return "{\"name\":\"New\"}";
        }
        return pattern.contains("/users/") ? "{\"jobTitle\":\"Analyst\"}" : "{\"description\":\"New\"}";
    }

    private @Nullable String post(String pattern, String reference) {
        if (pattern.endsWith("/usergroups")) {
            return "{\"name\":\"Another\"}";
        }
        if (pattern.toLowerCase(Locale.ROOT).endsWith("/assignlicense")) {
            return "{\"addLicenses\":[],\"removeLicenses\":[]}";
        }
        if (pattern.endsWith("/commandsets") || pattern.endsWith("/commandblocks")) {
            String steps = pattern.endsWith("sets") ? "blocks: [{block: blocksignin}]" : "steps: [{do: user.read}]";
            return "{\"organizationId\":\"%s\",\"definition\":\"%s\"}"
                    .formatted(
                            values.get("organizationId"), DEFINITION.replace("blocks: [{block: blocksignin}]", steps));
        }
        if (pattern.endsWith("/schedules")) {
            return """
                    {"organizationId": "%s", "name": "Another", "kind": "interval", "rule": "PT1H"}""".formatted(values.get("organizationId"));
        }
        if (pattern.endsWith("/InvokeCommand")) {
            return "{\"CmdletInput\":{\"CmdletName\":\"Get-Mailbox\",\"Parameters\":{\"Identity\":\"%s\"}}}"
                    .formatted(values.get("userId"));
        }
        if (pattern.endsWith("/$batch")) {
            return "{\"requests\":[]}";
        }
        if (pattern.contains("/jobs/For")) {
            return "{\"inputOverrides\":[]}";
        }
        if (pattern.endsWith("/$ref")) {
            return reference.formatted(UUID.randomUUID());
        }
        if (pattern.endsWith("/groups")) {
            return """
                    {"displayName":"Another","mailEnabled":false,"mailNickname":"another","securityEnabled":true}""";
        }
        if (pattern.endsWith("/users")) {
            return """
                    {"accountEnabled":true,"displayName":"New","mailNickname":"new","userPrincipalName":"new@%s",
                     "passwordProfile":{"password":"rowing-Tulip-orbit-77"}}""".formatted(domain);
        }
        return null;
    }
}
