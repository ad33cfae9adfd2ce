/// The one loop that all agents run in: a model, tools, a transcript, a deadline and an allowance.
/// The only room that knows LangChain4j.
@NullMarked
package dev.shoal.agent;

import org.jspecify.annotations.NullMarked;
