package io.tenantry.console.groups;

import io.tenantry.access.Caller;
import io.tenantry.console.Given;
import io.tenantry.console.Visit;
import io.tenantry.directory.Belonging;
import io.tenantry.directory.Group;
import io.tenantry.directory.Member;
import io.tenantry.directory.MemberField;
import io.tenantry.directory.Memberships;
import io.tenantry.kernel.Cursor;
import io.tenantry.kernel.Page;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Condition;
import io.tenantry.query.Field;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Order;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The members of a group, a page at a time: its own, or everybody, also by way of groups within it. */
@Component
class GroupMembers {
    private static final int PAGE = 100;
    private static final Catalogue OWN =
            Catalogue.of(Field.id("membershipId", MemberField.ID.column()), MemberField.MEMBER.named("id"));

    /** One and the same person can be a member of many groups within the group. */
    private static final Catalogue ALL = Catalogue.of(Field.id("id", MemberField.MEMBER.column()));

    private final Memberships memberships;

    GroupMembers(Memberships memberships) {
        this.memberships = memberships;
    }

    /** Gives the page what the address asks for: {@code all} for everybody, {@code after} for where the page begins. */
    void show(Visit visit, Group group, Set<Group.Kind> kinds, @Nullable Instant asOf) {
        boolean all = visit.field("all") != null;
        String after = visit.field("after");
        Catalogue catalogue = all ? ALL : OWN;
        ListQuery first = new ListQuery(
                        Condition.ALL, null, List.of(Order.ascending(catalogue.id())), PAGE, 0, null, true)
                .at(asOf);
        ListQuery query = after == null ? first : first.after(new Cursor(List.of(Given.id(after))));
        Page<Member> members = of(visit.caller(), group, kinds, all, query);
        visit.with("members", members)
                .with("all", all)
                .with("own", address(visit, group, false, null))
                .with("everybody", address(visit, group, true, null))
                .with("first", after == null ? null : address(visit, group, all, null))
                .with(
                        "next",
                        members.next() == null
                                ? null
                                : address(
                                        visit, group, all, place(members.items().getLast(), all)));
    }

    private static String address(Visit visit, Group group, boolean all, @Nullable UUID after) {
        String asOf = visit.field("asOf");
        StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
        if (all) {
            query.add("all=true");
        }
        if (asOf != null) {
            query.add("asOf=" + URLEncoder.encode(asOf, StandardCharsets.UTF_8));
        }
        if (after != null) {
            query.add("after=" + after);
        }
        return GroupRow.link(group) + query + "#members";
    }

    private static UUID place(Member last, boolean all) {
        return all ? last.memberId() : last.id();
    }

    private Page<Member> of(Caller caller, Group group, Set<Group.Kind> kinds, boolean all, ListQuery query) {
        return memberships.members(
                caller,
                group.organization(),
                Given.group(group.id().toString()),
                kinds,
                all ? Belonging.ANY : Belonging.DIRECT,
                query);
    }
}
