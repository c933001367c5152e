package io.tenantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.cli.CommandsTest.Ran;
import io.tenantry.platform.secrets.MasterKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.StandardEnvironment;

/** The master key at the command line. */
class MasterKeyCommandTest {
    @TempDir
    private Path folder;

    private MasterKey key() {
        return new MasterKey(new StandardEnvironment(), folder);
    }

    private Ran rotate() {
        return CommandsTest.run("master-key", "rotate", "--data-dir", folder.toString());
    }

    @Test
    void aNewKeyTakesThePlaceOfTheOldOneWhichStaysBesideIt() throws IOException {
        String stored = key().encrypt("noon");
        Ran rotated = rotate();
        assertThat(rotated.exitCode()).as(rotated.err()).isZero();
        assertThat(rotated.out()).contains("Start the hub again");
        MasterKey fresh = key();
        assertThat(fresh.isNew()).isTrue();
        assertThat(fresh.decrypt(stored)).isEqualTo("noon");
        String renewed = fresh.renewed(stored);
        assertThat(renewed).isNotNull();

        Ran again = rotate();
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.err()).contains("There is a former key already");
        Files.delete(folder.resolve("master.key.former"));
        assertThat(key().decrypt(String.valueOf(renewed))).isEqualTo("noon");
        assertThat(rotate().exitCode()).isZero();
    }

    @Test
    void withoutAKeyThereIsNothingToReplace() {
        Ran rotated = rotate();
        assertThat(rotated.exitCode()).isEqualTo(1);
        assertThat(rotated.err()).contains("TENANTRY_FORMER_MASTER_KEY");
        assertThat(folder.resolve("master.key")).doesNotExist();
    }
}
