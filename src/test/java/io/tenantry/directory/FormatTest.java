package io.tenantry.directory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormatTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "de",
                "de-CH",
                "de_CH",
                "es-419",
                "zh-Hans-CN",
                "i-klingon",
                "x-pig-latin",
                "en-us, en;q=0.8, *;q=0.5"
            })
    void aLanguageIsATagOrWhatABrowserSendsInPlaceOfOne(String text) {
        assertThat(Format.LANGUAGE.broken(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"German", "d", "12", "de CH", "de-", "de;CH", "de-Schweizerisch", "en,,de"})
    void whatIsNoTagIsNoLanguage(String text) {
        assertThat(Format.LANGUAGE.broken(text)).isEqualTo("must be a language tag such as de-CH");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Europe/Zurich",
                "UTC",
                "+02:00",
                "GMT+2",
                "W. Europe Standard Time",
                "Central Standard Time (Mexico)",
                "UTC-11"
            })
    void aTimeZoneIsCalledAsTheWorldOrWindowsCallsIt(String text) {
        assertThat(Format.TIME_ZONE.broken(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Mars/Olympus", "Zurich", "+99:00", "Standard Time", "noon"})
    void whatIsNoZoneIsRefused(String text) {
        assertThat(Format.TIME_ZONE.broken(text)).isEqualTo("must be a time zone such as Europe/Zurich");
    }
}
