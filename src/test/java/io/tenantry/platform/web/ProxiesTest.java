package io.tenantry.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class ProxiesTest {
    private final Proxies proxies = new Proxies(List.of("10.0.0.0/8", "fd00::1"));

    @Test
    void believesAProxyInATrustedNetwork() {
        MockHttpServletRequest request = from("10.20.30.40");
        request.addHeader("X-Forwarded-Proto", "HTTPS");
        request.addHeader("X-Forwarded-Host", "hub.contoso.example:8443");
        assertThat(proxies.scheme(request)).isEqualTo("https");
        assertThat(proxies.authority(request)).isEqualTo("hub.contoso.example:8443");
    }

    @Test
    void believesNobodyElse() {
        MockHttpServletRequest request = from("192.0.2.7");
        request.addHeader("X-Forwarded-Proto", "https");
        request.addHeader("X-Forwarded-Host", "evil.example");
        assertThat(proxies.scheme(request)).isEqualTo("http");
        assertThat(proxies.authority(request)).isEqualTo("inside:8080");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "evil.example/path", "a b", "x\"><script>", "user@evil.example", "ünicode.example"})
    void doesNotPassOnWhatIsNoHost(String host) {
        MockHttpServletRequest request = from("10.20.30.40");
        request.addHeader("X-Forwarded-Host", host);
        request.addHeader("X-Forwarded-Proto", "javascript");
        assertThat(proxies.authority(request)).isEqualTo("inside:8080");
        assertThat(proxies.scheme(request)).isEqualTo("http");
    }

    private static MockHttpServletRequest from(String address) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
        request.setRemoteAddr(address);
        request.setServerName("inside");
        request.setServerPort(8080);
        return request;
    }
}
