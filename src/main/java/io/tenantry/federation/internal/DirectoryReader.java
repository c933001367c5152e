package io.tenantry.federation.internal;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.SearchResultEntry;
import io.tenantry.federation.LdapSettings;
import io.tenantry.federation.LdapSettings.Schema;
import io.tenantry.federation.SyncRun.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a directory page by page and hands the pages on. */
final class DirectoryReader {
    private static final int PEOPLE_AT_ONCE = 1_000;
    private static final int GROUPS_AT_ONCE = 200;
    private static final String WITHOUT_ID = "It has no name or nothing that identifies it for ever";

    private final Directory directory;
    private final LdapSettings settings;
    private final Changes changes;

    DirectoryReader(Directory directory, LdapSettings settings, @Nullable String highWater) {
        this.directory = directory;
        this.settings = settings;
        changes = settings.schema() == Schema.ACTIVE_DIRECTORY
                ? Changes.byNumber(
                        directory.ofServer("dsServiceName"), directory.ofServer("highestCommittedUSN"), highWater)
                : Changes.byTime(highWater);
    }

    /** Whether what was changed since the mark is enough; otherwise everything is read. */
    boolean readsChangesOnly() {
        return changes.areKnown();
    }

    /** Up to where this run has read, once it is through. */
    @Nullable
    String highWater() {
        return changes.next();
    }

    void people(PersonWriting writing) {
        directory.pages(
                settings.searchBase(),
                changes.narrow(Directory.filter(settings.userFilter()), 0),
                PersonEntry.attributes(settings),
                PEOPLE_AT_ONCE,
                entries -> {
                    List<PersonEntry> people = new ArrayList<>();
                    List<Problem> unusable = new ArrayList<>();
                    Set<String> met = new HashSet<>();
                    for (SearchResultEntry entry : entries) {
                        PersonEntry person = PersonEntry.of(entry, settings);
                        changes.saw(entry, 0);
                        if (person == null || !met.add(person.externalId())) {
                            unusable.add(new Problem(entry.getDN(), WITHOUT_ID));
                        } else {
                            people.add(person);
                        }
                    }
                    writing.write(people, unusable);
                });
    }

    /** First all groups, then their members, so that a group within a group is known when it is met. */
    void groups(GroupWriting writing) {
        String text = settings.groupFilter();
        if (text == null) {
            return;
        }
        Filter filter = changes.narrow(Directory.filter(text), 1);
        directory.pages(
                settings.groupSearchBase(), filter, GroupEntry.attributes(settings), GROUPS_AT_ONCE, entries -> {
                    List<GroupEntry> groups = new ArrayList<>();
                    List<Problem> unusable = new ArrayList<>();
                    Set<String> met = new HashSet<>();
                    for (SearchResultEntry entry : entries) {
                        GroupEntry group = GroupEntry.of(entry, settings);
                        changes.saw(entry, 1);
                        if (group == null || !met.add(group.externalId())) {
                            unusable.add(new Problem(entry.getDN(), WITHOUT_ID));
                        } else {
                            groups.add(group);
                        }
                    }
                    writing.write(groups, unusable);
                });
        List<String> attributes = new ArrayList<>(List.of(settings.externalIdAttribute()));
        attributes.addAll(memberAttributes());
        directory.pages(settings.groupSearchBase(), filter, attributes, GROUPS_AT_ONCE, entries -> {
            List<GroupWriting.MembersOf> all = new ArrayList<>();
            for (SearchResultEntry entry : entries) {
                String externalId = ExternalIds.read(entry, settings.externalIdAttribute());
                if (externalId != null) {
                    all.add(new GroupWriting.MembersOf(externalId, members(entry)));
                }
            }
            writing.writeMembers(all);
        });
    }

    private List<String> memberAttributes() {
        return settings.schema() == Schema.ACTIVE_DIRECTORY
                ? List.of(settings.memberAttribute())
                : List.of(settings.memberAttribute(), "uniqueMember", "memberUid").stream()
                        .distinct()
                        .toList();
    }

    private List<GroupWriting.Key> members(SearchResultEntry entry) {
        List<GroupWriting.Key> keys = new ArrayList<>();
        for (String attribute : memberAttributes()) {
            boolean byLogin = attribute.equalsIgnoreCase("memberUid");
            for (String value : directory.values(entry, attribute)) {
                if (byLogin) {
                    keys.add(new GroupWriting.Key(null, value.strip().toLowerCase(Locale.ROOT)));
                } else {
                    String key = PersonEntry.key(value);
                    if (key != null) {
                        keys.add(new GroupWriting.Key(key, null));
                    }
                }
            }
        }
        return keys;
    }
}
