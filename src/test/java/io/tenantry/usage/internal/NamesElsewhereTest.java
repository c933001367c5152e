package io.tenantry.usage.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How directories write times, and where SCIM resources have what they are asked for. */
class NamesElsewhereTest {
    private static final JsonNode ADA = JsonMapper.shared().readTree("""
            {"userName": "ada", "active": true, "name": {"formatted": "Ada L."}, "nickName": " ", "title": null,
             "emails": [{"value": "ada@home.example", "type": "home"}, {"value": "ada@work.example", "type": "Work", "primary": true}],
             "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"department": "Sales"}}""");

    @Test
    void timesOfWindowsAndOfDirectoriesAreUnderstood() {
        assertThat(LdapTimes.written("20260304101112Z")).isEqualTo("2026-03-04T10:11:12Z");
        assertThat(LdapTimes.written("20260304101112.5Z")).isEqualTo("2026-03-04T10:11:12.500Z");
        assertThat(LdapTimes.written("20260304101112,25Z")).isEqualTo("2026-03-04T10:11:12.250Z");
        assertThat(LdapTimes.written("2026030410Z")).isEqualTo("2026-03-04T10:00:00Z");
        assertThat(LdapTimes.written("202603041011+0130")).isEqualTo("2026-03-04T08:41:00Z");
        assertThat(LdapTimes.written("133000000000000000")).isEqualTo("2022-06-18T04:26:40Z");
        assertThat(LdapTimes.written("133000000000000001")).isEqualTo("2022-06-18T04:26:40.000000100Z");
    }

    @Test
    void whoNeverSignedInHasNoTimeAndWhatIsNoneStaysAsItIs() {
        assertThat(LdapTimes.written("0")).isNull();
        assertThat(LdapTimes.written("9223372036854775807")).isNull();
        assertThat(LdapTimes.written("yesterday")).isEqualTo("yesterday");
        assertThat(LdapTimes.written("20261399000000Z")).isEqualTo("20261399000000Z");
        assertThat(LdapTimes.written("2026-03-04")).isEqualTo("2026-03-04");
    }

    @Test
    void attributesOfAResourceAreFoundByTheirPaths() {
        assertThat(ScimPath.values(ADA, "userName")).containsExactly("ada");
        assertThat(ScimPath.values(ADA, "active")).containsExactly("true");
        assertThat(ScimPath.values(ADA, "name.formatted")).containsExactly("Ada L.");
        assertThat(ScimPath.values(ADA, "emails")).containsExactly("ada@work.example", "ada@home.example");
        assertThat(ScimPath.values(ADA, "emails.value")).containsExactly("ada@work.example", "ada@home.example");
        assertThat(ScimPath.values(ADA, "emails[type eq \"home\"].value")).containsExactly("ada@home.example");
        assertThat(ScimPath.values(ADA, "emails[type eq \"work\"].value")).containsExactly("ada@work.example");
        assertThat(ScimPath.values(ADA, "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department"))
                .containsExactly("Sales");
    }

    @Test
    void whatIsNotThereHasNoValues() {
        assertThat(ScimPath.values(ADA, "nickName")).isEmpty();
        assertThat(ScimPath.values(ADA, "title")).isEmpty();
        assertThat(ScimPath.values(ADA, "phoneNumbers.value")).isEmpty();
        assertThat(ScimPath.values(ADA, "name")).isEmpty();
        assertThat(ScimPath.values(ADA, "urn:other:department")).isEmpty();
    }
}
