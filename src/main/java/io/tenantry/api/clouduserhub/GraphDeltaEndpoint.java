package io.tenantry.api.clouduserhub;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.api.clouduserhub.DeltaAnswers.Delta;
import io.tenantry.api.clouduserhub.DeltaAnswers.Question;
import io.tenantry.directory.Deltas;
import io.tenantry.directory.Deltas.ChangedGroup;
import io.tenantry.directory.Deltas.ChangedGroups;
import io.tenantry.directory.Deltas.ChangedMember;
import io.tenantry.directory.Deltas.Place;
import io.tenantry.directory.Deltas.Wanted;
import io.tenantry.directory.GroupId;
import io.tenantry.directory.User;
import io.tenantry.directory.UserId;
import io.tenantry.licensing.AssignedWay;
import io.tenantry.licensing.LicenseDeltas;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Changes since an earlier answer as in Microsoft Graph, for clients that keep a copy of users and groups. */
@RestController
@RequestMapping({GraphPaths.AT_ROOT, GraphPaths.PREFIXED})
class GraphDeltaEndpoint {
    private static final String MEMBERS = "members@delta";
    private static final String REMOVED = "@removed";
    private static final Map<String, String> RESTORABLE = Map.of("reason", "changed");
    private static final Map<String, String> GONE = Map.of("reason", "deleted");

    private final Deltas deltas;
    private final LicenseDeltas licenses;
    private final DeltaAnswers answers;
    private final Answers envelopes;

    GraphDeltaEndpoint(Deltas deltas, LicenseDeltas licenses, DeltaAnswers answers, Answers envelopes) {
        this.deltas = deltas;
        this.licenses = licenses;
        this.answers = answers;
        this.envelopes = envelopes;
    }

    /**
     * {@code assignedLicenses} and {@code licenseAssignmentStates} are shown when they are selected, and then need
     * {@code license.read} too.
     */
    @Operation(summary = "List users that changed since an earlier answer")
    @Exchanges(
            gives = "graphUser",
            options = {"$select: the members to show", "$deltatoken: from an earlier answer", "$top: the size of a page"
            })
    @GetMapping("/users/delta")
    @Requires(value = Permission.USER_READ, note = "for assignedLicenses also license.read")
    @Nullable
    Delta users(
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response,
            @PathVariable String organizationId)
            throws IOException {
        Question question = new Question(request, "users", Keys.organization(organizationId));
        DeltaToken token = answers.token(question);
        if (token == null) {
            answers.tellToBeginAnew(question, response);
            return null;
        }
        boolean licensed = LicenseMembers.areSelected(token.select());
        List<UUID> touched = licensed && token.since() != null
                ? licenses.touched(caller, question.organization(), token.since())
                : List.of();
        int limit = answers.limit(request);
        UserId after = token.after() == null ? null : new UserId(token.after());
        List<User> users =
                deltas.users(caller, new Wanted(question.organization(), token.since(), limit), after, touched);
        Map<UUID, List<AssignedWay>> ways = licensed
                ? licenses.ways(
                        caller,
                        question.organization(),
                        users.stream().map(user -> user.id().value()).toList())
                : Map.of();
        List<Map<String, @Nullable Object>> items = shown(users, token.select(), ways);
        DeltaToken next =
                users.size() == limit ? token.next(users.getLast().id().value(), null) : token.ended();
        return answers.answer(question, envelopes.context(request, "users"), items, next);
    }

    @Operation(summary = "List groups that changed since an earlier answer, with the members who came and went")
    @Exchanges(
            gives = "graphGroup",
            options = {"$select: the members to show", "$deltatoken: from an earlier answer", "$top: the size of a page"
            })
    @GetMapping("/groups/delta")
    @Requires(Permission.GROUP_READ_BASIC)
    @Nullable
    Delta groups(
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response,
            @PathVariable String organizationId)
            throws IOException {
        Question question = new Question(request, "groups", Keys.organization(organizationId));
        DeltaToken token = answers.token(question);
        if (token == null) {
            answers.tellToBeginAnew(question, response);
            return null;
        }
        Place place = token.after() == null ? null : new Place(new GroupId(token.after()), token.within());
        ChangedGroups changed = deltas.groups(
                caller, new Wanted(question.organization(), token.since(), answers.limit(request)), place);
        boolean withMembers = token.select() == null || DeltaAnswers.selects(token.select(), "members");
        String select = DeltaAnswers.without(token.select(), "members");
        List<Map<String, @Nullable Object>> items = new ArrayList<>();
        for (ChangedGroup one : changed.groups()) {
            Map<String, @Nullable Object> item = new LinkedHashMap<>();
            item.put("id", one.group().objectId());
            if (one.group().deletedAt() != null) {
                item.put(REMOVED, RESTORABLE);
            } else {
                item.putAll(DeltaAnswers.shown(Shapes.GRAPH_GROUP, select, one.group()));
                if (withMembers && !one.members().isEmpty()) {
                    item.put(
                            MEMBERS,
                            one.members().stream()
                                    .map(GraphDeltaEndpoint::shown)
                                    .toList());
                }
            }
            items.add(item);
        }
        Place rest = changed.next();
        DeltaToken next = rest == null ? token.ended() : token.next(rest.group().value(), rest.member());
        return answers.answer(question, envelopes.context(request, "groups"), items, next);
    }

    /** Users as they are told; with licences where they are wanted. */
    private static List<Map<String, @Nullable Object>> shown(
            List<User> users, @Nullable String selected, Map<UUID, List<AssignedWay>> ways) {
        String select = LicenseMembers.without(selected);
        List<Map<String, @Nullable Object>> items = new ArrayList<>();
        for (User user : users) {
            Map<String, @Nullable Object> item = new LinkedHashMap<>();
            item.put("id", user.objectId());
            if (user.isDeleted()) {
                item.put(REMOVED, RESTORABLE);
            } else {
                item.putAll(DeltaAnswers.shown(Shapes.GRAPH_USER, select, user));
                LicenseMembers.show(item, selected, ways.getOrDefault(user.id().value(), List.of()));
            }
            items.add(item);
        }
        return items;
    }

    private static Map<String, Object> shown(ChangedMember member) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("@odata.type", member.isGroup() ? Shapes.GROUP_TYPE : Shapes.USER_TYPE);
        members.put("id", member.objectId());
        if (member.gone()) {
            members.put(REMOVED, GONE);
        }
        return members;
    }
}
