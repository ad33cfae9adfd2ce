package dev.shoal.simulation;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/// Something that can be left in the middle and gone on with, or never gone on with: then nothing
/// of it runs any more, as after a `kill -9`, and it is garbage.
///
/// It is the virtual machine's own continuation, without a scheduler: all of them run on the thread
/// that resumes them. Needs `--add-exports java.base/jdk.internal.vm=ALL-UNNAMED`; reached by name,
/// since the compiler doesn't know the package.
final class Coroutine {
    private static final Machine MACHINE = Machine.find();
    private static final Object SCOPE = MACHINE.scope("simulation");

    private final Object continuation;

    Coroutine(Runnable body) {
        continuation = MACHINE.create(SCOPE, body);
    }

    /// Runs it until it leaves itself or ends.
    void resume() {
        MACHINE.run(continuation);
    }

    boolean isDone() {
        return MACHINE.isDone(continuation);
    }

    /// Leaves the coroutine that runs now; returns when it is resumed.
    static void leave() {
        if (!MACHINE.leave(SCOPE)) {
            throw new IllegalStateException("this coroutine can't be left here");
        }
    }

    /// The few things asked of the virtual machine.
    private record Machine(
            MethodHandle scopes,
            MethodHandle makes,
            MethodHandle runs,
            MethodHandle ends,
            MethodHandle leaves) {

        static Machine find() {
            try {
                var lookup = MethodHandles.lookup();
                Class<?> type = Class.forName("jdk.internal.vm.Continuation");
                Class<?> scope = Class.forName("jdk.internal.vm.ContinuationScope");
                MethodType nothing = MethodType.methodType(void.class);
                MethodType yes = MethodType.methodType(boolean.class);
                return new Machine(
                        lookup.findConstructor(scope, nothing.appendParameterTypes(String.class))
                                .asType(MethodType.methodType(Object.class, String.class)),
                        lookup.findConstructor(
                                        type, nothing.appendParameterTypes(scope, Runnable.class))
                                .asType(
                                        MethodType.methodType(
                                                Object.class, Object.class, Runnable.class)),
                        lookup.findVirtual(type, "run", nothing)
                                .asType(MethodType.methodType(void.class, Object.class)),
                        lookup.findVirtual(type, "isDone", yes)
                                .asType(MethodType.methodType(boolean.class, Object.class)),
                        lookup.findStatic(type, "yield", yes.appendParameterTypes(scope))
                                .asType(MethodType.methodType(boolean.class, Object.class)));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(
                        "run with --add-exports java.base/jdk.internal.vm=ALL-UNNAMED", e);
            }
        }

        Object scope(String name) {
            return call(() -> scopes.invokeExact(name));
        }

        Object create(Object scope, Runnable body) {
            return call(() -> makes.invokeExact(scope, body));
        }

        void run(Object continuation) {
            try {
                runs.invokeExact(continuation);
            } catch (Throwable e) {
                throw sneaky(e);
            }
        }

        boolean isDone(Object continuation) {
            try {
                return (boolean) ends.invokeExact(continuation);
            } catch (Throwable e) {
                throw sneaky(e);
            }
        }

        boolean leave(Object scope) {
            try {
                return (boolean) leaves.invokeExact(scope);
            } catch (Throwable e) {
                throw sneaky(e);
            }
        }

        private static Object call(Making making) {
            try {
                return making.make();
            } catch (Throwable e) {
                throw sneaky(e);
            }
        }

        private static RuntimeException sneaky(Throwable e) {
            if (e instanceof Error error) {
                throw error;
            }
            return e instanceof RuntimeException r ? r : new IllegalStateException(e);
        }
    }

    private interface Making {
        Object make() throws Throwable;
    }
}
