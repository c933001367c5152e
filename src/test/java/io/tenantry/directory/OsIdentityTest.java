package io.tenantry.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.access.Access;
import io.tenantry.access.Guards;
import io.tenantry.audit.AuditTrail;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Who people are to operating systems can be left to the directory that feeds them. */
class OsIdentityTest extends DirectoryTest {
    @Autowired
    private Database database;

    @Autowired
    private Access access;

    @Autowired
    private Guards guards;

    @Autowired
    private AuditTrail audit;

    @Autowired
    private AccountProviders providers;

    private static Values<UserField> unixName(String name) {
        return new Values<UserField>().set(UserField.UNIX_USER_NAME, name);
    }

    @Test
    void isSetByHandUnlessThatIsTurnedOff() {
        User ada = make("Ada", "ada", unixName("ada"));
        assertThat(ada.unixUserName()).isEqualTo("ada");
        UserKey key = new UserKey.Id(ada.id());
        UserChanges closed = new UserChanges(
                database,
                access,
                audit,
                providers,
                new UserChanges.Rules(guards, new UserNames(database, access), new DirectorySettings(false)));
        assertThatThrownBy(() -> closed.change(OPERATOR, home, key, unixName("root"), null, Alongside.NOTHING))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Refusal.Reason.MALFORMED))
                .hasMessageContaining("by hand");
        User same = closed.change(OPERATOR, home, key, unixName("ada"), null, Alongside.NOTHING);
        assertThat(same.version()).isEqualTo(ada.version());
        Values<UserField> grace =
                unixName("grace").set(UserField.UPN, "grace@" + domain).set(UserField.DISPLAY_NAME, "Grace");
        assertThatThrownBy(() -> closed.create(OPERATOR, home, new NewUser(null, grace), Alongside.NOTHING))
                .hasMessageContaining("by hand");
    }
}
