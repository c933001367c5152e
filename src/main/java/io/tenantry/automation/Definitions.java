package io.tenantry.automation;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.automation.internal.BlockCatalogue;
import io.tenantry.automation.internal.DefinitionRows;
import io.tenantry.kernel.Ids;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Command blocks and sets that organizations write themselves, in the same language as those that come with the hub. Each change
 * makes another version. All of it needs {@code command.sets.write}; running what was written needs what its steps need.
 */
@Component
public class Definitions {
    private static final int OF_ORGANIZATION_MAX = 500;
    private static final int LENGTH_MAX = 200_000;

    private final Database database;
    private final Access access;
    private final BlockCatalogue catalogue;
    private final DefinitionRows rows;
    private final AuditTrail audit;

    Definitions(Database database, Access access, BlockCatalogue catalogue, DefinitionRows rows, AuditTrail audit) {
        this.database = database;
        this.access = access;
        this.catalogue = catalogue;
        this.rows = rows;
        this.audit = audit;
    }

    /** What is written: a block, or a set. Where nothing says which, one with blocks is a set. */
    public enum Kind {
        BLOCK,
        SET
    }

    /**
     * Adds one to an organization's own.
     *
     * @throws Refusal (MALFORMED) with the line and the reason when it could not run, (CONFLICT) when its name is taken
     */
    public CommandBlock add(Caller caller, OrganizationId organization, @Nullable Kind kind, String definition) {
        Reach reach = access.require(caller, Permission.COMMAND_SETS_WRITE, organization);
        CommandBlock block = read(definition, Ids.next(), 1, organization, kind);
        return database.transaction(reach, session -> {
            Refusal.unless(
                    DefinitionRows.count(session, organization) < OF_ORGANIZATION_MAX,
                    Refusal.Reason.CONFLICT,
                    "An organization has at most " + OF_ORGANIZATION_MAX + " blocks and sets of its own");
            Refusal.unless(
                    !catalogue.isTaken(block.identifier()) && !DefinitionRows.isTaken(session, block),
                    Refusal.Reason.CONFLICT,
                    "There is one called '" + block.identifier() + "' already",
                    "definition");
            rows.insert(session, block, definition, caller.actor().name());
            tell(session, caller, "create", null, block);
            return block;
        });
    }

    /**
     * Adds a version to one of them. What runs by an older one goes on with that.
     *
     * @param version the version the caller has seen, or null when he does not mind
     */
    public CommandBlock change(Caller caller, @Nullable Kind kind, UUID id, String definition, @Nullable Long version) {
        CommandBlock before = own(caller, kind, id);
        OrganizationId owner = Objects.requireNonNull(before.owner());
        Reach reach = access.require(caller, Permission.COMMAND_SETS_WRITE, owner);
        return database.transaction(reach, session -> {
            DefinitionRows.count(session, owner);
            int newest = newest(before, version);
            CommandBlock after = read(definition, id, newest + 1, owner, kind);
            Refusal.unless(
                    after.identifier().equals(before.identifier())
                            && after.target() == before.target()
                            && after.isSet() == before.isSet(),
                    Refusal.Reason.MALFORMED,
                    "Another version has the same identifier and type",
                    "definition");
            rows.insert(session, after, definition, caller.actor().name());
            tell(session, caller, "change", before, after);
            return after;
        });
    }

    /**
     * Takes one of them out of the catalogue. Jobs that are under way or planned keep it.
     *
     * @param version as for a change
     */
    public void delete(Caller caller, @Nullable Kind kind, UUID id, @Nullable Long version) {
        CommandBlock before = own(caller, kind, id);
        OrganizationId owner = Objects.requireNonNull(before.owner());
        Reach reach = access.require(caller, Permission.COMMAND_SETS_WRITE, owner);
        database.change(reach, session -> {
            DefinitionRows.count(session, owner);
            newest(before, version);
            DefinitionRows.delete(session, owner, id);
            tell(session, caller, "delete", before, null);
        });
    }

    private int newest(CommandBlock known, @Nullable Long seen) {
        int newest = Objects.requireNonNullElse(rows.newest(known.id()), known.version());
        Refusal.unless(
                seen == null || seen == newest,
                Refusal.Reason.PRECONDITION_FAILED,
                "The command " + (known.isSet() ? "set" : "block") + " was changed meanwhile");
        return newest;
    }

    /** What was written, or null for what comes with the hub. */
    public @Nullable String text(CommandBlock block) {
        return rows.definition(block.id(), block.version());
    }

    private CommandBlock read(String definition, UUID id, int version, OrganizationId owner, @Nullable Kind kind) {
        Refusal.unless(
                definition.length() <= LENGTH_MAX,
                Refusal.Reason.MALFORMED,
                "A definition has at most " + LENGTH_MAX + " characters",
                "definition");
        boolean isSet = kind == null ? BlockCatalogue.isSet(definition) : kind == Kind.SET;
        return catalogue.read(definition, id, version, owner, isSet);
    }

    private CommandBlock own(Caller caller, @Nullable Kind kind, UUID id) {
        Reach reach = access.require(caller, Permission.COMMAND_SETS_WRITE);
        CommandBlock block = catalogue.find(id);
        OrganizationId owner = block == null ? null : block.owner();
        boolean isThere = block != null && (kind == null || block.isSet() == (kind == Kind.SET));
        if (block == null || !isThere || (owner != null && !reach.covers(owner))) {
            throw new Refusal(
                    Refusal.Reason.NOT_FOUND, "There is no such command " + (kind == Kind.SET ? "set" : "block"));
        }
        Refusal.unless(
                owner != null, Refusal.Reason.NOT_PERMITTED, "What comes with the hub is neither changed nor deleted");
        return block;
    }

    private void tell(
            Session session, Caller caller, String what, @Nullable CommandBlock before, @Nullable CommandBlock after) {
        CommandBlock one = Objects.requireNonNull(after == null ? before : after);
        String kind = one.isSet() ? "set" : "block";
        audit.record(
                session,
                caller.actor(),
                AuditEvent.done(
                        Objects.requireNonNull(one.owner()),
                        "command." + kind + "." + what,
                        new AuditEvent.Target("command " + kind, one.id().toString(), one.identifier(), null),
                        members(before),
                        members(after)));
    }

    private static @Nullable Map<String, Object> members(@Nullable CommandBlock block) {
        if (block == null) {
            return null;
        }
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("version", block.version());
        members.put("title", block.title());
        members.put("write", block.writeAction().wireName());
        members.put(
                "steps",
                block.steps().stream().map(step -> step.operation().wireName()).toList());
        return members;
    }
}
