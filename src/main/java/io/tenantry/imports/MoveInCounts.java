package io.tenantry.imports;

/**
 * What came with the people of another system. In a dry run, created and added mean that they would be.
 *
 * @param membersUnknown memberships of somebody who is neither among the people nor among the groups that came
 * @param linksAdded how many may sign in through a provider as they did before
 */
public record MoveInCounts(
        long groupsCreated,
        long groupsUpdated,
        long groupsUnchanged,
        long groupsFailed,
        long membersAdded,
        long membersUnknown,
        long linksAdded) {
    public static final MoveInCounts NONE = new MoveInCounts(0, 0, 0, 0, 0, 0, 0);
}
