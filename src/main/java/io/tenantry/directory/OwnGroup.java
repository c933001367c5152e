package io.tenantry.directory;

import java.util.List;

/**
 * A group that a person belongs to, as he sees it himself.
 *
 * @param direct whether he is a member of the group itself
 * @param through the groups he is a member of that lie within this one, by name; empty where there is no such way
 */
public record OwnGroup(GroupId id, String displayName, Group.Kind kind, boolean direct, List<String> through) {
    public OwnGroup {
        through = List.copyOf(through);
    }
}
