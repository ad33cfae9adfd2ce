/// DynamoDB, SQS and S3 in this very JVM, each on a free port of the loopback interface and nowhere
/// else.
///
/// What this package needs at run time lies in `target/emulators` and never in what is deployed, so
/// nothing may name its classes directly: see [dev.shoal.local.LocalAws#start].
@NullMarked
package dev.shoal.local.emulators;

import org.jspecify.annotations.NullMarked;
