package io.tenantry.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tenantry.TestPostgres;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.postgres.DatabaseLocation;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.mock.web.MockHttpServletResponse;

/** Which status each way of failing gets. */
class ExplanationTest {
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @ParameterizedTest
    @CsvSource({
        "MALFORMED, 400",
        "NOT_SIGNED_IN, 401",
        "NOT_PERMITTED, 403",
        "NOT_FOUND, 404",
        "CONFLICT, 409",
        "PRECONDITION_FAILED, 412",
        "TOO_LARGE, 413",
        "TOO_MANY_CALLS, 429",
        "BUSY, 503",
        "PROVIDER_CANNOT, 400",
        "PROVIDER_DOWN, 503"
    })
    void aRefusalIsToldByItsReason(Refusal.Reason reason, int status) {
        Failure failure = Explanation.of(new RuntimeException(new Refusal(reason, "No", "name")), response);
        assertThat(failure.status()).isEqualTo(status);
        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(failure.message()).isEqualTo("No");
        assertThat(failure.retryAfterSeconds() != null).isEqualTo(status == 503 || status == 429);
    }

    @Test
    void everyReasonIsTold() {
        assertThat(Arrays.stream(Refusal.Reason.values())
                        .map(reason -> Explanation.of(new Refusal(reason, "No"), response)
                                .status()))
                .doesNotContain(500);
    }

    @Test
    void aStatementThatTakesTooLongIsNotTheCallersFault() {
        Failure failure = ofStatement(TestPostgres.shared(), "SET statement_timeout = 50; SELECT pg_sleep(20)");
        assertThat(failure.status()).isEqualTo(503);
        assertThat(failure.retryAfterSeconds()).isNotNull();
    }

    @Test
    void aDatabaseThatIsNotThereIsNotTheCallersFault() {
        DatabaseLocation nowhere = new DatabaseLocation("jdbc:postgresql://127.0.0.1:1/none", "nobody", "none");
        assertThat(ofStatement(nowhere, "SELECT 1").status()).isEqualTo(503);
    }

    @Test
    void aRowBeyondTheWallIsNotPermitted() {
        String sql = "DO $$ BEGIN RAISE insufficient_privilege; END $$";
        assertThat(ofStatement(TestPostgres.shared(), sql).status()).isEqualTo(403);
    }

    @Test
    void aBrokenStatementIsOurFault() {
        assertThat(ofStatement(TestPostgres.shared(), "SELECT nonsense").status())
                .isEqualTo(500);
    }

    private Failure ofStatement(DatabaseLocation where, String sql) {
        Database database = new Database(new DriverManagerDataSource(where.url(), where.user(), where.password()));
        return Explanation.of(catchThrowable(() -> database.run(() -> "", sql)), response);
    }
}
