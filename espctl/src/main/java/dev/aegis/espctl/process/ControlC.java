package dev.aegis.espctl.process;

import dev.aegis.espctl.failure.ExitCode;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/// Handler of SIGINT (Ctrl-C) and SIGTERM. The JDK has no supported way to survive the first signal, so its internal
/// handler is set by reflection. If it is missing, the first signal ends the program, as it does by default.
public final class ControlC {
    private final AtomicInteger seen = new AtomicInteger();

    @SuppressWarnings("ReferenceEquality") // a proxy has no other identity
    public void onFirst(Runnable first) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object ours = Proxy.newProxyInstance(
                    handler.getClassLoader(),
                    new Class<?>[] {handler},
                    (proxy, method, arguments) -> switch (method.getName()) {
                        case "handle" -> {
                            arrived(first);
                            yield null;
                        }
                        case "hashCode" -> System.identityHashCode(proxy);
                        case "equals" -> arguments != null && proxy == arguments[0];
                        default -> "espctl's signal handler";
                    });
            for (String name : new String[] {"INT", "TERM"}) {
                signal.getMethod("handle", signal, handler)
                        .invoke(null, signal.getConstructor(String.class).newInstance(name), ours);
            }
        } catch (ReflectiveOperationException missing) {
            return;
        }
    }

    private void arrived(Runnable first) {
        if (seen.incrementAndGet() > 1) {
            Runtime.getRuntime().halt(ExitCode.INTERRUPTED.number());
        }
        first.run();
    }
}
