package dev.aegis.espctl.command;

import dev.aegis.espctl.actions.InstallClient;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.output.ClientText;
import dev.aegis.espctl.output.Screen;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
        description = "list the AI clients that espctl knows, and where each keeps its settings",
        footer = {"", "Example:", "  espctl mcp clients"})
final class McpClientsCommand extends Verb {
    McpClientsCommand(Rooms rooms) {
        super(rooms);
    }

    private record Clients(List<InstallClient.Known> clients) {}

    @Override
    ExitCode run(Screen screen) {
        List<InstallClient.Known> known = rooms().installClient().known();
        screen.answer(new Clients(known), ClientText.known(known));
        return ExitCode.DONE;
    }
}
