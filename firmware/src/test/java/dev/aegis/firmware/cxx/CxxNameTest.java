package dev.aegis.firmware.cxx;

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
        "_ZNSt9exceptionD1Ev, std::exception::~exception",
        "_ZL15fault_cxx_throwv, fault_cxx_throw",
        "_ZSt9terminatev, std::terminate",
        "_ZN7kitchen4bakeINS_4OvenEEEiRT_i, kitchen::bake<kitchen::Oven>",
        "_ZN3BoxIiE4sizeEv, Box<int>::size",
        "_Z3maxIiET_S0_S0_, max<int>",
        "_ZN4LampplERKS_, Lamp::operator+",
        "_ZTV4Lamp, vtable for Lamp",
        "_ZZ8app_mainENKUlvE_clEv, app_main::{lambda()#1}::operator()",
        "_ZNSt8functionIFvvEEclEv, std::function<void ()>::operator()",
        "_ZN5ArrayILj4EE2atEj, Array<4u>::at",
        "_ZN1AcvbEv, A::operator bool",
        "_ZThn8_N1B1fEv, non-virtual thunk to B::f()",
        "_Z1fB5cxx11v, f[abi:cxx11]",
        "_ZNSs4swapERSs.cold, 'std::basic_string<char, std::char_traits<char>, std::allocator<char> >::swap'",
        "_ZNSt6vectorIiSaIiEE9push_backERKi, 'std::vector<int, std::allocator<int> >::push_back'",
        "_Z3runIJidEEvDpT_, 'run<int, double>'",
        "_ZN4core9panicking5panic17h0123456789abcdefE, core::panicking::panic",
        "_ZN47_$LT$lamp..Lamp$u20$as$u20$core..fmt..Debug$GT$3fmt17h0123456789abcdefE,"
                + " <lamp::Lamp as core::fmt::Debug>::fmt"
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
                "_ZN1AT_E",
                "_ZN1AS5_E"
            })
    void leavesWhatItCannotReadAsItIs(String symbol) {
        assertEquals(symbol, CxxName.readable(symbol));
    }
}
