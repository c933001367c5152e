package io.tenantry.selfservice.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.TestDatabase;
import io.tenantry.access.Reach;
import io.tenantry.selfservice.internal.ResetRows.Asked;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Those who have forgotten their passwords, waiting in line. */
class ResetRowsTest {
    /** The database plans differently once it has counted a single row, and must still take one at a time. */
    @Test
    void everybodyInLineHasHisTurnWhateverTheDatabaseThinksOfItsLength() throws SQLException {
        try (TestDatabase here = new TestDatabase("reset_rows")) {
            ResetRows rows = new ResetRows(here.database());
            List<String> names = List.of("ada", "grace", "edsger", "barbara");
            rows.note("ada", "one");
            here.run("ANALYZE password_reset_requests");
            names.stream().skip(1).forEach(name -> rows.note(name, "one"));

            List<String> turns = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                Asked next = here.database().transaction(new Reach.Everything(), ResetRows::next);
                turns.add(next == null ? "nobody" : next.name());
            }
            assertThat(turns).isEqualTo(names);
        }
    }
}
