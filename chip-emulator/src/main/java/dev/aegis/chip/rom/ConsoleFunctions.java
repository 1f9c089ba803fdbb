package dev.aegis.chip.rom;

import java.nio.charset.StandardCharsets;

/// Printing: single characters to UART0, and `ets_printf` through the two output hooks that programs may replace.
final class ConsoleFunctions {
    private static final int TO_UART = 0;
    private static final int NONE = -1;

    private final RomServices services;
    private int firstHook = TO_UART;
    private int secondHook = NONE;

    ConsoleFunctions(RomServices services) {
        this.services = services;
    }

    void addTo(RomLibrary library) {
        library.withData("ets_printf", this::printf)
                .withData("uart_tx_one_char", this::oneCharacter)
                .withData("uart_tx_one_char2", this::oneCharacter)
                .withData("ets_write_char_uart", call -> writeTranslated(call.argument(0)))
                .withData("uart_tx_flush", call -> drain())
                .withData("uart_tx_wait_idle", call -> drain())
                .withData("uart_tx_switch", call -> call.result(0))
                .withData("uart_rx_one_char", call -> call.result(1))
                .withData("ets_install_putc1", call -> firstHook = hook(call.argument(0)))
                .withData("ets_install_putc2", call -> secondHook = hook(call.argument(0)))
                .withData("ets_install_uart_printf", call -> firstHook = TO_UART)
                .withData("ets_get_printf_channel", call -> call.result(0));
    }

    private static int hook(int address) {
        return address == 0 ? NONE : address;
    }

    private void oneCharacter(RomCall call) {
        send(call.argument(0));
        call.result(0);
    }

    private void send(int octet) {
        services.host().waitUntil(() -> !services.ports().uart().isFull());
        services.ports().uart().send(octet);
    }

    private void writeTranslated(int octet) {
        if ((octet & 0xff) == '\n') {
            send('\r');
        }
        send(octet);
    }

    private void drain() {
        services.host().waitUntil(() -> services.ports().uart().isIdle());
    }

    private void printf(RomCall call) {
        String text = new PrintFormat(call, 1).format(call.string(call.argument(0)));
        print(text);
        call.result(text.length());
    }

    private void print(String text) {
        for (byte octet : text.getBytes(StandardCharsets.ISO_8859_1)) {
            toHook(firstHook, octet);
            toHook(secondHook, octet);
        }
    }

    private void toHook(int hook, int octet) {
        if (hook == TO_UART) {
            writeTranslated(octet);
        } else if (hook != NONE) {
            services.host().callProgram(hook, octet & 0xff);
        }
    }
}
