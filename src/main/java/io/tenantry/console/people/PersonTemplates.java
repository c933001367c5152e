package io.tenantry.console.people;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.console.internal.TemplateRows;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import io.tenantry.tenancy.OrganizationId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Templates for new people. Whoever makes people uses them; whoever looks after the organization makes them. */
@Component
public class PersonTemplates {
    private static final int SHOWN_MAX = 100;

    private final Database database;
    private final Access access;
    private final AuditTrail audit;
    private final TemplateRows rows;

    PersonTemplates(Database database, Access access, AuditTrail audit, TemplateRows rows) {
        this.database = database;
        this.access = access;
        this.audit = audit;
        this.rows = rows;
    }

    /** Those of an organization, by name. Needs {@code user.write}. */
    public List<PersonTemplate> list(Caller caller, OrganizationId organization) {
        return rows.list(access.require(caller, Permission.USER_WRITE, organization), organization, SHOWN_MAX);
    }

    /** One of them. Needs {@code user.write}; refuses with NOT_FOUND. */
    public PersonTemplate get(Caller caller, OrganizationId organization, UUID id) {
        PersonTemplate template =
                rows.find(access.require(caller, Permission.USER_WRITE, organization), organization, id);
        if (template == null) {
            throw new Refusal(Refusal.Reason.NOT_FOUND, "The organization has no such template");
        }
        return template;
    }

    /** Keeps a template, in the place of the one with its id. Needs {@code organization.write}. */
    public void store(Caller caller, OrganizationId organization, PersonTemplate template) {
        Reach reach = access.require(caller, Permission.ORGANIZATION_WRITE, organization);
        PersonTemplate before = rows.find(reach, organization, template.id());
        Refusal.unless(
                before != null || rows.list(reach, organization, SHOWN_MAX).size() < SHOWN_MAX,
                Refusal.Reason.CONFLICT,
                "An organization has at most " + SHOWN_MAX + " templates");
        database.change(reach, session -> {
            rows.store(session, organization, template);
            audit.record(
                    session,
                    caller.actor(),
                    event(organization, before == null ? "create" : "change", template, told(before), told(template)));
        });
    }

    /** Needs {@code organization.write}. */
    public void delete(Caller caller, OrganizationId organization, UUID id) {
        Reach reach = access.require(caller, Permission.ORGANIZATION_WRITE, organization);
        PersonTemplate before = rows.find(reach, organization, id);
        if (before != null) {
            database.change(reach, session -> {
                rows.delete(session, organization, id);
                audit.record(session, caller.actor(), event(organization, "delete", before, told(before), null));
            });
        }
    }

    private static AuditEvent event(
            OrganizationId organization,
            String what,
            PersonTemplate template,
            @Nullable Map<String, ?> before,
            @Nullable Map<String, ?> after) {
        AuditEvent.Target target =
                new AuditEvent.Target("template", template.id().toString(), template.name(), null);
        return AuditEvent.done(organization, "template." + what, target, before, after);
    }

    private static @Nullable Map<String, ?> told(@Nullable PersonTemplate template) {
        if (template == null) {
            return null;
        }
        Map<String, @Nullable Object> members = new HashMap<>(template.properties());
        members.put("name", template.name());
        members.put("upn_pattern", template.upnPattern());
        members.put("groups", template.groups());
        members.put("skus", template.skus());
        return members;
    }
}
