package dev.aegis.espctl.command;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.output.Console;

/// Creates the picocli command of one verb when it is typed.
@FunctionalInterface
interface VerbFactory {
    Object create(Actions actions, Console console);
}
