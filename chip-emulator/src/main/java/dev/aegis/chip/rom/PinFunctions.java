package dev.aegis.chip.rom;

import dev.aegis.chip.device.Gpio;

/// The GPIO helpers. Pulls, drive strength and hold have no visible effect here.
final class PinFunctions {
    private static final int OUT_SET = 0x08;
    private static final int OUT_CLEAR = 0x0c;
    private static final int ENABLE_SET = 0x24;
    private static final int ENABLE_CLEAR = 0x28;
    private static final int INPUT = 0x3c;
    private static final int FIRST_OUTPUT_SELECT = 0x554;

    private final Gpio gpio;

    PinFunctions(RomServices services) {
        this.gpio = services.ports().gpio();
    }

    void addTo(RomLibrary library) {
        library.pure("gpio_matrix_out", this::connectOutput)
                .pure("gpio_matrix_in", call -> {})
                .pure("gpio_output_enable", call -> gpio.write(ENABLE_SET, 1 << call.argument(0)))
                .pure("gpio_output_disable", call -> gpio.write(ENABLE_CLEAR, 1 << call.argument(0)))
                .pure("gpio_output_set", this::setOutputs)
                .pure("gpio_input_get", call -> call.result(gpio.read(INPUT)))
                .pure("gpio_pad_select_gpio", call -> {})
                .pure("gpio_pad_pullup", call -> {})
                .pure("gpio_pad_pulldown", call -> {})
                .pure("gpio_pad_set_drv", call -> {})
                .pure("gpio_pad_input_enable", call -> {})
                .pure("gpio_pad_input_disable", call -> {})
                .pure("gpio_pad_hold", call -> {})
                .pure("gpio_pad_unhold", call -> {});
    }

    private void connectOutput(RomCall call) {
        gpio.write(FIRST_OUTPUT_SELECT + 4 * call.argument(0), call.argument(1));
        gpio.write(ENABLE_SET, 1 << call.argument(0));
    }

    private void setOutputs(RomCall call) {
        gpio.write(OUT_SET, call.argument(0));
        gpio.write(OUT_CLEAR, call.argument(1));
        gpio.write(ENABLE_SET, call.argument(2));
        gpio.write(ENABLE_CLEAR, call.argument(3));
    }
}
