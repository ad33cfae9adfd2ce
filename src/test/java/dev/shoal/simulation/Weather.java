package dev.shoal.simulation;

import java.util.EnumMap;
import java.util.Map;

/// How often what goes wrong in one simulation. A fifth of all are calm: nothing does; calls still
/// take their time and messages overtake each other.
final class Weather {
    private static final double CALM = 0.2;
    private static final double KIND = 0.5;

    private final Chance chance;
    private final Map<Fault, Double> rates = new EnumMap<>(Fault.class);
    private final Map<Fault, Long> struck = new EnumMap<>(Fault.class);
    private final boolean calm;

    Weather(Chance chance) {
        this.chance = chance;
        this.calm = chance.in(CALM);
        for (Fault fault : Fault.values()) {
            if (!calm && chance.in(KIND)) {
                rates.put(fault, most(fault) / chance.spread(1, 100));
            }
        }
    }

    private static double most(Fault fault) {
        return switch (fault) {
            case DIED_BEFORE, DIED_AFTER -> 0.15;
            case THROTTLED, LOST_ANSWER -> 0.2;
            case SLOW -> 0.3;
            case PAUSED -> 0.05;
            case DUPLICATED, LATE, NOT_DELETED -> 0.5;
            case LOST_MESSAGE -> 0.1;
            case MODEL -> 0.3;
        };
    }

    boolean isCalm() {
        return calm;
    }

    /// True if no call fails: whoever doesn't die says all that it has to say.
    boolean answers() {
        return !rates.containsKey(Fault.THROTTLED) && !rates.containsKey(Fault.LOST_ANSWER);
    }

    /// True if this happens now and then.
    boolean has(Fault fault) {
        return rates.getOrDefault(fault, 0.0) > 0;
    }

    boolean strikes(Fault fault) {
        boolean strikes = chance.in(rates.getOrDefault(fault, 0.0));
        if (strikes) {
            struck.merge(fault, 1L, Long::sum);
        }
        return strikes;
    }

    /// How often each has happened.
    Map<Fault, Long> struck() {
        return struck;
    }

    /// From now on nothing goes wrong any more.
    void clear() {
        rates.replaceAll((fault, rate) -> 0.0);
    }

    @Override
    public String toString() {
        return calm ? "calm" : rates.toString();
    }
}
