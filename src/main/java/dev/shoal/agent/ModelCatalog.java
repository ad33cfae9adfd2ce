package dev.shoal.agent;

@jakarta.enterprise.context.ApplicationScoped
public class ModelCatalog {
    public void check(dev.shoal.run.ModelName n, String f) {
        throw new IllegalStateException();
    }
}
