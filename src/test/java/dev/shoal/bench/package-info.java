/// The benchmarks behind `make bench`. Not tests: nothing here passes or fails, it measures the
/// real code and prints what it saw beside what was aimed at.
@org.jspecify.annotations.NullMarked
package dev.shoal.bench;
