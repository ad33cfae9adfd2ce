/// What agents are told, word for word.
@NullMarked
package dev.shoal.prompts;

import org.jspecify.annotations.NullMarked;
