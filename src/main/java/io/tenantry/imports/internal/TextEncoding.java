package io.tenantry.imports.internal;

import io.tenantry.kernel.Refusal;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * How the characters of a file are written down. Spreadsheets rarely say so: a mark at the start settles it, otherwise the
 * whole file is UTF-8 or it came from an older Excel.
 *
 * @param markLength bytes of the byte order mark at the start, which the result repeats
 */
record TextEncoding(Charset charset, int markLength) {
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final int BUFFER_SIZE = 1 << 16;

    private record Mark(Charset charset, String hex) {
        byte[] bytes() {
            return HexFormat.of().parseHex(hex);
        }

        boolean starts(byte[] head) {
            int length = hex.length() / 2;
            return head.length >= length && Arrays.equals(head, 0, length, bytes(), 0, length);
        }
    }

    private static final List<Mark> MARKS = List.of(
            new Mark(StandardCharsets.UTF_8, "efbbbf"),
            new Mark(StandardCharsets.UTF_16BE, "feff"),
            new Mark(StandardCharsets.UTF_16LE, "fffe"));

    static TextEncoding of(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER_SIZE)) {
            in.mark(4);
            byte[] head = in.readNBytes(4);
            in.reset();
            refuseOtherKinds(head);
            for (Mark mark : MARKS) {
                if (mark.starts(head)) {
                    return new TextEncoding(mark.charset, mark.bytes().length);
                }
            }
            return new TextEncoding(isUtf8(in) ? StandardCharsets.UTF_8 : WINDOWS_1252, 0);
        }
    }

    /** The mark as it stood at the start of the file; empty where there was none. */
    byte[] mark() {
        return MARKS.stream()
                .filter(mark -> mark.charset.equals(charset) && markLength > 0)
                .findFirst()
                .map(Mark::bytes)
                .orElseGet(() -> new byte[0]);
    }

    private static void refuseOtherKinds(byte[] head) {
        boolean archive = head.length == 4 && head[0] == 'P' && head[1] == 'K' && head[2] == 3 && head[3] == 4;
        Refusal.unless(
                !archive, Refusal.Reason.MALFORMED, "This is a workbook or an archive: save it as CSV and send that");
        boolean oldWorkbook = head.length == 4 && (head[0] & 0xFF) == 0xD0 && (head[1] & 0xFF) == 0xCF;
        Refusal.unless(
                !oldWorkbook, Refusal.Reason.MALFORMED, "This is an old Excel workbook: save it as CSV and send that");
    }

    private static boolean isUtf8(InputStream in) throws IOException {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.allocate(BUFFER_SIZE);
        CharBuffer characters = CharBuffer.allocate(BUFFER_SIZE);
        int read;
        do {
            read = in.read(bytes.array(), bytes.position(), bytes.remaining());
            bytes.position(bytes.position() + Math.max(read, 0)).flip();
            CoderResult result = decoder.decode(bytes, characters, read < 0);
            if (result.isError()) {
                return false;
            }
            bytes.compact();
            characters.clear();
        } while (read >= 0);
        return true;
    }
}
