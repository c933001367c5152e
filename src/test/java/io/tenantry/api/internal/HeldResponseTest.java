package io.tenantry.api.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;

/** What is written is held back, until it is sent or is too much to be held. */
class HeldResponseTest {
    private final MockHttpServletResponse wire = new MockHttpServletResponse();
    private final HeldResponse held = new HeldResponse(wire, 10);

    @Test
    void holdsABodyUntilItIsSent() throws IOException {
        held.getOutputStream().write("Ada".getBytes(StandardCharsets.UTF_8));
        held.getOutputStream().flush();
        held.flushBuffer();
        assertThat(wire.getContentAsString()).isEmpty();
        assertThat(held.body()).asString(StandardCharsets.UTF_8).isEqualTo("Ada");
        held.send();
        assertThat(wire.getContentAsString()).isEqualTo("Ada");
    }

    @Test
    void forgetsWhatIsTakenBack() throws IOException {
        held.getWriter().write("wrong");
        held.resetBuffer();
        held.getWriter().write("right");
        held.send();
        assertThat(wire.getContentAsString()).isEqualTo("right");
    }

    @Test
    void letsGoOfWhatIsTooLongAndSaysSo() throws IOException {
        held.getOutputStream().write("0123456789".getBytes(StandardCharsets.UTF_8));
        assertThat(wire.getContentAsString()).isEmpty();
        held.getOutputStream().write('!');
        assertThat(wire.getContentAsString()).isEqualTo("0123456789!");
        assertThat(held.body()).isNull();
        held.send();
        assertThat(wire.getContentAsString()).isEqualTo("0123456789!");
    }

    @Test
    void knowsWhenTheContainerIsToAnswer() throws IOException {
        assertThat(held.isError()).isFalse();
        held.sendError(400);
        assertThat(held.isError()).isTrue();
    }
}
