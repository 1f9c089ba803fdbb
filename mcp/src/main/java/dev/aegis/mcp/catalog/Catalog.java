package dev.aegis.mcp.catalog;

import dev.aegis.mcp.tool.Tool;
import dev.aegis.mcp.tool.ToolSpelling;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// The tools, resources and prompts of a server, in the order in which they were added. Clients are notified of
/// additions while the server runs.
public final class Catalog {
    /// A list of the catalog.
    public enum Part {
        TOOLS,
        RESOURCES,
        PROMPTS
    }

    private final Map<String, Tool> tools = new LinkedHashMap<>();
    private final Map<String, Tool> toolsByAnyName = new LinkedHashMap<>();
    private final Map<String, Resource> resources = new LinkedHashMap<>();
    private final Map<String, ResourceTemplate> templates = new LinkedHashMap<>();
    private final Map<String, Prompt> prompts = new LinkedHashMap<>();
    private final List<Consumer<Part>> listeners = new CopyOnWriteArrayList<>();

    private volatile KeptTasks keptTasks = KeptTasks.NONE;

    /// Sets the tasks that the program keeps.
    public Catalog keep(KeptTasks tasks) {
        keptTasks = tasks;
        return this;
    }

    public KeptTasks keptTasks() {
        return keptTasks;
    }

    public Catalog add(Tool tool) {
        synchronized (this) {
            claim(tool.name(), tool);
            tool.aliases().forEach(alias -> claim(alias, tool));
            tools.put(tool.name(), tool);
        }
        return announceChange(Part.TOOLS);
    }

    private void claim(String name, Tool tool) {
        Tool other = toolsByAnyName.putIfAbsent(ToolSpelling.underscored(name), tool);
        if (other != null) {
            throw new IllegalArgumentException("tool name '" + name + "' is taken by " + other.name());
        }
    }

    public Catalog add(Resource resource) {
        synchronized (this) {
            resources.put(resource.entry().uri(), resource);
        }
        return announceChange(Part.RESOURCES);
    }

    public Catalog add(ResourceTemplate template) {
        synchronized (this) {
            templates.put(template.template().text(), template);
        }
        return announceChange(Part.RESOURCES);
    }

    public Catalog add(Prompt prompt) {
        synchronized (this) {
            prompts.put(prompt.name(), prompt);
        }
        return announceChange(Part.PROMPTS);
    }

    /// Notifies the clients of a changed list, such as when a template lists other resources now.
    public Catalog announceChange(Part part) {
        listeners.forEach(listener -> listener.accept(part));
        return this;
    }

    public void onChange(Consumer<Part> listener) {
        listeners.add(listener);
    }

    public synchronized List<Tool> tools() {
        return List.copyOf(tools.values());
    }

    /// Returns a tool by its name or an alias, with dots or underscores.
    public synchronized Optional<Tool> tool(String anyName) {
        return Optional.ofNullable(toolsByAnyName.get(ToolSpelling.underscored(anyName)));
    }

    public synchronized Collection<String> toolNames() {
        return List.copyOf(tools.keySet());
    }

    public synchronized List<Resource> resources() {
        return List.copyOf(resources.values());
    }

    public synchronized Optional<Resource> resource(String uri) {
        return Optional.ofNullable(resources.get(uri));
    }

    public synchronized List<ResourceTemplate> templates() {
        return List.copyOf(templates.values());
    }

    public synchronized List<Prompt> prompts() {
        return List.copyOf(prompts.values());
    }

    public synchronized Optional<Prompt> prompt(String name) {
        return Optional.ofNullable(prompts.get(name));
    }
}
