package io.tenantry.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {
    @Test
    void readsBackWhatItMade() {
        UUID made = Ids.next();
        assertThat(Ids.read(made.toString())).isEqualTo(made);
        assertThat(Ids.given(made.toString(), "userId")).isEqualTo(made);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1-1-1-1-1",
                "ada@contoso.example",
                "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5",
                "not-an-id-but-of-the-same-length-as-1"
            })
    void takesNothingElseForAnId(String text) {
        assertThat(Ids.read(text)).isNull();
        assertThatThrownBy(() -> Ids.given(text, "userId")).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.reason()).isEqualTo(Refusal.Reason.MALFORMED);
            assertThat(refusal.target()).isEqualTo("userId");
            assertThat(refusal).hasMessage("'" + text + "' is not an id");
        });
    }
}
