package dev.shoal.prompts;

/// `prompt` rendered with `it`; `variant` tells the samples of one prompt apart.
record Sample(String prompt, String variant, Object it) {

    String file() {
        return prompt + "." + variant + ".md";
    }

    @Override
    public String toString() {
        return prompt + ", " + variant;
    }
}
