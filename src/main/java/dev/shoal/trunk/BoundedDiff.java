package dev.shoal.trunk;

import org.eclipse.jgit.diff.DiffAlgorithm;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.Sequence;
import org.eclipse.jgit.diff.SequenceComparator;

/// Git's histogram diff, whose time stays in proportion. Where all lines occur often it falls back
/// to an algorithm whose time grows with the square: hours for two files of some megabytes. For
/// large ones it doesn't, and shows more lines as changed there.
final class BoundedDiff extends DiffAlgorithm {
    private static final int MOST_LINES = 10_000;

    @Override
    public <S extends Sequence> EditList diffNonCommon(
            SequenceComparator<? super S> comparator, S a, S b) {
        HistogramDiff diff = new HistogramDiff();
        if (a.size() + b.size() > MOST_LINES) {
            diff.setFallbackAlgorithm(null);
        }
        return diff.diffNonCommon(comparator, a, b);
    }
}
