/// One task, from its claim to its landing: the worker, the reconciler, and the states of a task.
@NullMarked
package dev.shoal.work;

import org.jspecify.annotations.NullMarked;
