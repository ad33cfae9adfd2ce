package dev.shoal.trunk;

/// One line of a listing. `size` in bytes for files, else 0.
public record Listed(String path, String kind, long size) {
    /// As a model reads it: `src/`, `src/main.c 120 bytes`, `run.sh 80 bytes, executable file`.
    public String describe() {
        return switch (kind) {
            case "directory" -> path + "/";
            case "file" -> path + "  " + size + " bytes";
            case "executable file" -> path + "  " + size + " bytes, executable";
            default -> path + "  " + kind;
        };
    }
}
