/// Upstream: seeding a run from it, and mirroring the trunk to it. The only room that has a git
/// credential.
@NullMarked
package dev.shoal.remote;

import org.jspecify.annotations.NullMarked;
