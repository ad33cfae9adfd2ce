/// What is deployed beside the code: the template, its checks, the documents that explain it.
@NullMarked
package dev.shoal.infra;

import org.jspecify.annotations.NullMarked;
