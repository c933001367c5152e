package io.tenantry.usage.internal;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * Lines and tables on pages of A4, lying. The font is the one that the library brings along; characters it does not have become
 * question marks, and what is wider than its column is cut.
 */
final class PdfPages implements AutoCloseable {
    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final PDRectangle PAGE =
            new PDRectangle(/* width= */ PDRectangle.A4.getHeight(), /* height= */ PDRectangle.A4.getWidth());
    private static final float MARGIN = 36;
    private static final float TITLE_SIZE = 16;
    private static final float SIZE = 8;
    private static final float LINE = 13;
    private static final float GAP = 4;
    private static final float THOUSANDTH = 1000;

    private final PDDocument document;
    private final String foot;
    private final CmapLookup glyphs;
    private final PDFont font;
    private PDPageContentStream page;
    private float height;
    private int number;

    PdfPages(PDDocument document, String foot) throws IOException {
        this.document = document;
        this.foot = foot;
        try (InputStream file = Objects.requireNonNull(PDDocument.class.getResourceAsStream(FONT))) {
            TrueTypeFont parsed = new TTFParser().parse(new RandomAccessReadBuffer(file));
            glyphs = parsed.getUnicodeCmapLookup();
            font = PDType0Font.load(document, parsed, true);
        }
        page = begin();
    }

    void title(String text) throws IOException {
        write(text, MARGIN, TITLE_SIZE, PAGE.getWidth() - 2 * MARGIN);
        height -= 2 * LINE;
    }

    void line(String text) throws IOException {
        room();
        write(text, MARGIN, SIZE, PAGE.getWidth() - 2 * MARGIN);
        height -= 2 * LINE;
    }

    void table(List<String> heading, float[] widths, List<List<String>> rows) throws IOException {
        row(heading, widths);
        rule();
        for (List<String> row : rows) {
            if (room()) {
                row(heading, widths);
                rule();
            }
            row(row, widths);
        }
        height -= LINE;
    }

    private void row(List<String> cells, float[] widths) throws IOException {
        float place = MARGIN;
        for (int i = 0; i < widths.length; i++) {
            write(cells.get(i), place, SIZE, widths[i] - GAP);
            place += widths[i];
        }
        height -= LINE;
    }

    private void rule() throws IOException {
        page.setLineWidth(0.5f);
        page.moveTo(MARGIN, height + LINE - GAP);
        page.lineTo(PAGE.getWidth() - MARGIN, height + LINE - GAP);
        page.stroke();
    }

    /** Makes room for one more line; tells whether that took a new page. */
    private boolean room() throws IOException {
        if (height > MARGIN + 2 * LINE) {
            return false;
        }
        page.close();
        page = begin();
        return true;
    }

    private PDPageContentStream begin() throws IOException {
        PDPage next = new PDPage(PAGE);
        document.addPage(next);
        number++;
        PDPageContentStream begun = new PDPageContentStream(document, next);
        height = PAGE.getHeight() - MARGIN - TITLE_SIZE;
        text(
                begun,
                fitting(foot + ", page " + number, SIZE, PAGE.getWidth() - 2 * MARGIN),
                MARGIN,
                MARGIN - LINE,
                SIZE);
        return begun;
    }

    private void write(String text, float place, float size, float width) throws IOException {
        text(page, fitting(text, size, width), place, height, size);
    }

    private void text(PDPageContentStream on, String text, float across, float up, float size) throws IOException {
        on.beginText();
        on.setFont(font, size);
        on.newLineAtOffset(across, up);
        on.showText(text);
        on.endText();
    }

    private String fitting(String text, float size, float width) throws IOException {
        StringBuilder known = new StringBuilder();
        text.codePoints().forEach(point -> known.appendCodePoint(glyphs.getGlyphId(point) == 0 ? '?' : point));
        String fitting = known.toString();
        while (!fitting.isEmpty() && font.getStringWidth(fitting) / THOUSANDTH * size > width) {
            int end = fitting.offsetByCodePoints(fitting.length(), fitting.endsWith("…") ? -2 : -1);
            fitting = fitting.substring(0, end) + (end > 0 ? "…" : "");
        }
        return fitting;
    }

    @Override
    public void close() throws IOException {
        page.close();
    }
}
