package dev.aegis.espctl.command;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.aiclients.InstallClient;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.output.ClientText;
import dev.aegis.espctl.output.Console;
import dev.aegis.espctl.output.Screen;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
        description = "list the known AI clients and their settings files",
        footer = {"", "Example:", "  espctl mcp clients"})
final class McpClientsCommand extends Verb {
    McpClientsCommand(Actions actions, Console console) {
        super(actions, console);
    }

    private record Clients(List<InstallClient.Known> clients) {}

    @Override
    ExitCode run(Screen screen) {
        List<InstallClient.Known> known = actions().installClient().known();
        screen.answer(new Clients(known), ClientText.known(known));
        return ExitCode.DONE;
    }
}
