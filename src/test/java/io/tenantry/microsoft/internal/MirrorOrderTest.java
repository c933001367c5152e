package io.tenantry.microsoft.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Estate;
import io.tenantry.HubTest;
import io.tenantry.TestOrganizations;
import io.tenantry.TestPostgres;
import io.tenantry.access.Reach;
import io.tenantry.kernel.Ids;
import io.tenantry.microsoft.MadeTenant;
import io.tenantry.platform.database.Database;
import io.tenantry.tenancy.OrganizationId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Pages of users and groups may come in any order, and twice: the mirror is the same in the end. */
class MirrorOrderTest extends HubTest {
    @Autowired
    private Database database = new Database(new DriverManagerDataSource());

    private record Page(boolean users, String json, int size) {}

    @Test
    void theOrderOfPagesDoesNotMatter() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<Page> pages = pages(random);
        Set<String> results = new TreeSet<>();
        for (int round = 0; round < 6; round++) {
            OrganizationId mirror = Estate.organization(TestOrganizations.root(), "Mirror " + round);
            Estate.run(
                    "INSERT INTO microsoft_connections (organization_id, tenant_id, client_id, credential_kind, credential,"
                            + " login_url, graph_url, partner_center_url, sync_minutes)"
                            + " VALUES (?, ?, 'x', 'secret', 'x', 'x', 'x', 'x', 0)",
                    mirror.value(),
                    Ids.next());
            List<Page> order = new ArrayList<>(pages);
            order.add(pages.get(random.nextInt(pages.size())));
            Collections.shuffle(order, random);
            for (Page page : order) {
                database.change(new Reach.Some(Set.of(mirror)), session -> {
                    if (page.users()) {
                        MirrorUsers.write(session, mirror.value(), page.json(), page.size(), false);
                    } else {
                        MirrorGroups.write(session, mirror.value(), page.json(), page.size(), false);
                    }
                });
            }
            results.add(MadeTenant.told(TestPostgres.shared(), mirror));
        }
        assertThat(results).as("seed " + seed).hasSize(1);
        assertThat(results.iterator().next())
                .as("seed " + seed)
                .contains("users 30 ", "groups 5 ", "members 31 ", "ways 30 ");
    }

    /** Thirty people in three pages and five groups in two; everybody in one group, and one group within another. */
    private static List<Page> pages(Random random) {
        List<UUID> people = new ArrayList<>();
        List<Page> pages = new ArrayList<>();
        UUID first = new UUID(random.nextLong(), random.nextLong());
        for (int page = 0; page < 3; page++) {
            List<String> items = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                UUID id = new UUID(random.nextLong(), random.nextLong());
                people.add(id);
                items.add("""
                        {"id": "%s", "userPrincipalName": "p%s@noon.example", "displayName": "Ada %s", "accountEnabled": true,
                         "assignedLicenses": [{"skuId": "%s", "disabledPlans": []}], "licenseAssignmentStates": [{"skuId": "%s",
                         "disabledPlans": [], "assignedByGroup": %s, "state": "Active"}]}
                        """.formatted(
                                id,
                                people.size(),
                                people.size(),
                                MadeTenant.E3,
                                MadeTenant.E3,
                                people.size() % 5 == 1 ? "\"" + first + "\"" : "null"));
            }
            pages.add(new Page(true, "[" + String.join(",", items) + "]", 10));
        }
        List<String> groups = new ArrayList<>();
        for (int group = 0; group < 5; group++) {
            List<String> members = new ArrayList<>();
            for (int i = group; i < people.size(); i += 5) {
                members.add("{\"@odata.type\": \"#microsoft.graph.user\", \"id\": \"" + people.get(i) + "\"}");
            }
            if (group == 4) {
                members.add("{\"@odata.type\": \"#microsoft.graph.group\", \"id\": \"" + first + "\"}");
            }
            UUID id = group == 0 ? first : new UUID(random.nextLong(), random.nextLong());
            groups.add("{\"id\": \"" + id + "\", \"displayName\": \"Team " + group + "\", \"securityEnabled\": true,"
                    + " \"members@delta\": [" + String.join(",", members) + "]}");
        }
        pages.add(new Page(false, "[" + String.join(",", groups.subList(0, 2)) + "]", 2));
        pages.add(new Page(false, "[" + String.join(",", groups.subList(2, 5)) + "]", 3));
        return pages;
    }
}
