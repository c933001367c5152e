package io.tenantry.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Estate;
import io.tenantry.kernel.Cursor;
import io.tenantry.kernel.Page;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Condition;
import io.tenantry.query.Condition.Operator;
import io.tenantry.query.Field;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Order;
import io.tenantry.query.Seeded;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Whoever belongs to a group through groups within it is told once, whatever the nesting. */
class NestedMembersTest extends DirectoryTest {
    private static final Set<Group.Kind> HUB = Set.of(Group.Kind.HUB);
    private static final Field NAME = MemberField.NAME.named("name");
    private static final Catalogue MEMBERS =
            Catalogue.of(Field.id("id", MemberField.MEMBER.column()), NAME, MemberField.DIRECT.named("direct"));
    private static final Catalogue GROUPS = Catalogue.of(GroupField.ID.named("id"));

    @Autowired
    private Groups groups;

    @Autowired
    private Memberships memberships;

    @Test
    void membersAreThoseThatWalkingTheGroupsFinds() {
        Seeded.times(4, random -> {
            Map<UUID, Set<UUID>> direct = nesting(random, 7, 9);
            for (UUID group : direct.keySet()) {
                Set<UUID> found = new TreeSet<>(reached(direct, group));
                Set<UUID> own = direct.getOrDefault(group, Set.of());
                assertThat(walked(group, Belonging.ANY)).containsExactlyElementsOf(sorted(found));
                found.removeAll(own);
                assertThat(walked(group, Belonging.INDIRECT)).containsExactlyElementsOf(sorted(found));
                assertThat(walked(group, Belonging.DIRECT)).containsExactlyInAnyOrderElementsOf(own);
            }
        });
    }

    @Test
    void groupsOfSomebodyAreThoseThatHaveHimAsAMember() {
        Seeded.times(3, random -> {
            Map<UUID, Set<UUID>> direct = nesting(random, 7, 5);
            Set<UUID> everybody = new HashSet<>(direct.keySet());
            direct.values().forEach(everybody::addAll);
            for (UUID somebody : everybody) {
                List<UUID> any = having(direct, somebody, true);
                List<UUID> own = having(direct, somebody, false);
                assertThat(groupsOf(somebody, Belonging.ANY)).containsExactlyInAnyOrderElementsOf(any);
                assertThat(groupsOf(somebody, Belonging.DIRECT)).containsExactlyInAnyOrderElementsOf(own);
                any.removeAll(own);
                assertThat(groupsOf(somebody, Belonging.INDIRECT)).containsExactlyInAnyOrderElementsOf(any);
            }
        });
    }

    @Test
    void oneWhoIsAMemberInTwoWaysIsToldAsADirectOne() {
        UUID outer = Estate.group(home, "Outer");
        UUID inner = Estate.group(home, "Inner");
        UUID ada = Estate.user(home, "Ada");
        UUID noon = Estate.user(home, "Noon");
        Estate.member(home, outer, inner, "group");
        Estate.member(home, inner, ada, "user");
        Estate.member(home, inner, noon, "user");
        Estate.member(home, outer, ada, "user");

        List<Order> byName = MEMBERS.total(List.of(Order.descending(NAME)));
        Page<Member> all = page(outer, Belonging.ANY, Condition.ALL, byName, null);
        assertThat(all.items()).extracting(Member::name).containsExactly("Noon", "Inner", "Ada");
        assertThat(all.items()).extracting(Member::direct).containsExactly(false, true, true);
        Condition named = new Condition.Compare(NAME, Operator.EQUALS, "ada");
        Page<Member> found = page(outer, Belonging.ANY, named, byName, null);
        assertThat(found.items()).extracting(Member::memberId).containsExactly(ada);
        assertThat(found.total()).isEqualTo(1);
        assertThat(page(outer, Belonging.INDIRECT, named, byName, null).total()).isZero();
    }

    @Test
    void deletedGroupsAndPeopleAreNoMembers() {
        UUID outer = Estate.group(home, "Outer");
        UUID inner = Estate.group(home, "Inner");
        UUID ada = Estate.user(home, "Ada");
        Estate.member(home, outer, inner, "group");
        Estate.member(home, inner, ada, "user");
        UserKey person = new UserKey.Id(new UserId(ada));
        changes.delete(OPERATOR, home, person);
        assertThat(walked(outer, Belonging.ANY)).containsExactly(inner);
        changes.restore(OPERATOR, home, person);
        assertThat(walked(outer, Belonging.ANY)).hasSize(2);
        groups.delete(OPERATOR, home, new GroupKey.Id(new GroupId(inner)), HUB);
        assertThat(walked(outer, Belonging.ANY)).isEmpty();
    }

    /** Groups, each with the members it has of itself; only later ones lie in earlier ones, so that there is no circle. */
    private Map<UUID, Set<UUID>> nesting(Random random, int groups, int people) {
        List<UUID> made = new ArrayList<>();
        Map<UUID, Set<UUID>> direct = new HashMap<>();
        for (int i = 0; i < groups; i++) {
            made.add(Estate.group(home, "Group " + i));
            direct.put(made.get(i), new HashSet<>());
        }
        for (int i = 1; i < groups; i++) {
            for (int j = 0; j < 2; j++) {
                put(direct, made.get(random.nextInt(i)), made.get(i), "group");
            }
        }
        for (int i = 0; i < people; i++) {
            UUID user = Estate.user(home, "Person " + i);
            for (int j = 0; j < 3; j++) {
                put(direct, made.get(random.nextInt(groups)), user, "user");
            }
        }
        return direct;
    }

    private void put(Map<UUID, Set<UUID>> direct, UUID group, UUID member, String kind) {
        if (direct.computeIfAbsent(group, none -> new HashSet<>()).add(member)) {
            Estate.member(home, group, member, kind);
        }
    }

    private static Set<UUID> reached(Map<UUID, Set<UUID>> direct, UUID group) {
        Set<UUID> reached = new HashSet<>();
        for (UUID member : direct.getOrDefault(group, Set.of())) {
            reached.add(member);
            reached.addAll(reached(direct, member));
        }
        return reached;
    }

    private static List<UUID> having(Map<UUID, Set<UUID>> direct, UUID somebody, boolean indirectly) {
        List<UUID> having = new ArrayList<>();
        direct.forEach((group, own) -> {
            if ((indirectly ? reached(direct, group) : own).contains(somebody)) {
                having.add(group);
            }
        });
        return having;
    }

    /** As PostgreSQL sorts ids. */
    private static List<UUID> sorted(Set<UUID> ids) {
        return ids.stream()
                .sorted((one, other) -> one.toString().compareTo(other.toString()))
                .toList();
    }

    /** All members, page by page; the count has to agree. */
    private List<UUID> walked(UUID group, Belonging belonging) {
        Catalogue catalogue = belonging == Belonging.DIRECT ? Catalogue.of(MemberField.ID.named("id")) : MEMBERS;
        List<UUID> met = new ArrayList<>();
        Cursor after = null;
        do {
            Page<Member> page = page(group, belonging, Condition.ALL, catalogue.total(List.of()), after);
            page.items().forEach(member -> met.add(member.memberId()));
            after = page.next();
            if (after == null) {
                assertThat(page.total()).isEqualTo(met.size());
            }
        } while (after != null);
        return met;
    }

    private Page<Member> page(
            UUID group, Belonging belonging, Condition filter, List<Order> order, @Nullable Cursor after) {
        ListQuery query = new ListQuery(filter, null, order, 4, 0, after, true);
        return memberships.members(OPERATOR, home, new GroupKey.Id(new GroupId(group)), HUB, belonging, query);
    }

    private List<UUID> groupsOf(UUID principal, Belonging belonging) {
        ListQuery query = ListQuery.first(100, Condition.ALL, GROUPS.total(List.of()));
        return memberships.groupsOf(OPERATOR, home, principal, belonging, query).items().stream()
                .map(held -> held.group().id().value())
                .toList();
    }
}
