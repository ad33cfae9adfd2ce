package dev.shoal.agent;

/// A model call came to nothing on the way. Without a cause on purpose: LangChain4j passes on only
/// the innermost exception of those that it doesn't know.
final class NoAnswer extends RuntimeException {
    private final What what;

    enum What {
        /// Nobody was reached, or the connection broke.
        BROKEN_OFF,
        /// The provider may have worked on it, and so may charge for it.
        TIMED_OUT,
        /// Refused half-way, as it was too large.
        TOO_LARGE
    }

    NoAnswer(What what, String why) {
        super(why);
        this.what = what;
    }

    What what() {
        return what;
    }
}
