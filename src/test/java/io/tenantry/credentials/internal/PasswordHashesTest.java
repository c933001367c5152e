package io.tenantry.credentials.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What hashing may cost. */
class PasswordHashesTest {
    private static final Pattern ENDING = Pattern.compile("(\\d+) compared, (\\d+) refused");

    /** All at once would take 38 GB; the program has 96 MB. */
    @Test
    void aStormOfSignInsTakesNoMoreMemoryThanTheFewThatHaveTheirTurn() throws IOException, InterruptedException {
        Process storm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx96m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LogonStorm.class.getName())
                .redirectErrorStream(true)
                .start();
        String told = new String(storm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(storm.waitFor()).as(told).isZero();
        Matcher ending = ENDING.matcher(told);
        assertThat(ending.find()).as(told).isTrue();
        int compared = Integer.parseInt(ending.group(1));
        int refused = Integer.parseInt(ending.group(2));
        assertThat(compared + refused).isEqualTo(LogonStorm.PEOPLE);
        assertThat(compared).as("those who had or awaited a turn").isGreaterThanOrEqualTo(66);
        assertThat(refused).isPositive();
    }
}
