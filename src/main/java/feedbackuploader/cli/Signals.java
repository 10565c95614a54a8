package feedbackuploader.cli;

import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/**
 * Ctrl-C, SIGTERM and a closed terminal: the first asks for an orderly end, the second leaves at once. A shutdown hook
 * cannot tell a second signal from the first, so this uses {@code sun.misc.Signal}, which every JDK has in its module
 * {@code jdk.unsupported}; by reflection, since the compiler warns of it and the warning cannot be turned off.
 */
final class Signals {

    private static final System.Logger LOG = System.getLogger("feedbackuploader.cli");

    /** A process that a signal ended exits with this much more than the signal's number. */
    private static final int EXIT_BASE = 128;

    private final AtomicInteger received = new AtomicInteger();

    private Signals() {}

    /**
     * Takes over from the platform's own handling. Where a signal cannot be had, that one goes on ending the program at
     * once, from which the ledger recovers as from any other death.
     *
     * @param first runs on a thread of the platform at the first signal; false where nothing is begun that it could end in
     *     order
     * @param second runs before the program leaves at once
     */
    static Signals handle(BooleanSupplier first, Runnable second) {
        Signals signals = new Signals();
        IntConsumer handler = number -> {
            if (signals.received.compareAndSet(0, number)) {
                if (!first.getAsBoolean()) {
                    System.exit(EXIT_BASE + number);
                }
            } else {
                second.run();
                Runtime.getRuntime().halt(EXIT_BASE + number);
            }
        };
        for (String name : new String[] {"INT", "TERM", "HUP"}) {
            try {
                handle(name, handler);
            } catch (ReflectiveOperationException e) {
                LOG.log(System.Logger.Level.DEBUG, "SIG" + name + " cannot be handled here", e);
            }
        }
        return signals;
    }

    private static void handle(String name, IntConsumer handler) throws ReflectiveOperationException {
        Class<?> signalType = Class.forName("sun.misc.Signal");
        Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
        Object proxy = Proxy.newProxyInstance(
                Signals.class.getClassLoader(), new Class<?>[] {handlerType}, (self, method, arguments) -> {
                    if (method.getName().equals("handle")) {
                        handler.accept((int) signalType.getMethod("getNumber").invoke(arguments[0]));
                    }
                    return null;
                });
        signalType
                .getMethod("handle", signalType, handlerType)
                .invoke(null, signalType.getConstructor(String.class).newInstance(name), proxy);
    }

    /** @param code what the program would exit with had there been no signal */
    int exitCode(int code) {
        int signal = received.get();
        return signal == 0 ? code : EXIT_BASE + signal;
    }
}
