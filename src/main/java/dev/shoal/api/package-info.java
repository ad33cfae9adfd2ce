/// HTTP in and out: resources, the records on the wire, and the dashboard.
@NullMarked
package dev.shoal.api;

import org.jspecify.annotations.NullMarked;
