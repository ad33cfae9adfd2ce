package dev.shoal.run;

/// The input is at fault: what a client or a model asked for can't be done as asked. The message
/// names what is wrong and what would be right; it is shown to whoever asked.
public final class Refused extends ShoalException {
    private final String field;

    public Refused(String message) {
        this("", message);
    }

    /// `field` is the name of the input at fault, as its sender knows it; empty if there is none.
    public Refused(String field, String message) {
        super(message, null);
        this.field = field;
    }

    public String field() {
        return field;
    }
}
