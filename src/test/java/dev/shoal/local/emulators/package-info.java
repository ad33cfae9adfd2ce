/// What the emulator of our own promises to its clients.
@NullMarked
package dev.shoal.local.emulators;

import org.jspecify.annotations.NullMarked;
