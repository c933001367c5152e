package io.tenantry.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client;
import io.tenantry.Estate;
import io.tenantry.access.BuiltInRole;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OverviewTest extends ConsoleTest {
    @Test
    void administratorsAreToldAlsoThoseWhoAreItThroughGroupsWithinGroups() {
        UUID outer = Estate.group(reseller, "Those in charge");
        UUID inner = Estate.group(reseller, "Night shift");
        UUID hana = person(reseller, "Hana Sato");
        UUID gone = person(reseller, "Gus Gone");
        Estate.assign(reseller, outer, "group", BuiltInRole.ADMINISTRATORS, reseller);
        Estate.member(reseller, outer, inner, "group");
        Estate.member(reseller, inner, hana, "user");
        Estate.member(reseller, outer, gone, "user");
        Estate.run("UPDATE users SET account_enabled = false WHERE id = ?", gone);

        Client.Answer overview = signedInAsAdmin().open("/console");

        assertThat(overview.raw().body()).contains("Ada Lovelace", "Hana Sato").doesNotContain("Gus Gone", ">Noon<");
    }
}
