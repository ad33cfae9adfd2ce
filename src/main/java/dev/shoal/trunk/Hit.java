package dev.shoal.trunk;

/// A line that a search found; `line` counts from 1.
public record Hit(String path, int line, String text) {}
