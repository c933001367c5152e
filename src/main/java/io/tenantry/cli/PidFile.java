package io.tenantry.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The file that tells a running hub's process id. It is locked as long as the hub lives, so that the file of a killed hub
 * never stands in the way of the next one.
 */
record PidFile(Path file, FileChannel channel) implements AutoCloseable {
    static PidFile write(Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            throw new CommandFailure("a hub already runs in " + file.getParent() + " as process "
                    + Files.readString(file).strip() + ". Stop it first, or choose another --data-dir.");
        }
        channel.truncate(0);
        channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
        return new PidFile(file, channel);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
        channel.close();
    }
}
