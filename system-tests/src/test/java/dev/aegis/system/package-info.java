/// The whole product on real parts: each program as a process of its own, a real link, a real sandbox, a real compiler.
@NullMarked
package dev.aegis.system;

import org.jspecify.annotations.NullMarked;
