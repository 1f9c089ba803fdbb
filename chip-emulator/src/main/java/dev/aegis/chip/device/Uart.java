package dev.aegis.chip.device;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.IntConsumer;

/// A UART's transmitter: a FIFO of 128 bytes that empties at 115200 baud, 8N1. A byte written to a full
/// FIFO is lost, and a byte still in the FIFO at a reset is never sent, as on the chip. Reception is
/// not modelled.
public final class Uart extends PlainRegisters implements Timed {
    private static final int FIFO = 0x00;
    private static final int INTERRUPT_RAW = 0x04;
    private static final int INTERRUPT_STATUS = 0x08;
    private static final int INTERRUPT_ENABLE = 0x0c;
    private static final int INTERRUPT_CLEAR = 0x10;
    private static final int STATUS = 0x1c;
    private static final int UPDATE_ON_LATER_CHIPS = 0x98;
    private static final int COUNT_SHIFT = 16;
    private static final int NEARLY_EMPTY = 1 << 1;
    private static final int DONE = 1 << 14;
    private static final int SENDING = 2 << 4;
    private static final int DEPTH = 128;
    private static final int EMPTY_THRESHOLD = 96;
    private static final long CHARACTER_TIME = 10 * Clock.picosPerTick(115_200);

    private final Clock clock;
    private final int stateRegister;
    private final IntConsumer wire;
    private final InterruptSources interrupts;
    private final int source;
    private final Deque<Integer> fifo = new ArrayDeque<>();
    private long headSent = NEVER;
    private int raw = NEARLY_EMPTY;

    /// @param stateRegister offset of the register that shows the transmitter's state
    /// @param wire receives each byte when it has been sent
    public Uart(Clock clock, int stateRegister, IntConsumer wire, InterruptSources interrupts, int source) {
        super(0x400);
        this.clock = clock;
        this.stateRegister = stateRegister;
        this.wire = wire;
        this.interrupts = interrupts;
        this.source = source;
    }

    public boolean isFull() {
        return fifo.size() >= DEPTH;
    }

    public boolean isIdle() {
        return fifo.isEmpty();
    }

    public void send(int octet) {
        if (isFull()) {
            return;
        }
        if (fifo.isEmpty()) {
            headSent = clock.now() + CHARACTER_TIME;
            clock.changed();
        }
        fifo.add(octet & 0xff);
        drive();
    }

    @Override
    public int read(int offset) {
        if (offset == stateRegister) {
            return fifo.isEmpty() ? 0 : SENDING;
        }
        return switch (offset) {
            case FIFO -> 0;
            case STATUS -> fifo.size() << COUNT_SHIFT;
            case INTERRUPT_RAW -> raw;
            case INTERRUPT_STATUS -> raw & stored(INTERRUPT_ENABLE);
            default -> stored(offset);
        };
    }

    @Override
    public void write(int offset, int value) {
        switch (offset) {
            case FIFO -> send(value);
            case INTERRUPT_CLEAR -> raw &= ~value;
            case STATUS, INTERRUPT_RAW, INTERRUPT_STATUS -> {}
            case UPDATE_ON_LATER_CHIPS -> store(offset, 0);
            default -> store(offset, value);
        }
        drive();
    }

    private void drive() {
        if (fifo.size() < EMPTY_THRESHOLD) {
            raw |= NEARLY_EMPTY;
        } else {
            raw &= ~NEARLY_EMPTY;
        }
        interrupts.set(source, (raw & stored(INTERRUPT_ENABLE)) != 0);
    }

    @Override
    public long deadline() {
        return headSent;
    }

    @Override
    public void advance(long now) {
        while (headSent <= now) {
            wire.accept(fifo.remove());
            headSent = fifo.isEmpty() ? NEVER : headSent + CHARACTER_TIME;
            raw |= fifo.isEmpty() ? DONE : 0;
            drive();
        }
    }
}
