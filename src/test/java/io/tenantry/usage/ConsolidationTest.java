package io.tenantry.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Estate;
import io.tenantry.EveryPostgres;
import io.tenantry.HubTest;
import io.tenantry.TestOrganizations;
import io.tenantry.TestPostgres;
import io.tenantry.access.Caller;
import io.tenantry.tenancy.OrganizationId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** However accounts come, change and go: who is one person afterwards is what their keys say, and nothing of the way there. */
@EveryPostgres
class ConsolidationTest extends HubTest {
    private static final Caller OPERATOR = TestOrganizations.everywhere();
    private static final int ROUNDS = 6;
    private static final int ACCOUNTS = 40;

    @Autowired
    private DiscoverySources sources;

    @Test
    void whoIsOnePersonDependsOnKeysAloneHoweverAccountsCame() throws SQLException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        OrganizationId home = Estate.organization(TestOrganizations.root(), "Noon " + UUID.randomUUID());
        List<UUID> both = List.of(source(home, "one"), source(home, "other"));
        Map<String, Account> living = new HashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            int from = random.nextInt(2);
            living.keySet().removeIf(key -> key.startsWith(from + "/"));
            List<Account> told = new ArrayList<>();
            for (int i = 0; i < ACCOUNTS; i++) {
                if (random.nextInt(4) > 0) {
                    Account account = Account.random(
                            random, from + "/" + (random.nextInt(3) == 0 ? "new" + round + "-" : "") + i);
                    told.add(account);
                    living.put(account.id(), account);
                }
            }
            sources.feed(OPERATOR, home, both.get(from), csv(told));

            assertThat(groups(home)).as("seed %s, round %s", seed, round).isEqualTo(expected(living));
        }
        assertThat(Estate.ask(
                        "SELECT count(*) FROM people p WHERE organization_id = ? AND removed_at IS NULL AND NOT EXISTS ("
                                + "SELECT FROM app_accounts a WHERE a.person_id = p.id AND a.gone_at IS NULL)",
                        home.value()))
                .isEqualTo("0");
        assertThat(Estate.ask("SELECT count_of(?, 'people', ?)", home.value(), home.value()))
                .isEqualTo(Integer.toString(new HashSet<>(groups(home)).size()));
    }

    /** An account with the keys it may have. */
    private record Account(
            String id,
            @Nullable String mail,
            @Nullable String upn,
            @Nullable String number) {
        /** What a source does not tell stays as it was, so whether an account has a key at all is up to its id. */
        static Account random(Random random, String id) {
            int has = id.hashCode();
            return new Account(
                    id,
                    (has & 1) == 0 ? null : address(random),
                    (has & 2) == 0 ? null : address(random),
                    (has & 12) == 0 ? "E" + random.nextInt(30) : null);
        }

        private static String address(Random random) {
            return (random.nextBoolean() ? "P" : "p") + random.nextInt(60) + "@noon.example";
        }

        Set<String> keys() {
            Set<String> keys = new HashSet<>();
            for (String address : new String[] {mail, upn}) {
                if (address != null) {
                    keys.add(address.toLowerCase(Locale.ROOT));
                }
            }
            if (number != null) {
                keys.add(number);
            }
            return keys;
        }

        String line() {
            return "Zoom,%s,%s,%s,%s"
                    .formatted(id, mail == null ? "" : mail, upn == null ? "" : upn, number == null ? "" : number);
        }
    }

    private static String csv(List<Account> accounts) {
        StringBuilder text = new StringBuilder("application,externalId,email,userPrincipalName,personKey\n");
        accounts.forEach(account -> text.append(account.line()).append('\n'));
        return text.toString();
    }

    /** Whoever can be reached over accounts with a key in common. */
    private static Set<Set<String>> expected(Map<String, Account> living) {
        Set<Set<String>> groups = new HashSet<>();
        for (Account first : living.values()) {
            Set<String> group = new HashSet<>(Set.of(first.id()));
            Set<String> keys = first.keys();
            boolean grown = true;
            while (grown) {
                grown = false;
                for (Account other : living.values()) {
                    if (!group.contains(other.id()) && other.keys().stream().anyMatch(keys::contains)) {
                        group.add(other.id());
                        keys.addAll(other.keys());
                        grown = true;
                    }
                }
            }
            groups.add(group);
        }
        return groups;
    }

    private static Set<Set<String>> groups(OrganizationId home) throws SQLException {
        Map<String, Set<String>> groups = new HashMap<>();
        try (Connection connection = TestPostgres.connect(TestPostgres.shared());
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT person_id, external_id FROM app_accounts WHERE organization_id = ? AND gone_at IS NULL")) {
            statement.setObject(1, home.value());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    groups.computeIfAbsent(rows.getString(1), person -> new HashSet<>())
                            .add(rows.getString(2));
                }
            }
        }
        return new HashSet<>(groups.values());
    }

    private UUID source(OrganizationId home, String name) {
        return sources.create(
                        OPERATOR,
                        home,
                        SourceKind.FEED,
                        new DiscoverySource.Settings(name, DiscoveryType.CONNECTOR, 100, true, 0, Map.of()))
                .id();
    }
}
