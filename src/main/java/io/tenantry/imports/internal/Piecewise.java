package io.tenantry.imports.internal;

import io.tenantry.kernel.Refusal;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that refuses to go on when one piece of it, or all of it, is larger than what the reader holds at once. */
final class Piecewise extends FilterInputStream {
    private static final long PIECE_MAX = 16L << 20;

    private final Budget budget;
    private long pieceEnd = Long.MAX_VALUE;
    private long at;

    /** How many bytes may be read in all, over several streams. */
    static final class Budget {
        private final long most;
        private long read;

        Budget(long most) {
            this.most = most;
        }

        private void spend(long bytes) {
            read += bytes;
            Refusal.unless(
                    read <= most,
                    Refusal.Reason.TOO_LARGE,
                    "Unpacked, the file is larger than " + (most >> 20) + " MB");
        }
    }

    Piecewise(InputStream in, Budget budget) {
        super(in);
        this.budget = budget;
    }

    /** What follows is held in memory as a whole. */
    void begin() {
        pieceEnd = at + PIECE_MAX;
    }

    void end() {
        pieceEnd = Long.MAX_VALUE;
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        count(one < 0 ? 0 : 1);
        return one;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        count(Math.max(read, 0));
        return read;
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = super.skip(count);
        count(skipped);
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(long bytes) {
        at += bytes;
        budget.spend(bytes);
        Refusal.unless(
                at <= pieceEnd,
                Refusal.Reason.TOO_LARGE,
                "One person or group of the file takes more than " + (PIECE_MAX >> 20) + " MB");
    }
}
