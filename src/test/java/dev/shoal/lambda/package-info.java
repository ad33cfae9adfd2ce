/// What was packaged, started the way Lambda starts it.
package dev.shoal.lambda;
