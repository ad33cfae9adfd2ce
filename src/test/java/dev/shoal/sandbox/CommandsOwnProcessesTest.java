package dev.shoal.sandbox;

class CommandsOwnProcessesTest extends CommandsContract {
    CommandsOwnProcessesTest() {
        super(Isolation.PROCESSES);
    }
}
