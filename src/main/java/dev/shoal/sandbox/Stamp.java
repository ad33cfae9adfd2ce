package dev.shoal.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;

/// What tells, without reading a file, that it has not changed: as git's index does. The change
/// time can't be set by a command, and starting one takes longer than the clock tick that it is
/// measured in.
record Stamp(Object size, Object modified, Object changed, Object inode, Object mode) {
    static Stamp of(Path path) throws IOException {
        Map<String, Object> a =
                Files.readAttributes(
                        path,
                        "unix:size,lastModifiedTime,ctime,ino,mode",
                        LinkOption.NOFOLLOW_LINKS);
        return new Stamp(
                a.get("size"),
                a.get("lastModifiedTime"),
                a.get("ctime"),
                a.get("ino"),
                a.get("mode"));
    }
}
