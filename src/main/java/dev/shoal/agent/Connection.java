package dev.shoal.agent;

import dev.langchain4j.http.client.HttpClientBuilder;
import java.time.Duration;

/// How to reach a provider over HTTP: the client, for how long one call may take, and the longest
/// reply to ask for.
record Connection(HttpClientBuilder http, Duration timeout, int maxOutputTokens) {}
