package io.tenantry.query.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.kernel.Refusal;
import io.tenantry.query.Condition;
import io.tenantry.query.People;
import io.tenantry.query.Seeded;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ODataRoundTripTest {
    private static final String ALPHABET = "()(),'' \t%_\\-+.:TZ0123abnotdeqin/$\u0000\ud83d\ude00\ud800é";

    @Test
    void anyConditionPrintedAndReadAgainIsTheSame() {
        Seeded.times(20_000, random -> {
            Condition condition = People.condition(random, 5);
            String text = ODataText.of(condition);
            assertThat(ODataFilter.parse(text, People.FIELDS)).as(text).isEqualTo(condition);
        });
    }

    @Test
    void readsOrRefusesAnyText() {
        Seeded.times(50_000, random -> readOrRefuse(anyText(random)));
    }

    @Test
    void readsOrRefusesAnyDamagedFilter() {
        Seeded.times(20_000, random -> {
            StringBuilder text = new StringBuilder(ODataText.of(People.condition(random, 3)));
            for (int damage = random.nextInt(1, 4); damage > 0 && !text.isEmpty(); damage--) {
                damage(text, random);
            }
            readOrRefuse(text.toString());
        });
    }

    private static void damage(StringBuilder text, Random random) {
        int position = random.nextInt(text.length());
        switch (random.nextInt(3)) {
            case 0 -> text.deleteCharAt(position);
            case 1 -> text.insert(position, ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            default -> text.setCharAt(position, ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
    }

    private static String anyText(Random random) {
        String[] words = {
            "displayName",
            " eq ",
            " and ",
            " or ",
            "not ",
            "contains",
            "(",
            ")",
            ",",
            "'a'",
            "null",
            "true",
            " in ",
            "12",
            "accountEnabled",
            "tolower",
            "licenseCount",
            "2026-01-01"
        };
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(12); length > 0; length--) {
            text.append(
                    random.nextInt(4) > 0
                            ? words[random.nextInt(words.length)]
                            : String.valueOf(ALPHABET.charAt(random.nextInt(ALPHABET.length()))));
        }
        return text.toString();
    }

    /** Whatever is read can be printed and read again; whatever is not is refused as the caller's mistake. */
    private static void readOrRefuse(String text) {
        Condition condition;
        try {
            condition = ODataFilter.parse(text, People.FIELDS);
        } catch (Refusal refusal) {
            assertThat(refusal.reason()).isEqualTo(Refusal.Reason.MALFORMED);
            assertThat(refusal.getMessage()).hasSizeLessThan(250);
            return;
        }
        assertThat(ODataFilter.parse(ODataText.of(condition), People.FIELDS))
                .as(text)
                .isEqualTo(condition);
    }

    @Test
    void refusesHugeTextsQuickly() {
        assertThatThrownBy(() -> ODataFilter.parse("(".repeat(20_000), People.FIELDS))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> ODataFilter.parse("displayName eq '" + "x".repeat(1 << 20) + "'", People.FIELDS))
                .isInstanceOf(Refusal.class);
    }
}
