package dev.aegis.mcp.tool;

import dev.aegis.mcp.call.Revision;
import dev.aegis.mcp.input.Parameter;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.schema.ArgumentSchema;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A tool that a model can call.
///
/// @param name the canonical name, with dots
/// @param aliases other names that are accepted and not listed
/// @param toolset the group by which it is switched on and off
/// @param output the JSON schema of its structured result, or null
public record Tool(
        String name,
        List<String> aliases,
        String title,
        String description,
        String toolset,
        ArgumentSchema input,
        @Nullable JsonObject output,
        ToolAnnotations annotations,
        TaskSupport tasks,
        ToolHandler handler) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    public Tool {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a tool's name is 1 to 64 of A-Z a-z 0-9 _ . -, not '" + name + "'");
        }
        if (output != null && !output.text("type", "").equals("object")) {
            throw new IllegalArgumentException("the output of " + name + " must be an object: some clients drop the"
                    + " whole list of tools otherwise");
        }
        aliases = List.copyOf(aliases);
    }

    /// Returns a tool without inputs that may change anything; the methods below declare it closer.
    public static Tool named(String name, String title, String description, ToolHandler handler) {
        return new Tool(
                name,
                List.of(),
                title,
                description,
                "",
                new ArgumentSchema(Parameter.schemaOf()),
                null,
                ToolAnnotations.DESTROYS,
                TaskSupport.FORBIDDEN,
                handler);
    }

    public Tool takes(Parameter... parameters) {
        return takes(new ArgumentSchema(Parameter.schemaOf(parameters), Parameter.otherNames(parameters)));
    }

    /// @param schema for tools that read their arguments as JSON
    public Tool takes(JsonObject schema) {
        return takes(new ArgumentSchema(schema));
    }

    private Tool takes(ArgumentSchema schema) {
        return new Tool(name, aliases, title, description, toolset, schema, output, annotations, tasks, handler);
    }

    /// Declares the fields of the structured result.
    public Tool returns(Field... fields) {
        return new Tool(
                name, aliases, title, description, toolset, input, Field.schemaOf(fields), annotations, tasks, handler);
    }

    public Tool annotated(ToolAnnotations by) {
        return new Tool(name, aliases, title, description, toolset, input, output, by, tasks, handler);
    }

    public Tool inToolset(String set) {
        return new Tool(name, aliases, title, description, set, input, output, annotations, tasks, handler);
    }

    public Tool alsoNamed(String... names) {
        return new Tool(name, List.of(names), title, description, toolset, input, output, annotations, tasks, handler);
    }

    public Tool asTask(TaskSupport support) {
        return new Tool(name, aliases, title, description, toolset, input, output, annotations, support, handler);
    }

    public Tool handledBy(ToolHandler by) {
        return new Tool(name, aliases, title, description, toolset, input, output, annotations, tasks, by);
    }

    /// @param listed the name in the list for this client
    public JsonObject json(Revision revision, String listed) {
        var json = JsonObject.of("name", listed);
        if (revision.atLeast(Revision.V2025_06_18)) {
            json = json.with("title", title);
        }
        json = json.with("description", description).with("inputSchema", input.json());
        if (revision.atLeast(Revision.V2025_06_18)) {
            json = json.withPresent("outputSchema", output);
        }
        if (revision.atLeast(Revision.V2025_03_26)) {
            json = json.with("annotations", annotations.json());
        }
        if (revision == Revision.V2025_11_25 && tasks.isInSession()) {
            json = json.with("execution", JsonObject.of("taskSupport", tasks));
        }
        return json;
    }
}
