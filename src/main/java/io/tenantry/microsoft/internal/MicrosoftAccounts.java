package io.tenantry.microsoft.internal;

import io.tenantry.directory.AccountChange;
import io.tenantry.directory.AccountProvider;
import io.tenantry.directory.GroupField;
import io.tenantry.directory.NewGroup;
import io.tenantry.directory.NewPassword;
import io.tenantry.directory.UserField;
import io.tenantry.directory.Values;
import io.tenantry.kernel.Refusal;
import io.tenantry.licensing.LicenseChange;
import io.tenantry.licensing.LicenseProvider;
import io.tenantry.licensing.SubscriptionChange;
import io.tenantry.tenancy.OrganizationId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Carries changes of people, groups, licences and subscriptions out in the Microsoft tenant. The directory then writes them into the mirror. */
@Component
class MicrosoftAccounts implements AccountProvider, LicenseProvider {
    private static final String USERS = "/users/";
    private static final String GROUPS = "/groups/";
    private static final String PROFILE = "passwordProfile";

    /** How far the clocks of Microsoft and the hub may be apart. */
    private static final Duration CLOCKS = Duration.ofMinutes(5);

    private final ConnectionRows connections;
    private final Graph graph;
    private final PartnerCenter partnerCenter;
    private final MirrorReading mirror;
    private final InstantSource clock;

    MicrosoftAccounts(
            ConnectionRows connections,
            Graph graph,
            PartnerCenter partnerCenter,
            MirrorReading mirror,
            InstantSource clock) {
        this.connections = connections;
        this.graph = graph;
        this.partnerCenter = partnerCenter;
        this.mirror = mirror;
        this.clock = clock;
    }

    @Override
    public boolean keeps(OrganizationId organization) {
        return connections.isConnected(organization);
    }

    @Override
    public UUID carryOut(OrganizationId organization, AccountChange change) {
        Tenant tenant = connections.tenant(organization);
        return switch (change) {
            case AccountChange.NewUser(var values, var password) -> create(tenant, values, password);
            case AccountChange.UserChange(var id, var values, var password) -> change(tenant, id, values, password);
            case AccountChange.UserDeletion(var id) -> sent(tenant, "DELETE", USERS + id, null, id);
            case AccountChange.Restoration(var id) ->
                sent(tenant, "POST", "/directory/deletedItems/" + id + "/restore", Map.of(), id);
            case AccountChange.NewManager(var id, var manager) ->
                manager == null
                        ? sent(tenant, "DELETE", USERS + id + "/manager/$ref", null, id)
                        : sent(tenant, "PUT", USERS + id + "/manager/$ref", reference(tenant, USERS, manager), id);
            case AccountChange.NewGroupAccount(var group) -> create(tenant, group);
            case AccountChange.GroupChange(var id, var values) -> {
                Map<String, @Nullable Object> told = GraphNames.told(GraphNames.GROUP, values);
                yield told.isEmpty() ? id : sent(tenant, "PATCH", GROUPS + id, told, id);
            }
            case AccountChange.GroupDeletion(var id) -> sent(tenant, "DELETE", GROUPS + id, null, id);
            case AccountChange.NewMember(var group, var member) ->
                sent(
                        tenant,
                        "POST",
                        GROUPS + group + "/members/$ref",
                        reference(tenant, "/directoryObjects/", member),
                        group);
            case AccountChange.FormerMember(var group, var member) ->
                sent(tenant, "DELETE", GROUPS + group + "/members/" + member + "/$ref", null, group);
            case AccountChange.NewOwner(var group, var owner) ->
                sent(tenant, "POST", GROUPS + group + "/owners/$ref", reference(tenant, USERS, owner), group);
            case AccountChange.FormerOwner(var group, var owner) ->
                sent(tenant, "DELETE", GROUPS + group + "/owners/" + owner + "/$ref", null, group);
        };
    }

    @Override
    public void change(OrganizationId organization, UUID user, LicenseChange change) {
        List<Map<String, Object>> add = change.add().stream()
                .map(added -> Map.<String, Object>of("skuId", added.sku(), "disabledPlans", added.disabledPlans()))
                .toList();
        Map<String, Object> body = Map.of("addLicenses", add, "removeLicenses", change.remove());
        graph.write(connections.tenant(organization), "POST", USERS + user + "/assignLicense", body);
    }

    @Override
    public void change(OrganizationId organization, UUID subscription, SubscriptionChange change) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("quantity", change.quantity());
        members.put("autoRenewEnabled", change.autoRenew());
        members.put("friendlyName", change.friendlyName());
        members.put("status", change.status() == null ? null : change.status().stored());
        members.values().removeIf(Objects::isNull);
        partnerCenter.change(connections.tenant(organization), subscription, members);
    }

    @Override
    public void readPurchases(OrganizationId organization) {
        mirror.readPurchases(organization);
    }

    private UUID create(Tenant tenant, Values<UserField> values, @Nullable NewPassword password) {
        String upn = String.valueOf(values.text(UserField.UPN));
        // Microsoft asks for both.
        if (!values.has(UserField.MAIL_NICKNAME)) {
            values.set(UserField.MAIL_NICKNAME, upn.substring(0, Math.max(1, upn.indexOf('@'))));
        }
        if (!values.has(UserField.ACCOUNT_ENABLED)) {
            values.set(UserField.ACCOUNT_ENABLED, true);
        }
        Map<String, @Nullable Object> body = GraphNames.told(GraphNames.USER, values);
        if (password != null) {
            body.put(PROFILE, profile(password));
        }
        Instant begun = clock.instant();
        try {
            return id(graph.write(tenant, "POST", "/users", body));
        } catch (Refusal refusal) {
            UUID made = refusal.reason() == Refusal.Reason.PROVIDER_DOWN ? madeSince(tenant, upn, begun) : null;
            if (made == null) {
                throw refusal;
            }
            return made;
        }
    }

    /** Somebody with this name who was made just now: the answer was lost, not the user. */
    private @Nullable UUID madeSince(Tenant tenant, String upn, Instant begun) {
        try {
            JsonNode found = graph.get(
                    tenant,
                    USERS + URLEncoder.encode(upn, StandardCharsets.UTF_8).replace("+", "%20")
                            + "?$select=id,createdDateTime");
            Instant created = Instant.parse(found.path("createdDateTime").asString("1970-01-01T00:00:00Z"));
            return created.isAfter(begun.minus(CLOCKS)) ? id(found) : null;
        } catch (Refusal none) {
            return null;
        }
    }

    private UUID change(Tenant tenant, UUID id, Values<UserField> values, @Nullable NewPassword password) {
        Map<String, @Nullable Object> body = GraphNames.told(GraphNames.USER, values);
        if (password != null) {
            body.put(PROFILE, profile(password));
        }
        return body.isEmpty() ? id : sent(tenant, "PATCH", USERS + id, body, id);
    }

    private static Map<String, @Nullable Object> profile(NewPassword password) {
        Map<String, @Nullable Object> profile = new LinkedHashMap<>();
        if (password.password() != null) {
            profile.put("password", password.password());
        }
        profile.put("forceChangePasswordNextSignIn", password.mustChange());
        return profile;
    }

    private UUID create(Tenant tenant, NewGroup group) {
        if (!group.values().has(GroupField.MAIL_NICKNAME)) {
            // Microsoft asks for one of every group, also of those that get no mail.
            group.values()
                    .set(
                            GroupField.MAIL_NICKNAME,
                            "g" + UUID.randomUUID().toString().substring(0, 8));
        }
        Map<String, @Nullable Object> body = GraphNames.told(GraphNames.GROUP, group.values());
        body.put("mailEnabled", group.mailEnabled());
        body.put("securityEnabled", group.securityEnabled());
        body.put("groupTypes", group.groupTypes());
        return id(graph.write(tenant, "POST", "/groups", body));
    }

    private UUID sent(Tenant tenant, String method, String path, @Nullable Object body, UUID id) {
        graph.write(tenant, method, path, body);
        return id;
    }

    private static Map<String, String> reference(Tenant tenant, String collection, UUID id) {
        return Map.of("@odata.id", Service.GRAPH.base(tenant) + collection + id);
    }

    private static UUID id(JsonNode made) {
        try {
            return UUID.fromString(made.path("id").asString(""));
        } catch (IllegalArgumentException none) {
            throw new Refusal(Refusal.Reason.PROVIDER_CANNOT, "Microsoft did not tell what it made");
        }
    }
}
