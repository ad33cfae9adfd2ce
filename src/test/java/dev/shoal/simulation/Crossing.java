package dev.shoal.simulation;

import dev.shoal.run.TransientFault;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Set;

/// Stands between the code and a port: each call takes its time, in which others go on, and may go
/// wrong in every way.
final class Crossing implements InvocationHandler {
    private static final String THROTTLED = "throttled by the store";
    private static final String NO_ANSWER = "no answer from the store";

    /// Calls that end what somebody holds. They take longer than others now and then, so that they
    /// meet.
    private static final Set<String> ENDINGS = Set.of("land", "landAll", "finish", "goOn", "close");

    private static final long SHORTEST = 1_000;
    private static final long LONGEST = 60_000;

    private final World world;
    private final Object port;
    private final Watcher watcher;

    /// Sees each call when it is made, right after its effect, and when it is answered.
    interface Watcher {
        void begun(Call call);

        void after(Call call, Object result);

        void ended(Call call);
    }

    /// A call of a port by whoever is alive.
    @SuppressWarnings("ArrayRecordComponent") // as reflection gives them; never compared
    record Call(Life by, String name, Object[] with, long since) {
        @Override
        public String toString() {
            String all = Arrays.toString(with);
            return by + " " + name + " " + all.substring(0, Math.min(400, all.length()));
        }
    }

    /// True if the text tells of a fault that was made here.
    static boolean isPassing(String text) {
        return text.contains(THROTTLED) || text.contains(NO_ANSWER);
    }

    private Crossing(World world, Object port, Watcher watcher) {
        this.world = world;
        this.port = port;
        this.watcher = watcher;
    }

    static <T> T of(World world, Class<T> type, T port, Watcher watcher) {
        Crossing crossing = new Crossing(world, port, watcher);
        Object proxy =
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, crossing);
        return type.cast(proxy);
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (method.isDefault()) {
            return InvocationHandler.invokeDefault(proxy, method, arguments);
        }
        Object[] with = arguments == null ? new Object[0] : arguments;
        Call call =
                new Call(
                        world.current(),
                        port.getClass().getSimpleName() + "." + method.getName(),
                        with,
                        world.time.now());
        watcher.begun(call);
        delay(call);
        strike(Fault.DIED_BEFORE, call);
        if (world.weather.strikes(Fault.THROTTLED)) {
            world.trace.step(world.time.now(), call.by().number, 2, () -> call + " is throttled");
            throw new TransientFault(THROTTLED, null);
        }
        Object result = effect(method, call);
        strike(Fault.DIED_AFTER, call);
        if (world.weather.strikes(Fault.SLOW)) {
            world.sleep(world.chance.spread(LONGEST, 30_000_000));
        }
        watcher.ended(call);
        if (world.weather.strikes(Fault.LOST_ANSWER)) {
            world.trace.step(
                    world.time.now(), call.by().number, 3, () -> call + " is not answered");
            throw new TransientFault(NO_ANSWER, null);
        }
        return result;
    }

    private void delay(Call call) {
        long time = world.chance.spread(SHORTEST, LONGEST);
        if (world.weather.strikes(Fault.SLOW)) {
            time = world.chance.spread(LONGEST, 30_000_000);
        }
        if (isEnding(call) && !world.weather.isCalm() && world.chance.in(0.3)) {
            time = world.chance.spread(LONGEST, 10_000_000);
        }
        if (standsStill(call)) {
            time = world.chance.spread(20_000_000, 2_400_000_000L);
            call.by().zombie |= world.chance.in(0.7);
            world.trace.step(
                    world.time.now(), call.by().number, 4, () -> call.by() + " stands still");
        }
        world.sleep(time);
    }

    /// Most harm is done between the decision to end something and the end.
    private boolean standsStill(Call call) {
        return world.weather.strikes(Fault.PAUSED)
                || (isEnding(call) && world.weather.has(Fault.PAUSED) && world.chance.in(0.3));
    }

    private void strike(Fault fault, Call call) {
        if (world.weather.strikes(fault)) {
            world.die(fault + " " + call);
        }
    }

    private Object effect(Method method, Call call) throws Throwable {
        try {
            Object result = method.invoke(port, call.with());
            world.trace.step(
                    world.time.now(),
                    call.by().number,
                    call.name().hashCode(),
                    () -> call + " -> " + shown(result));
            watcher.after(call, result);
            return result;
        } catch (InvocationTargetException e) {
            world.trace.step(
                    world.time.now(), call.by().number, 5, () -> call + " throws " + e.getCause());
            throw e.getCause();
        }
    }

    private static boolean isEnding(Call call) {
        return ENDINGS.contains(call.name().substring(call.name().indexOf('.') + 1));
    }

    private static String shown(Object result) {
        String text = String.valueOf(result);
        return text.substring(0, Math.min(300, text.length()));
    }
}
