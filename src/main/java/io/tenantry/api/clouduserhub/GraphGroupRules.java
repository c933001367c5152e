package io.tenantry.api.clouduserhub;

import io.tenantry.directory.Group;
import io.tenantry.directory.GroupField;
import io.tenantry.directory.NewGroup;
import io.tenantry.directory.Values;
import io.tenantry.kernel.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which groups Graph lets its callers make: Microsoft 365 groups and security groups without mail. */
final class GraphGroupRules {
    private static final String TYPES = "groupTypes";
    private static final String MAIL_ENABLED = "mailEnabled";
    private static final String SECURITY_ENABLED = "securityEnabled";
    private static final String UNIFIED = "Unified";
    private static final List<String> VISIBILITIES = List.of("Private", "Public", "HiddenMembership");

    private GraphGroupRules() {}

    static NewGroup group(Map<String, @Nullable Object> body) {
        GraphBodies.require(body, "displayName", MAIL_ENABLED, "mailNickname", SECURITY_ENABLED);
        boolean mail = Boolean.TRUE.equals(GraphBodies.flag(body, MAIL_ENABLED, MAIL_ENABLED));
        boolean security = Boolean.TRUE.equals(GraphBodies.flag(body, SECURITY_ENABLED, SECURITY_ENABLED));
        List<String> types = GraphBodies.texts(body, TYPES);
        for (String type : types) {
            refuseUnless(type.equals(UNIFIED), "'groupTypes' may hold 'Unified' and nothing else", TYPES);
        }
        boolean unified = !types.isEmpty();
        refuseUnless(mail || !unified, "A Microsoft 365 group is mail-enabled", MAIL_ENABLED);
        refuseUnless(!mail || unified, "Only Microsoft 365 groups ('Unified') can be mail-enabled", MAIL_ENABLED);
        refuseUnless(security || unified, "A group without 'Unified' has to be security-enabled", SECURITY_ENABLED);
        String visibility = GraphBodies.text(body, "visibility", "visibility");
        refuseUnless(
                visibility == null || VISIBILITIES.contains(visibility),
                "'visibility' is Private, Public or HiddenMembership",
                "visibility");
        Values<GroupField> values =
                GraphBodies.values(body, Shapes.GRAPH_GROUP, Set.of(TYPES, MAIL_ENABLED, SECURITY_ENABLED));
        Group.Kind kind = unified ? Group.Kind.MICROSOFT_365 : Group.Kind.SECURITY;
        return new NewGroup(null, kind, mail, security, unified ? List.of(UNIFIED) : List.of(), values);
    }

    private static void refuseUnless(boolean condition, String message, String target) {
        Refusal.unless(condition, Refusal.Reason.MALFORMED, message, target);
    }
}
