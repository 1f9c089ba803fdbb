package dev.aegis.chip.cpu;

import dev.aegis.chip.memory.Access;
import dev.aegis.chip.memory.AccessFault;
import dev.aegis.chip.memory.AddressSpace;

/// The A extension: load-reserved, store-conditional and the read-modify-write operations.
final class AtomicUnit {
    private final AddressSpace memory;
    private boolean reserved;
    private int reservedAddress;

    AtomicUnit(AddressSpace memory) {
        this.memory = memory;
    }

    void clearReservation() {
        reserved = false;
    }

    /// Returns the value for the destination register.
    int execute(int operation, int address, int operand) {
        if ((address & 3) != 0) {
            Access access = operation == Operation.LR ? Access.MISALIGNED_LOAD : Access.MISALIGNED_STORE;
            throw new AccessFault(access, address, "an atomic operation needs an aligned word");
        }
        if (operation == Operation.LR) {
            int value = memory.loadWord(address);
            reserved = true;
            reservedAddress = address;
            return value;
        }
        if (operation == Operation.SC) {
            return storeConditional(address, operand);
        }
        int old = memory.loadWord(address);
        memory.storeWord(address, combine(operation, old, operand));
        return old;
    }

    private int storeConditional(int address, int value) {
        boolean held = reserved && reservedAddress == address;
        reserved = false;
        if (held) {
            memory.storeWord(address, value);
        }
        return held ? 0 : 1;
    }

    private static int combine(int operation, int old, int operand) {
        return switch (operation) {
            case Operation.AMOSWAP -> operand;
            case Operation.AMOADD -> old + operand;
            case Operation.AMOXOR -> old ^ operand;
            case Operation.AMOAND -> old & operand;
            case Operation.AMOOR -> old | operand;
            case Operation.AMOMIN -> Math.min(old, operand);
            case Operation.AMOMAX -> Math.max(old, operand);
            case Operation.AMOMINU -> Integer.compareUnsigned(old, operand) < 0 ? old : operand;
            case Operation.AMOMAXU -> Integer.compareUnsigned(old, operand) > 0 ? old : operand;
            default -> throw new IllegalStateException("operation " + operation + " is not atomic");
        };
    }
}
