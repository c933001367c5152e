package io.tenantry.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.kernel.Refusal;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Condition;
import io.tenantry.query.ListQuery;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class MembershipsTest extends DirectoryTest {
    private static final Set<Group.Kind> SECURITY = EnumSet.of(Group.Kind.SECURITY);
    private static final Catalogue MEMBERS = Catalogue.of(MemberField.ID.named("id"));
    private static final Catalogue GROUPS =
            Catalogue.of(GroupField.ID.named("id"), GroupField.DISPLAY_NAME.named("displayName"));

    @Autowired
    private Groups groups;

    @Autowired
    private Memberships memberships;

    @Test
    void listsMembersWithTheirNamesAndCountsThem() {
        Group team = group("Team");
        add(team, make("Ada Lovelace", "ada").id().value());
        add(team, make("Grace Hopper", "grace").id().value());

        ListQuery query = new ListQuery(Condition.ALL, null, MEMBERS.total(List.of()), 10, 0, null, true);
        var page = memberships.members(OPERATOR, home, key(team), SECURITY, Belonging.DIRECT, query);

        assertThat(page.items()).extracting(Member::name).containsExactly("Ada Lovelace", "Grace Hopper");
        assertThat(page.total()).isEqualTo(2);
    }

    @Test
    void addingTwiceChangesNothingTheSecondTime() {
        Group team = group("Team");
        UUID ada = make("Ada Lovelace", "ada").id().value();

        assertThat(add(team, ada)).isTrue();
        assertThat(add(team, ada)).isFalse();
    }

    @Test
    void belongsThroughFiftyGroupsWithinGroups() {
        UUID ada = make("Ada Lovelace", "ada").id().value();
        Group outermost = group("Group 0");
        Group inner = outermost;
        for (int i = 1; i < 50; i++) {
            Group next = group("Group " + i);
            add(inner, next.id().value());
            inner = next;
        }
        add(inner, ada);

        assertThat(belongs(ada, outermost)).isTrue();
        assertThat(groupsOf(ada, Belonging.ANY)).hasSize(50);
        assertThat(groupsOf(ada, Belonging.DIRECT)).hasSize(1);
    }

    @Test
    void refusesAGroupThatWouldContainItself() {
        Group outer = group("Outer");
        Group inner = group("Inner");
        add(outer, inner.id().value());

        assertThatThrownBy(() -> add(inner, outer.id().value()))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Refusal.Reason.CONFLICT));
        assertThatThrownBy(() -> add(inner, inner.id().value())).isInstanceOf(Refusal.class);
    }

    @Test
    void belongsAsLongAsOneOfTwoPathsIsLeft() {
        UUID ada = make("Ada Lovelace", "ada").id().value();
        Group top = group("Top");
        Group left = group("Left");
        Group right = group("Right");
        Group bottom = group("Bottom");
        add(top, left.id().value());
        add(top, right.id().value());
        add(left, bottom.id().value());
        add(right, bottom.id().value());
        add(bottom, ada);

        remove(left, bottom.id().value());
        assertThat(belongs(ada, top)).isTrue();
        remove(right, bottom.id().value());
        assertThat(belongs(ada, top)).isFalse();
    }

    @Test
    void deletingAndRestoringBringsMembershipsBack() {
        User ada = make("Ada Lovelace", "ada");
        Group team = group("Team");
        Group all = group("All");
        add(team, ada.id().value());
        add(all, team.id().value());

        changes.delete(OPERATOR, home, key(ada));
        assertThat(members(team)).isEmpty();
        changes.restore(OPERATOR, home, key(ada));
        assertThat(members(team)).containsExactly("Ada Lovelace");

        groups.delete(OPERATOR, home, key(team), SECURITY);
        assertThat(belongs(ada.id().value(), all)).isFalse();
        groups.restore(OPERATOR, home, key(team), SECURITY);
        assertThat(belongs(ada.id().value(), all)).isTrue();
    }

    private Group group(String name) {
        Values<GroupField> values = new Values<GroupField>().set(GroupField.DISPLAY_NAME, name);
        return groups.create(OPERATOR, home, new NewGroup(null, Group.Kind.SECURITY, false, true, List.of(), values));
    }

    private boolean add(Group group, UUID member) {
        return memberships.add(OPERATOR, home, key(group), SECURITY, named(member));
    }

    private void remove(Group group, UUID member) {
        memberships.remove(OPERATOR, home, key(group), SECURITY, named(member));
    }

    private List<String> members(Group group) {
        ListQuery query = ListQuery.first(10, Condition.ALL, MEMBERS.total(List.of()));
        return memberships.members(OPERATOR, home, key(group), SECURITY, Belonging.DIRECT, query).items().stream()
                .map(Member::name)
                .toList();
    }

    private boolean belongs(UUID principal, Group group) {
        return groupsOf(principal, Belonging.ANY).stream()
                .anyMatch(of -> of.group().id().equals(group.id()));
    }

    private List<GroupOf> groupsOf(UUID principal, Belonging belonging) {
        ListQuery query = ListQuery.first(100, Condition.ALL, GROUPS.total(List.of()));
        return memberships.groupsOf(OPERATOR, home, principal, belonging, query).items();
    }

    private static Memberships.MemberKey named(UUID id) {
        return new Memberships.MemberKey(id, false, null, Refusal.Reason.NOT_FOUND, "member");
    }

    private static GroupKey key(Group group) {
        return new GroupKey.Id(group.id());
    }
}
