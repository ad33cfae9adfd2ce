package dev.shoal.run;

/// A model as users name it: `provider/model`, such as `anthropic/claude-sonnet-4-5`. The model
/// part may hold further slashes.
public record ModelName(String provider, String model) {

    /// Throws [Refused] if the text isn't `provider/model`.
    public static ModelName parse(String field, String text) {
        int slash = text.indexOf('/');
        if (slash < 1 || slash == text.length() - 1 || text.length() > 300) {
            throw new Refused(
                    field,
                    "expected provider/model, such as openai/gpt-5, got: " + Cut.middle(text, 80));
        }
        return new ModelName(text.substring(0, slash), text.substring(slash + 1));
    }

    @Override
    public String toString() {
        return provider + "/" + model;
    }
}
