/// A scripted model behind a real OpenAI-compatible endpoint on loopback: demos and tests go the
/// whole way through the real model client, without a key and without network.
@NullMarked
package dev.shoal.local.rehearsal;

import org.jspecify.annotations.NullMarked;
