package dev.aegis.espctl.projects;

import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.project.ComponentTemplate;
import dev.aegis.espctl.project.Project;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Adds a component to a project. Overwrites nothing; a second call changes nothing.
public final class CreateComponent {
    private final Context context;

    public CreateComponent(Context context) {
        this.context = context;
    }

    /// @param path the component's folder
    /// @param changed the files that were created, relative to the project; empty if the component existed
    /// @param next the line to add to the project so that it uses the component
    public record Component(String projectRoot, String name, String path, List<String> changed, String next) {
        public Component {
            changed = List.copyOf(changed);
        }
    }

    public Component run(@Nullable Path folder, String name) {
        Path root = Project.open(context.resolve(folder)).root();
        ComponentTemplate template = new ComponentTemplate(root, name);
        List<String> made = template.create();
        return new Component(root.toString(), name, template.folder().toString(), made, template.next());
    }
}
