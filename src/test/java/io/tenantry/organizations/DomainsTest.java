package io.tenantry.organizations;

import static io.tenantry.organizations.OrganizationsTest.addUser;
import static io.tenantry.organizations.OrganizationsTest.newOne;
import static io.tenantry.organizations.OrganizationsTest.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.HubTest;
import io.tenantry.TestOrganizations;
import io.tenantry.access.Caller;
import io.tenantry.kernel.Refusal;
import io.tenantry.tenancy.DomainName;
import io.tenantry.tenancy.Organization;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.tenancy.OrganizationKind;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

class DomainsTest extends HubTest {
    private static final Caller OPERATOR = TestOrganizations.everywhere();

    @Autowired
    private Organizations organizations;

    @Autowired
    private Domains domains;

    private OrganizationId id;

    @BeforeEach
    void makeCustomer() {
        id = organizations
                .create(OPERATOR, TestOrganizations.root(), newOne(OrganizationKind.CUSTOMER, "Named"))
                .id();
    }

    @Test
    void keepsExactlyOneDefaultDomain() {
        DomainName first = new DomainName("first.example");
        DomainName second = new DomainName("second.example");
        domains.add(OPERATOR, id, first, null);
        domains.add(OPERATOR, id, second, null);

        Organization after = domains.makeDefault(OPERATOR, id, second, null);

        assertThat(after.domains())
                .filteredOn(domain -> domain.isDefault())
                .extracting(domain -> domain.name())
                .containsExactly(second);
        refuses(Refusal.Reason.CONFLICT, () -> domains.remove(OPERATOR, id, second, null));
        refuses(Refusal.Reason.CONFLICT, () -> domains.remove(OPERATOR, id, first, null));
        refuses(Refusal.Reason.CONFLICT, () -> domains.add(OPERATOR, id, second, null));
    }

    @Test
    void keepsADomainThatPeopleSignInWith() throws SQLException {
        domains.add(OPERATOR, id, new DomainName("first.example"), null);
        domains.add(OPERATOR, id, new DomainName("used.example"), null);
        addUser(id, "ada@Used.example");

        refuses(Refusal.Reason.CONFLICT, () -> domains.remove(OPERATOR, id, new DomainName("used.example"), null));
        domains.add(OPERATOR, id, new DomainName("unused.example"), null);
        assertThat(domains.remove(OPERATOR, id, new DomainName("unused.example"), null)
                        .domains())
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "local", "-a.example", "a-.example", "a..example", "a b.example", "ä.example", "a.example."})
    void takesOnlyNamesThatADomainCanHave(String text) {
        refuses(Refusal.Reason.MALFORMED, () -> new DomainName(text));
    }
}
