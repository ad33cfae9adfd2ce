package dev.shoal.trunk;

/// What is found at a path of a tree.
public sealed interface Content {
    /// A text file. Bytes that are not UTF-8 are shown as U+FFFD.
    record Text(String content) implements Content {}

    /// `size` in bytes.
    record Binary(long size) implements Content {}

    record Symlink(String target) implements Content {}

    record Submodule(CommitId commit) implements Content {}

    record Directory() implements Content {}

    record Missing() implements Content {}
}
