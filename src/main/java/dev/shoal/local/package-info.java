/// Local mode: the same handlers over emulators of AWS inside one JVM, and the command line.
@NullMarked
package dev.shoal.local;

import org.jspecify.annotations.NullMarked;
