package io.tenantry.console.usage;

import io.tenantry.console.Visit;
import io.tenantry.kernel.Refusal;
import io.tenantry.usage.DiscoverySource;
import io.tenantry.usage.DiscoveryType;
import io.tenantry.usage.FeedMember;
import io.tenantry.usage.SourceConnection;
import io.tenantry.usage.SourceKind;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The form that a discovery source is set with. */
final class SourceForm {
    private static final String MAP = "map.";
    private static final List<String> OF_DIRECTORY =
            List.of("host", "port", "security", "schema", "bindDn", "searchBase", "filter", "trustedCertificates");

    private SourceForm() {}

    /** How another system is reached, as the form shows it; empty while nobody has said so. */
    static Map<String, Object> shown(DiscoverySource source) {
        Map<String, Object> shown = new LinkedHashMap<>();
        SourceConnection connection = source.settings().connection();
        if (connection != null) {
            connection.members().forEach((name, value) -> shown.put(name, value == null ? "" : value));
        }
        return shown;
    }

    /** What stands for our members there, unless somebody says otherwise. */
    static Map<String, String> usual(DiscoverySource source) {
        Map<String, String> usual = new LinkedHashMap<>();
        SourceConnection connection = source.settings().connection();
        if (connection != null) {
            connection.usualMapping().forEach((member, name) -> usual.put(member.wireName(), name));
        }
        return usual;
    }

    static DiscoverySource.Settings settings(Visit visit, DiscoverySource before) {
        SourceKind kind = before.kind();
        Map<String, String> mapping = new LinkedHashMap<>();
        Arrays.stream(FeedMember.values()).map(FeedMember::wireName).forEach(member -> {
            String column = visit.field(MAP + member);
            if (column != null) {
                mapping.put(member, column);
            }
        });
        return new DiscoverySource.Settings(
                visit.required("name"),
                DiscoveryType.named(visit.required("type")),
                number(visit, "priority"),
                visit.ticked("enabled"),
                kind.isRead() || kind.isElsewhere()
                        ? number(visit, "minutes")
                        : before.settings().syncMinutes(),
                kind.isElsewhere() ? mapping : before.settings().mapping(),
                kind == SourceKind.FEED ? visit.field("url") : before.settings().url(),
                SourceConnection.of(connection(visit, before)));
    }

    /** What the form does not show stays as it was. */
    private static Map<String, @Nullable Object> connection(Visit visit, DiscoverySource before) {
        Map<String, @Nullable Object> given = new LinkedHashMap<>();
        SourceConnection connection = before.settings().connection();
        if (connection != null) {
            given.putAll(connection.members());
        }
        switch (before.kind()) {
            case LDAP -> OF_DIRECTORY.forEach(name -> given.put(name, visit.field(name)));
            case SCIM -> List.of("url", "filter").forEach(name -> given.put(name, visit.field(name)));
            case HUB, MICROSOFT, FEED, PUSH -> given.clear();
        }
        return given;
    }

    private static int number(Visit visit, String name) {
        String text = visit.required(name);
        Refusal.unless(text.matches("\\d{1,6}"), Refusal.Reason.MALFORMED, "'" + text + "' is no number", name);
        return Integer.parseInt(text);
    }
}
