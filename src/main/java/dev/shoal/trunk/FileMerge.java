package dev.shoal.trunk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.merge.MergeAlgorithm;
import org.eclipse.jgit.merge.MergeFormatter;
import org.eclipse.jgit.merge.MergeResult;
import org.jspecify.annotations.Nullable;

/// Merges what both sides changed at one path: content line by line, modes apart from content.
final class FileMerge {
    private static final List<String> LABELS =
            List.of("base", "ours (landed)", "theirs (this task)");

    private final ObjectInserter inserter;
    private final Reading reading;

    FileMerge(ObjectReader reader, ObjectInserter inserter) {
        this.inserter = inserter;
        this.reading = new Reading(reader);
    }

    sealed interface Result {
        record Merged(RawEntry entry) implements Result {}

        record Conflicted(String markers) implements Result {}
    }

    Result merge(Merger.Three<@Nullable RawEntry> e) {
        RawEntry ours = e.ours();
        RawEntry theirs = e.theirs();
        if (ours == null || theirs == null || !ours.isFile() || !theirs.isFile()) {
            return new Result.Conflicted(describe(e));
        }
        RawEntry base = e.base() != null && e.base().isFile() ? e.base() : null;
        int mode = mode(base, ours, theirs);
        if (ours.id().equals(theirs.id()) || (base != null && base.id().equals(theirs.id()))) {
            return new Result.Merged(new RawEntry(mode, ours.id()));
        }
        if (base != null && base.id().equals(ours.id())) {
            return new Result.Merged(new RawEntry(mode, theirs.id()));
        }
        return content(new Merger.Three<>(base, ours, theirs), mode);
    }

    private static int mode(@Nullable RawEntry base, RawEntry ours, RawEntry theirs) {
        return base != null && base.mode() == ours.mode() ? theirs.mode() : ours.mode();
    }

    private Result content(Merger.Three<@Nullable RawEntry> e, int mode) {
        RawText base = text(e.base());
        RawText ours = text(e.ours());
        RawText theirs = text(e.theirs());
        if (base == null || ours == null || theirs == null) {
            return new Result.Conflicted(describe(e));
        }
        var algorithm = new MergeAlgorithm(new BoundedDiff());
        MergeResult<RawText> result =
                algorithm.merge(RawTextComparator.DEFAULT, base, ours, theirs);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            new MergeFormatter().formatMergeDiff3(out, result, LABELS, StandardCharsets.UTF_8);
            return result.containsConflicts()
                    ? new Result.Conflicted(out.toString(StandardCharsets.UTF_8))
                    : new Result.Merged(
                            new RawEntry(
                                    mode, inserter.insert(Constants.OBJ_BLOB, out.toByteArray())));
        } catch (IOException ex) {
            throw DiskFaults.sorted("can't store a merged file", ex);
        }
    }

    /// Null for what is binary or too large to merge line by line.
    private @Nullable RawText text(@Nullable RawEntry entry) {
        if (entry == null) {
            return RawText.EMPTY_TEXT;
        }
        if (reading.size(entry.id()) > Trees.MOST_TEXT) {
            return null;
        }
        byte[] bytes = reading.bytes(entry.id());
        return Trees.isBinary(bytes) ? null : new RawText(bytes);
    }

    private String describe(Merger.Three<@Nullable RawEntry> e) {
        return "<<<<<<< ours (landed)\n%s\n||||||| base\n%s\n=======\n%s\n>>>>>>> theirs (this task)\n"
                .formatted(side(e.ours()), side(e.base()), side(e.theirs()));
    }

    private String side(@Nullable RawEntry entry) {
        if (entry == null) {
            return "[not there]";
        }
        if (Entry.of(entry) instanceof Entry.Symlink(BlobId blob)) {
            return "[symbolic link to %s]".formatted(reading.target(blob));
        }
        RawText text = entry.isFile() ? text(entry) : null;
        return text == null
                ? "[%s %s]".formatted(Entry.of(entry).kind(), entry.id().name())
                : new String(text.getRawContent(), StandardCharsets.UTF_8);
    }
}
