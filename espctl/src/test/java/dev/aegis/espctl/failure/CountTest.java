package dev.aegis.espctl.failure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CountTest {
    @Test
    void usesTheSingularForOneOnly() {
        assertEquals("1 permission", Count.of(1, "permission"));
        assertEquals("0 permissions", Count.of(0, "permission"));
        assertEquals("120 permissions", Count.of(120, "permission"));
        assertEquals("1 ESP-IDF version", Count.of(1, "ESP-IDF version"));
        assertEquals("2 libraries", Count.of(2, "library"));
        assertEquals("2 days", Count.of(2, "day"));
    }
}
