package io.tenantry.credentials.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tenantry.kernel.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hashes that Python's hashlib and glibc's crypt have made of one password, and hashes that ask for too much. */
class ForeignHashTest {
    private static final String PASSWORD = "violet tractor hümming eleven";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$pbkdf2$1000$AQIDBAUGBwgJCgsMDQ4PEA$AhqFEiQbF0OIHztsQZIF.7pKbDE",
                "$pbkdf2-sha256$1000$AQIDBAUGBwgJCgsMDQ4PEA$QMwVvM12NAyyZL8E4iMzXJHehXWjhKaQceshHg7nCIY",
                "$pbkdf2-sha512$1000$AQIDBAUGBwgJCgsMDQ4PEA$8LynJhK9rGcsXmex0YY.P7q8mHwm.VYt8EAGhZF44JQ4DoPTNzD0ZWxRcyFywvBEVqI6wnkffCYDh0035hYgQw",
                "pbkdf2_sha256$2000$seasalt$mZQDz5WTtZb4CUZ2Y8P23Wz9CDfXL8igZLGeHlLFw3Y=",
                "{PBKDF2-SHA512}1000$AQIDBAUGBwgJCgsMDQ4PEA$8LynJhK9rGcsXmex0YY.P7q8mHwm.VYt8EAGhZF44JQ4DoPTNzD0ZWxRcyFywvBEVqI6wnkffCYDh0035hYgQw",
                "$pbkdf2-sha256$i=1000,l=32$AQIDBAUGBwgJCgsMDQ4PEA$QMwVvM12NAyyZL8E4iMzXJHehXWjhKaQceshHg7nCIY",
                "$scrypt$ln=10,r=8,p=1$AQIDBAUGBwgJCgsMDQ4PEA$v8d6/uvfHRz4h0dj+oUrc7jBm1MEDYFzkOtIIE/mRNg",
                "$s0$a0801$AQIDBAUGBwgJCgsMDQ4PEA==$v8d6/uvfHRz4h0dj+oUrc7jBm1MEDYFzkOtIIE/mRNg=",
                "{SSHA}eEeOjzTv/Hw6PmR/dsY/90ej4w4BAgMEBQYHCA==",
                "{SSHA256}vlkXjm3q1eGQkgGehT20SJPxk6+TYBXkg0Im+4vjx04BAgMEBQYHCA==",
                "{SSHA384}r9lNWOu2qXMRPHcwu/bEv4q785laIB4zhjUIef+/2+ts9DY9UNQ/ZEY8/C3IhG5CAQIDBAUGBwg=",
                "{SSHA512}ZZe1Lj+RAklOLw0iHB73vfYIy0RY278eIALlkp8K8HTY5Hmvc2dESdoPI4yM1/IfXqsnrNVS0EA6Qe/H8QQQIwECAwQFBgcI",
                "$2b$05$abcdefghijklmnopqrstuuMZ6Uwq7pB8hw/Oa3YjpcE8EcLK.mJA2",
                "$2y$04$abcdefghijklmnopqrstuu4tgUQD5Bn5hH0gzyzX5vhpYYaBcn4da",
                "{bcrypt}$2b$05$abcdefghijklmnopqrstuuMZ6Uwq7pB8hw/Oa3YjpcE8EcLK.mJA2",
            })
    void knowsThePasswordAndNoOther(String hash) {
        ForeignHash foreign = ForeignHash.of(hash);
        assertThat(foreign.matches(PASSWORD)).isTrue();
        assertThat(foreign.matches(PASSWORD + " ")).isFalse();
        assertThat(foreign.matches("")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"argon2d, 0", "argon2i, 1", "argon2id, 2"})
    void knowsEveryArgon(String name, int type) {
        String hash = argon(name, type, 1_024, 3, 2);
        assertThat(ForeignHash.of(hash).matches(PASSWORD)).isTrue();
        assertThat(ForeignHash.of(hash).matches("violet")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$2b$31$abcdefghijklmnopqrstuuMZ6Uwq7pB8hw/Oa3YjpcE8EcLK.mJA2",
                "$2b$15$abcdefghijklmnopqrstuuMZ6Uwq7pB8hw/Oa3YjpcE8EcLK.mJA2",
                "$pbkdf2-sha256$99999999$AQIDBAUGBwgJCgsMDQ4PEA$QMwVvM12NAyyZL8E4iMzXJHehXWjhKaQceshHg7nCIY",
                "$scrypt$ln=17,r=8,p=1$AQIDBAUGBwgJCgsMDQ4PEA$v8d6/uvfHRz4h0dj+oUrc7jBm1MEDYFzkOtIIE/mRNg",
                "$scrypt$ln=10,r=8,p=200$AQIDBAUGBwgJCgsMDQ4PEA$v8d6/uvfHRz4h0dj+oUrc7jBm1MEDYFzkOtIIE/mRNg",
                "$s0$1f0801$AQIDBAUGBwgJCgsMDQ4PEA==$v8d6/uvfHRz4h0dj+oUrc7jBm1MEDYFzkOtIIE/mRNg=",
                "$argon2id$v=19$m=99999999,t=2,p=1$AQIDBAUGBwgJCgsMDQ4PEA$v8d6/uvfHRz4h0dj+oUrc7jBm1MEDYFzkOtIIE/mRNg",
                "$argon2id$v=19$m=19456,t=9999,p=1$AQIDBAUGBwgJCgsMDQ4PEA$v8d6/uvfHRz4h0dj+oUrc7jBm1MEDYFzkOtIIE/mRNg",
            })
    void refusesToWorkForAMinuteOrWithAllTheMemory(String hostile) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> ForeignHash.of(hostile))
                .withMessageContaining("more or less work");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "violet tractor",
                "{MD5}CY9rzUYh03PK3k6DJie09g==",
                "$1$abcdefgh$K1cDPVvXhlM7a2vyP1QZt0",
                "$2b$10$tooshort",
                "{SSHA}AAAA",
                "$argon2id$v=19$m=1024,t=1,p=1$$",
                "$5$rounds=5000$salt$hash"
            })
    void refusesWhatItDoesNotKnow(String unknown) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> ForeignHash.of(unknown))
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Refusal.Reason.MALFORMED));
    }

    @Test
    void refusesALongTextWithoutReadingAllOfIt() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> ForeignHash.of("$pbkdf2$1000$" + "A".repeat(1_000_000)));
    }

    static String argon(String name, int type, int memory, int passes, int lanes) {
        byte[] salt = "somewhere at sea".getBytes(StandardCharsets.US_ASCII);
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(type)
                .withSalt(salt)
                .withMemoryAsKB(memory)
                .withIterations(passes)
                .withParallelism(lanes)
                .build());
        byte[] hash = new byte[32];
        generator.generateBytes(PASSWORD.getBytes(StandardCharsets.UTF_8), hash);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$" + name + "$v=19$m=" + memory + ",t=" + passes + ",p=" + lanes + "$" + base64.encodeToString(salt)
                + "$" + base64.encodeToString(hash);
    }
}
