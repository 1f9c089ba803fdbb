package dev.aegis.agent;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/// Handlers of SIGTERM and SIGINT. A shutdown hook is not enough: while hooks run, the JVM ignores a second signal,
/// which must end the program at once.
final class StopSignals {
    private StopSignals() {}

    /// @param onSignal called for each signal, on a thread of the JVM
    static void listen(Runnable onSignal) {
        try {
            // `sun.misc.Signal` is supported (module jdk.unsupported, JEP 260), but javac warns when it is named.
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            InvocationHandler calls = (_, method, _) -> {
                if (method.getName().equals("handle")) {
                    onSignal.run();
                    return null;
                }
                throw new UnsupportedOperationException(method.getName());
            };
            Object listener = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, calls);
            for (String name : new String[] {"TERM", "INT"}) {
                signal.getMethod("handle", signal, handler)
                        .invoke(null, signal.getConstructor(String.class).newInstance(name), listener);
            }
        } catch (ReflectiveOperationException noSuchJvm) {
            throw new IllegalStateException("listening to SIGTERM", noSuchJvm);
        }
    }
}
