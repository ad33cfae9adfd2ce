package dev.shoal.agent;

/// What all agents of a process share.
record Equipment(
        ChatModels chat, Prices prices, Context context, Prompts prompts, Line.Waiting waiting) {}
