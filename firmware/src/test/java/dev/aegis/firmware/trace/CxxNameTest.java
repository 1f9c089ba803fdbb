package dev.aegis.firmware.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CxxNameTest {
    @ParameterizedTest
    @CsvSource({
        "_ZN4lamp4Lamp2onEi, lamp::Lamp::on",
        "_ZNK4lamp4Lamp4isOnEv, lamp::Lamp::isOn",
        "_ZN4LampC2Ev, Lamp::Lamp",
        "_ZN4LampD0Ev, Lamp::~Lamp",
        "_Z6helperPKc, helper",
        "_ZN12_GLOBAL__N_14walkEi, (anonymous namespace)::walk",
        "_ZNSt9exceptionD1Ev, std::exception::~exception"
    })
    void saysWhatStandsInTheSource(String symbol, String name) {
        assertEquals(name, CxxName.readable(symbol));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "app_main",
                "_Z",
                "_ZN",
                "_ZNE",
                "_ZN4lamp",
                "_ZN99lampE",
                "_Z99999999999x",
                "_ZN3BoxIiE4sizeEv",
                "_Z3maxIiET_S0_S0_",
                "_ZN4LampplERKS_",
                "_ZTV4Lamp"
            })
    void leavesWhatItCannotReadAsItIs(String symbol) {
        assertEquals(symbol, CxxName.readable(symbol));
    }
}
