package io.tenantry.platform.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.env.MockEnvironment;

/** The key that secrets in the database are encrypted with stays out of the database and out of others' sight. */
class MasterKeyTest {
    @TempDir
    private Path folder = Path.of("");

    private MasterKey key(MockEnvironment environment) {
        return new MasterKey(environment, folder);
    }

    @Test
    void isMadeOnceForItsOwnerOnly() throws IOException {
        String hidden = key(new MockEnvironment()).encrypt("secret");
        Path file = folder.resolve("master.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(key(new MockEnvironment()).decrypt(hidden)).isEqualTo("secret");
        assertThat(hidden)
                .doesNotContain("secret")
                .isNotEqualTo(key(new MockEnvironment()).encrypt("secret"));
    }

    @Test
    void isNotUsedWhenOthersCanReadIt() throws IOException {
        key(new MockEnvironment());
        Files.setPosixFilePermissions(folder.resolve("master.key"), PosixFilePermissions.fromString("rw-r--r--"));
        assertThatIllegalStateException()
                .isThrownBy(() -> key(new MockEnvironment()))
                .withMessageContaining("readable for its owner only");
    }

    @Test
    void mayComeFromTheEnvironmentAndMustBeTheSameAgain() {
        MockEnvironment one = new MockEnvironment()
                .withProperty(MasterKey.VARIABLE, Base64.getEncoder().encodeToString(new byte[32]));
        String hidden = key(one).encrypt("secret");
        assertThat(key(one).decrypt(hidden)).isEqualTo("secret");
        assertThatIllegalStateException()
                .isThrownBy(() -> key(new MockEnvironment()).decrypt(hidden))
                .withMessageContaining("another master key");
    }

    @Test
    void isReplacedAndOpensWhatTheFormerOneHasClosed() throws IOException {
        String hidden = key(new MockEnvironment()).encrypt("secret");
        MasterKey.replace(folder);
        MasterKey replaced = key(new MockEnvironment());
        assertThat(replaced.isNew()).isTrue();
        assertThat(replaced.decrypt(hidden)).isEqualTo("secret");
        String renewed = replaced.renewed(hidden);
        assertThat(replaced.renewed(String.valueOf(renewed))).isNull();
        assertThatIllegalStateException()
                .isThrownBy(() -> MasterKey.replace(folder))
                .withMessageContaining("former key already");
        Files.delete(folder.resolve("master.key.former"));
        assertThat(key(new MockEnvironment()).decrypt(String.valueOf(renewed))).isEqualTo("secret");
        assertThatIllegalStateException()
                .isThrownBy(() -> key(new MockEnvironment()).decrypt(hidden))
                .withMessageContaining("another master key");
    }
}
