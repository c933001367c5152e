package io.tenantry.automation;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.automation.internal.BlockCatalogue;
import io.tenantry.automation.internal.DefaultRows;
import io.tenantry.automation.internal.DefinitionRows;
import io.tenantry.automation.internal.JobMaker;
import io.tenantry.kernel.Page;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import io.tenantry.query.AtHand;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Field;
import io.tenantry.query.ListQuery;
import io.tenantry.tenancy.OrganizationId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Command sets: blocks that are run one after the other, and what organizations give as their usual input. */
@Component
public class CommandSets {
    /** What {@link #list} can be filtered and sorted by. */
    public static final Catalogue FIELDS = Catalogue.of(
            Field.id("id", "id"),
            Field.text("technicalIdentifier", "identifier").required(),
            Field.text("name", "title").required(),
            Field.text("type", "type").required(),
            Field.number("version", "version").required(),
            Field.uuid("organizationId", "owner"),
            Field.uuid("categoryId", "category").required());

    private final Database database;
    private final Access access;
    private final BlockCatalogue catalogue;
    private final DefinitionRows definitions;
    private final DefaultRows defaults;
    private final AuditTrail audit;

    CommandSets(
            Database database,
            Access access,
            BlockCatalogue catalogue,
            DefinitionRows definitions,
            DefaultRows defaults,
            AuditTrail audit) {
        this.database = database;
        this.access = access;
        this.catalogue = catalogue;
        this.definitions = definitions;
        this.defaults = defaults;
        this.audit = audit;
    }

    /** The newest version of every set that the caller may see, under {@code command.sets.read}. */
    public Page<CommandBlock> list(Caller caller, ListQuery query) {
        Reach reach = access.require(caller, Permission.COMMAND_SETS_READ);
        List<CommandBlock> visible = new ArrayList<>();
        catalogue.newest().stream().filter(CommandBlock::isSet).forEach(visible::add);
        definitions.newest(reach, true).forEach((id, version) -> {
            CommandBlock set = catalogue.find(id, version);
            if (set != null) {
                visible.add(set);
            }
        });
        visible.removeIf(set -> caller.reach(set.readAction()).equals(Reach.nowhere()));
        return AtHand.page(visible, query, set -> field -> value(set, field));
    }

    /**
     * One set.
     *
     * @param version or null for the newest
     * @throws Refusal (NOT_PERMITTED), (NOT_FOUND) also for sets of organizations out of reach
     */
    public CommandBlock get(Caller caller, UUID id, @Nullable Integer version) {
        Reach reach = access.require(caller, Permission.COMMAND_SETS_READ);
        CommandBlock set = version == null ? catalogue.find(id) : catalogue.find(id, version);
        OrganizationId owner = set == null ? null : set.owner();
        if (set == null || !set.isSet() || (owner != null && !reach.covers(owner))) {
            throw new Refusal(Refusal.Reason.NOT_FOUND, "There is no such command set");
        }
        access.require(caller, set.readAction());
        return set;
    }

    /** What an organization gives for all runs of a set where whoever runs it gives nothing. */
    public Map<String, Object> defaults(Caller caller, OrganizationId organization, UUID id) {
        Reach reach = access.require(caller, Permission.COMMAND_SETS_READ, organization);
        get(caller, id, null);
        return defaults.of(reach, organization, id);
    }

    /** Replaces that, under {@code command.sets.write}. */
    public Map<String, Object> setDefaults(
            Caller caller, OrganizationId organization, UUID id, Map<String, @Nullable Object> given) {
        Reach reach = access.require(caller, Permission.COMMAND_SETS_WRITE, organization);
        CommandBlock set = get(caller, id, null);
        Map<String, Object> checked = new LinkedHashMap<>();
        given.forEach((name, value) -> {
            Parameter parameter = set.input().find(name);
            if (parameter == null || parameter.isSensitive()) {
                throw new Refusal(
                        Refusal.Reason.MALFORMED,
                        "The set has no parameter '" + shown(name) + "' that could be given beforehand",
                        "values");
            }
            if (value != null) {
                checked.put(name, JobMaker.checked(set, parameter, value));
            }
        });
        Map<String, Object> before = defaults.of(reach, organization, id);
        database.change(reach, session -> {
            defaults.replace(session, organization, id, checked);
            audit.record(
                    session,
                    caller.actor(),
                    AuditEvent.done(
                            organization,
                            "command.set.defaults",
                            new AuditEvent.Target("command set", id.toString(), set.identifier(), null),
                            before,
                            checked));
        });
        return checked;
    }

    private static String shown(String name) {
        return name.length() <= 64 ? name : name.substring(0, 64) + "…";
    }

    private static @Nullable Object value(CommandBlock set, Field field) {
        OrganizationId owner = set.owner();
        return switch (field.column()) {
            case "id" -> set.id();
            case "identifier" -> set.identifier();
            case "title" -> set.title();
            case "type" -> set.target().wireName();
            case "version" -> BigDecimal.valueOf(set.version());
            case "owner" -> owner == null ? null : owner.value();
            default -> set.category().id();
        };
    }
}
