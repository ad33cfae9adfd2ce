package dev.shoal.sandbox;

class CommandsOwnSessionTest extends CommandsContract {
    CommandsOwnSessionTest() {
        super(Isolation.SESSION);
    }
}
