package dev.shoal.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What AWS charges, line by line, from a price list (us-east-1, November 2026).
record Bill(List<Line> lines) {

    static final double MILLION = 1e6;
    static final double LAMBDA_REQUEST = 0.20 / MILLION;
    static final double LAMBDA_GB_SECOND = 0.0000133334;
    static final double SQS_REQUEST = 0.40 / MILLION;
    static final double WRITE_UNIT = 0.625 / MILLION;
    static final double READ_UNIT = 0.125 / MILLION;
    static final double S3_WRITE = 5.0 / MILLION;
    static final double S3_READ = 0.40 / MILLION;
    static final double LOG_GB = 0.50;

    /// `free` is how many of them AWS never charges for, each month.
    record Line(String what, double amount, double price, double free) {
        double dollars() {
            return amount * price;
        }

        double dollarsBeyondFree() {
            return Math.max(0, amount - free) * price;
        }
    }

    static Bill empty() {
        return new Bill(new ArrayList<>());
    }

    Bill with(String what, double amount, double price) {
        return with(what, amount, price, 0);
    }

    Bill with(String what, double amount, double price, double free) {
        lines.add(new Line(what, amount, price, free));
        return this;
    }

    double total() {
        return lines.stream().mapToDouble(Line::dollars).sum();
    }

    double totalBeyondFree() {
        return lines.stream().mapToDouble(Line::dollarsBeyondFree).sum();
    }

    /// A Markdown table; with the free amounts if any is free.
    String table() {
        boolean anyFree = lines.stream().anyMatch(line -> line.free() > 0);
        StringBuilder text = new StringBuilder("| what | amount | price each | dollars |");
        text.append(
                anyFree
                        ? " beyond what is always free |\n|---|--:|--:|--:|--:|\n"
                        : "\n|---|--:|--:|--:|\n");
        for (Line line : lines) {
            text.append(
                    String.format(
                            Locale.ROOT,
                            "| %s | %,.1f | %.7f | %.4f |",
                            line.what(),
                            line.amount(),
                            line.price(),
                            line.dollars()));
            text.append(
                    anyFree
                            ? String.format(Locale.ROOT, " %.4f |%n", line.dollarsBeyondFree())
                            : "\n");
        }
        text.append(String.format(Locale.ROOT, "| **together** | | | **%.4f** |", total()));
        return text.append(
                        anyFree
                                ? String.format(Locale.ROOT, " **%.4f** |%n", totalBeyondFree())
                                : "\n")
                .toString();
    }
}
