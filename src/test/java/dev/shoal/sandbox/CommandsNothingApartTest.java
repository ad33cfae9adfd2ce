package dev.shoal.sandbox;

class CommandsNothingApartTest extends CommandsContract {
    CommandsNothingApartTest() {
        super(Isolation.NONE);
    }
}
