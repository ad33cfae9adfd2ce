/// A whole run under attack: a model server that misbehaves, a server that is killed again and
/// again, and an audit of what is left. `make endure` runs it; a small one is part of `make test`.
package dev.shoal.endurance;
