package io.tenantry.branding;

import io.tenantry.kernel.Refusal;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A picture that is drawn anew from what somebody gave: whatever else was in the file, text or programs, does not come along.
 *
 * @param base64 the PNG
 */
public record Logo(String base64) {
    /** The longest file that is looked at. */
    public static final int FILE_MAX = 500_000;

    private static final int SIDE_MAX = 4_000;
    private static final int WIDTH_MAX = 480;
    private static final int HEIGHT_MAX = 96;

    /**
     * Draws the picture of a PNG or JPEG file.
     *
     * @throws Refusal (MALFORMED) when the file is too large or no such picture
     */
    public static Logo of(byte[] file) {
        BufferedImage picture = file.length <= FILE_MAX ? read(file) : null;
        if (picture == null) {
            throw new Refusal(
                    Refusal.Reason.MALFORMED,
                    "A logo is a PNG or JPEG file of at most " + FILE_MAX / 1_000 + " kB and " + SIDE_MAX
                            + " pixels a side",
                    "logo");
        }
        return new Logo(Base64.getEncoder().encodeToString(png(fitted(picture))));
    }

    /** The same of a file that is written in Base64. */
    public static Logo ofBase64(String text) {
        try {
            return of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException none) {
            throw new Refusal(Refusal.Reason.MALFORMED, "The file of a logo is written in Base64", "logo");
        }
    }

    public byte[] png() {
        return Base64.getDecoder().decode(base64);
    }

    /** The size is looked at before anything is drawn: a small file can stand for a picture of gigabytes. */
    private static @Nullable BufferedImage read(byte[] file) {
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                return null;
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                boolean isKnown = reader.getFormatName().equalsIgnoreCase("png")
                        || reader.getFormatName().equalsIgnoreCase("jpeg");
                return isKnown && reader.getWidth(0) <= SIDE_MAX && reader.getHeight(0) <= SIDE_MAX
                        ? reader.read(0)
                        : null;
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException broken) {
            // Readers fail in many ways at files that are made to break them.
            return null;
        }
    }

    private static BufferedImage fitted(BufferedImage picture) {
        double scale = Math.min(
                1, Math.min((double) WIDTH_MAX / picture.getWidth(), (double) HEIGHT_MAX / picture.getHeight()));
        int width = Math.max(1, (int) Math.round(picture.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(picture.getHeight() * scale));
        BufferedImage drawn = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D pen = drawn.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        pen.drawImage(picture, 0, 0, width, height, null);
        pen.dispose();
        return drawn;
    }

    private static byte[] png(BufferedImage picture) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(picture, "png", out);
            return out.toByteArray();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
