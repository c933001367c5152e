package io.tenantry.usage.internal;

import io.tenantry.federation.LdapEntries;
import io.tenantry.federation.LdapEntry;
import io.tenantry.kernel.Refusal;
import io.tenantry.provisioning.ScimServers;
import io.tenantry.usage.DirectoryConnection;
import io.tenantry.usage.DiscoverySource;
import io.tenantry.usage.FeedMember;
import io.tenantry.usage.ScimConnection;
import io.tenantry.usage.SourceConnection;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads the accounts of other systems: of directories and of SCIM servers. An attribute stands where a column of a file does;
 * several with semicolons between them are tried one after the other or, where there can be several values, taken together.
 */
@Component
public class SystemReading {
    private static final Duration LONGEST = Duration.ofMinutes(25);

    private final LdapEntries directories;
    private final ScimServers servers;
    private final DiscoveryRows rows;

    SystemReading(LdapEntries directories, ScimServers servers, DiscoveryRows rows) {
        this.directories = directories;
        this.servers = servers;
        this.rows = rows;
    }

    /**
     * Everything that a system tells.
     *
     * @throws Refusal (PROVIDER_DOWN), (PROVIDER_CANNOT), (NOT_PERMITTED) when it cannot be read, (TOO_LARGE), (CONFLICT) when it
     *     takes a secret that was not given
     */
    public FeedFile.Told read(DiscoverySource source, SourceConnection connection) {
        Map<FeedMember, String> mapping = mapping(source, connection);
        Lines lines = new Lines(new FeedFile.Reading(source.settings().type(), mapping));
        String secret = rows.secret(source);
        switch (connection) {
            case DirectoryConnection directory ->
                directories.each(
                        directory.settings(),
                        secret,
                        attributes(mapping),
                        entry -> lines.take((member, heading) -> ofDirectory(entry, member, heading)));
            case ScimConnection scim -> read(scim, secret, lines);
        }
        return lines.reading.told();
    }

    private void read(ScimConnection scim, @Nullable String token, Lines lines) {
        if (token == null) {
            throw new Refusal(Refusal.Reason.CONFLICT, "The token that lets the hub in has to be given", "secret");
        }
        String filter = scim.filter();
        String options = filter == null
                ? ""
                : "filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8).replace("+", "%20");
        try {
            servers.at(scim.url(), token)
                    .each(
                            "/Users",
                            options,
                            user -> lines.take((member, heading) ->
                                    chosen(member, all(heading, path -> ScimPath.values(user, path)))));
        } catch (IOException failure) {
            throw new Refusal(Refusal.Reason.PROVIDER_DOWN, "The SCIM server does not answer");
        }
    }

    /** Lines one after the other, for as long as a reading may take. */
    private static final class Lines {
        private final FeedFile.Reading reading;
        private final long end = System.nanoTime() + LONGEST.toNanos();
        private long line;

        Lines(FeedFile.Reading reading) {
            this.reading = reading;
        }

        void take(FeedFile.Cells cells) {
            Refusal.unless(
                    System.nanoTime() - end < 0,
                    Refusal.Reason.PROVIDER_DOWN,
                    "The other system does not tell all of its accounts in time");
            reading.line(++line, cells);
        }
    }

    /** For every member the attribute that stands for it, or an empty text; the application is the source unless somebody says another. */
    private static Map<FeedMember, String> mapping(DiscoverySource source, SourceConnection connection) {
        Map<FeedMember, String> mapping = new EnumMap<>(FeedMember.class);
        for (FeedMember member : FeedMember.values()) {
            mapping.put(member, "");
        }
        mapping.put(FeedMember.APPLICATION, "=" + source.settings().name());
        mapping.putAll(connection.usualMapping());
        source.settings().mapping().forEach((name, heading) -> mapping.put(FeedMember.named(name), heading));
        return mapping;
    }

    private static Set<String> attributes(Map<FeedMember, String> mapping) {
        Set<String> attributes = new TreeSet<>();
        mapping.values().stream()
                .filter(heading -> !heading.startsWith("="))
                .flatMap(SystemReading::parts)
                .forEach(attributes::add);
        return attributes;
    }

    /** Whether an account is disabled is told in ways of its own, unless somebody names an attribute. */
    private static @Nullable String ofDirectory(LdapEntry entry, FeedMember member, String heading) {
        if (member == FeedMember.ENABLED && heading.isEmpty()) {
            return Boolean.toString(!entry.isDisabled());
        }
        List<String> values = all(heading, entry::all);
        boolean isTime = member == FeedMember.ACTIVITY || member == FeedMember.FIRST_DISCOVERED;
        return chosen(
                member,
                isTime
                        ? values.stream()
                                .map(LdapTimes::written)
                                .filter(Objects::nonNull)
                                .toList()
                        : values);
    }

    private static List<String> all(String heading, Function<String, List<String>> values) {
        return parts(heading).flatMap(part -> values.apply(part).stream()).toList();
    }

    private static Stream<String> parts(String heading) {
        return Arrays.stream(heading.split(";", -1)).map(String::strip).filter(part -> !part.isEmpty());
    }

    private static @Nullable String chosen(FeedMember member, List<String> values) {
        if (values.isEmpty()) {
            return null;
        }
        return member == FeedMember.ACTIVITY || member == FeedMember.SUBSCRIPTIONS
                ? String.join(";", values)
                : values.getFirst();
    }
}
