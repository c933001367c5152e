package io.tenantry.signin;

import io.nayuki.qrcodegen.QrCode.Ecc;

/**
 * A text as a picture that telephones read, drawn here: what is in it concerns nobody else.
 *
 * @param size how many squares it is wide and high, with the white around it
 * @param path its dark squares, as the path of an SVG drawing
 */
public record QrCode(int size, String path) {
    /** Telephones find the picture by the white around it. */
    private static final int BORDER = 4;

    public static QrCode of(String text) {
        io.nayuki.qrcodegen.QrCode drawn = io.nayuki.qrcodegen.QrCode.encodeText(text, Ecc.MEDIUM);
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < drawn.size; y++) {
            for (int x = 0; x < drawn.size; x++) {
                if (drawn.getModule(x, y)) {
                    path.append('M')
                            .append(x + BORDER)
                            .append(' ')
                            .append(y + BORDER)
                            .append("h1v1h-1z");
                }
            }
        }
        return new QrCode(drawn.size + 2 * BORDER, path.toString());
    }
}
