package dev.shoal.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;

/// What tells, without reading a file, that it has not changed: as git's index does. The change
/// time can't be set by a command, and starting one takes longer than the clock tick that it is
/// measured in.
record Stamp(Map<String, Object> attributes) {
    static Stamp of(Path path) throws IOException {
        return new Stamp(
                Files.readAttributes(
                        path,
                        "unix:size,lastModifiedTime,ctime,ino,mode",
                        LinkOption.NOFOLLOW_LINKS));
    }
}
