package io.tenantry.branding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.kernel.Refusal;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Pictures from outside. */
class LogoTest {
    private static byte[] picture(String format, int width, int height) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, out);
        return out.toByteArray();
    }

    private static BufferedImage drawn(Logo logo) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(logo.png()));
    }

    @Test
    void aPictureIsDrawnAnewAndMadeToFit() throws IOException {
        BufferedImage fromJpeg = drawn(Logo.of(picture("jpg", 2_000, 1_000)));
        assertThat(fromJpeg.getWidth()).isEqualTo(192);
        assertThat(fromJpeg.getHeight()).isEqualTo(96);
        assertThat(drawn(Logo.of(picture("png", 20, 10))).getWidth()).isEqualTo(20);
    }

    @Test
    void whatElseWasInTheFileDoesNotComeAlong() throws IOException {
        byte[] script = "<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8);
        byte[] plain = picture("png", 20, 10);
        byte[] file = Arrays.copyOf(plain, plain.length + script.length);
        System.arraycopy(script, 0, file, plain.length, script.length);
        assertThat(new String(Logo.of(file).png(), StandardCharsets.ISO_8859_1)).doesNotContain("script");
    }

    @Test
    void whatIsNoPictureOrTooLargeIsRefused() throws IOException {
        for (byte[] file : new byte[][] {
            "<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(StandardCharsets.UTF_8),
            picture("gif", 20, 10),
            picture("png", 4_001, 2),
            new byte[Logo.FILE_MAX + 1],
            new byte[0],
            Arrays.copyOf(picture("png", 20, 10), 40),
        }) {
            assertThatThrownBy(() -> Logo.of(file)).isInstanceOf(Refusal.class).hasMessageContaining("PNG or JPEG");
        }
        assertThatThrownBy(() -> Logo.ofBase64("?")).hasMessageContaining("Base64");
    }
}
