package dev.aegis.espctl.tool;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.aiclients.ClientSnippets;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.settings.KnownVariables;
import dev.aegis.espctl.settings.Server;
import dev.aegis.espctl.tasks.TaskRecord;
import java.nio.file.Path;
import java.util.List;

/// `install://overview`: the facts that this server works with. A client passes on only some of the user's environment,
/// so its view often differs from that of a terminal.
final class Overview {
    private static final int MAX_TASKS = 5;
    private static final int MAX_VALUE = 200;

    private final Actions actions;
    private final ClientSnippets snippets;

    Overview(Actions actions, ClientSnippets snippets) {
        this.actions = actions;
        this.snippets = snippets;
    }

    String text() {
        return "# espctl as an MCP server\n\nversion: " + actions.version() + "\ncommand: " + snippets.commandLine()
                + "\n" + server() + project() + tasks() + variables() + "\n" + snippets.clients();
    }

    private String server() {
        try {
            Server server = actions.server();
            boolean hasKey = server.key() != null;
            return "mode: "
                    + (hasKey ? "remote build" : "plan-only, as there is no access key: build returns a plan")
                    + "\nbuild server: " + server.address() + " (" + server.addressFrom() + ")\naccess key: "
                    + (hasKey ? "set (" + server.keyFrom() + ")" : "not set") + "\n";
        } catch (Failure none) {
            return "mode: plan-only: build returns a plan\nbuild server: "
                    + (none.code().equals("server_missing") ? "not set" : none.sentence()) + "\naccess key: not used\n";
        }
    }

    private String project() {
        Path folder = actions.projectFacts().folder();
        try {
            var facts = actions.changeProject().validate(null);
            return "project: "
                    + ProjectResults.facts(
                            facts.name(),
                            facts.projectRoot(),
                            facts.target(),
                            facts.targetFrom(),
                            facts.idfVersionResolved(),
                            facts.idfVersionFrom())
                    + "\n";
        } catch (Failure none) {
            return "project: " + folder + ": " + none.sentence() + "\n";
        }
    }

    private String tasks() {
        List<TaskRecord> all = actions.showTasks().list();
        String folder = actions.projectFacts().folder().toString();
        List<TaskRecord> here =
                all.stream().filter(task -> task.project().equals(folder)).toList();
        StringBuilder text = new StringBuilder("builds of this project: ").append(here.size());
        text.append(", of others: ").append(all.size() - here.size()).append('\n');
        here.stream()
                .limit(MAX_TASKS)
                .forEach(task -> text.append("- ")
                        .append(task.taskId())
                        .append(": ")
                        .append(task.target())
                        .append(", ")
                        .append(task.state().wire())
                        .append('\n'));
        return text.toString();
    }

    private String variables() {
        StringBuilder text = new StringBuilder("\nEnvironment variables of this server:\n");
        for (KnownVariables.Variable variable : KnownVariables.all()) {
            text.append("- ")
                    .append(variable.name())
                    .append(": ")
                    .append(actions.environment()
                            .find(variable.name())
                            .map(value -> variable.secret() ? "set, not shown" : "set, " + shown(value))
                            .orElse("not set"))
                    .append(" (")
                    .append(variable.meaning())
                    .append(")\n");
        }
        return text.toString();
    }

    /// Hides a password in an address.
    private static String shown(String value) {
        String line = value.replaceAll("\\p{Cntrl}", "?").replaceAll("//[^/@]*@", "//***@");
        return ShortText.of(line, MAX_VALUE);
    }
}
