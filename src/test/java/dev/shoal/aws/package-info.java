/// The adapters of AWS on emulators.
@NullMarked
package dev.shoal.aws;

import org.jspecify.annotations.NullMarked;
