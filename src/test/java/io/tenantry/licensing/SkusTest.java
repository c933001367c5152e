package io.tenantry.licensing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.TestOrganizations;
import io.tenantry.kernel.Refusal.Reason;
import io.tenantry.query.Condition;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Order;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class SkusTest extends LicensingTest {
    private static final String HEADING =
            "Product_Display_Name,String_Id,GUID,Service_Plan_Name,Service_Plan_Id,Service_Plans_Included_Friendly_Names\n";

    @Autowired
    private Skus skus;

    @Test
    void theUsualProductsAreThereFromTheStart() {
        Sku e3 = skus.get(OPERATOR, E3);

        assertThat(e3.partNumber()).isEqualTo("SPE_E3");
        assertThat(e3.displayName()).isEqualTo("Microsoft 365 E3");
        assertThat(e3.plans()).extracting(ServicePlan::name).contains("TEAMS1", "EXCHANGE_S_ENTERPRISE");
        assertThat(skus.get(OPERATOR, BUSINESS_PREMIUM).unitsMax()).isEqualTo(300);
        ListQuery first = ListQuery.first(
                100, Condition.ALL, Skus.FIELDS.total(List.of(Order.ascending(Skus.FIELDS.sortable("displayName")))));
        assertThat(skus.list(OPERATOR, first).items()).hasSizeGreaterThan(60);
    }

    @Test
    void microsoftsListIsLoadedOverThemAndSeenAtOnce() throws IOException {
        UUID sku = UUID.randomUUID();
        UUID plan = UUID.randomUUID();
        UUID second = UUID.randomUUID();

        Skus.Loaded loaded = skus.load(OPERATOR, file("""
                "Noon, Plan 1",NOON_P1,%1$s,NOON_PLAN,%2$s,Noon’s plan
                "Noon, Plan 1",NOON_P1,%1$s,NOON_SECOND,%3$s,
                """.formatted(sku, plan, second), StandardCharsets.UTF_8));

        assertThat(loaded).isEqualTo(new Skus.Loaded(1, 2, 1));
        assertThat(skus.get(OPERATOR, sku).plans())
                .extracting(ServicePlan::displayName)
                .containsExactly("Noon’s plan", "NOON_SECOND");

        Skus.Loaded again = skus.load(
                OPERATOR,
                file("Café,NOON_P1," + sku + ",NOON_PLAN," + plan + ",Plan\n", Charset.forName("windows-1252")));
        assertThat(again.added()).isZero();
        assertThat(skus.get(OPERATOR, sku).displayName()).isEqualTo("Café");
        assertThat(skus.get(OPERATOR, sku).plans()).hasSize(1);
        assertThat(skus.get(OPERATOR, E3).plans()).isNotEmpty();
    }

    @Test
    void aFileThatIsDamagedOrAnotherIsRefusedWithItsLine() {
        refused(
                Reason.MALFORMED,
                "Line 2: GUID is no id",
                () -> skus.load(OPERATOR, file("A,B,no id,C," + E3 + ",D\n", StandardCharsets.UTF_8)));
        refused(
                Reason.MALFORMED,
                "Line 2: the column Product_Display_Name is missing",
                () -> skus.load(OPERATOR, stream("name,mail\nAda,ada@example.com\n")));
        refused(
                Reason.MALFORMED,
                "Line 2: String_Id has to have",
                () -> skus.load(OPERATOR, file("A,," + E3 + ",C," + E3 + ",D\n", StandardCharsets.UTF_8)));
        refused(Reason.MALFORMED, "no products", () -> skus.load(OPERATOR, stream(HEADING)));
    }

    @Test
    void onlyTheOperatorLoadsProductsForEverybody() {
        refused(
                Reason.NOT_PERMITTED,
                "over all organizations",
                () -> skus.load(TestOrganizations.within(home), file("", StandardCharsets.UTF_8)));
        refused(Reason.NOT_FOUND, "no such product", () -> skus.get(OPERATOR, UUID.randomUUID()));
    }

    private static InputStream file(String lines, Charset charset) {
        return new ByteArrayInputStream((HEADING + lines).getBytes(charset));
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
