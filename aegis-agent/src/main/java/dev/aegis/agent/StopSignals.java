package dev.aegis.agent;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/// Hears SIGTERM and SIGINT one by one. A shutdown hook would not do: the JVM swallows the second
/// signal while its hooks run, and the second one is the operator who does not want to wait.
final class StopSignals {
    private StopSignals() {}

    /// @param onSignal called for each signal, on a thread of the JVM
    static void listen(Runnable onSignal) {
        try {
            // `sun.misc.Signal` is the supported way (module jdk.unsupported, JEP 260), but javac warns of its name.
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
