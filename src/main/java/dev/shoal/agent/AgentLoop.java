package dev.shoal.agent;

@jakarta.enterprise.context.ApplicationScoped
public class AgentLoop {
    public <R> AgentEnd<R> run(Assignment<R> a) {
        throw new IllegalStateException();
    }
}
