/// Planning: planners explore a scope, create tasks and sub-planners, and wake when results are in.
@NullMarked
package dev.shoal.plan;

import org.jspecify.annotations.NullMarked;
