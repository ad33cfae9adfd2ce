/// The command line. Commands that follow a run speak HTTP to a server, their own or a given one.
@NullMarked
package dev.shoal.local.cli;

import org.jspecify.annotations.NullMarked;
