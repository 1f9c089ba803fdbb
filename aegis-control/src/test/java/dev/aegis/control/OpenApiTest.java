package dev.aegis.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.aegis.control.http.Route;
import dev.aegis.protocol.Problem;
import dev.aegis.protocol.control.AgentRegistered;
import dev.aegis.protocol.control.AgentRegistration;
import dev.aegis.protocol.control.Candidate;
import dev.aegis.protocol.control.GrantAnswer;
import dev.aegis.protocol.control.GrantRequest;
import dev.aegis.protocol.control.Health;
import dev.aegis.protocol.control.IceServer;
import dev.aegis.protocol.control.IdfVersion;
import dev.aegis.protocol.control.JobAssignment;
import dev.aegis.protocol.control.JobResult;
import dev.aegis.protocol.control.JobSpec;
import dev.aegis.protocol.control.LeaseRenewal;
import dev.aegis.protocol.control.LeaseState;
import dev.aegis.protocol.control.MachineIdentity;
import dev.aegis.protocol.control.Preview;
import dev.aegis.protocol.control.QueueStatus;
import dev.aegis.protocol.control.SessionDescription;
import dev.aegis.protocol.control.Versions;
import dev.aegis.protocol.control.WhoAmI;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Compares `docs/openapi.yaml` with the server. It parses the file by its indentation.
final class OpenApiTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "openapi.yaml");
    private static final Pattern PATH = Pattern.compile("  (/\\S*):");
    private static final Pattern METHOD = Pattern.compile("    (get|post|put|delete|patch):");
    private static final Pattern STATUS = Pattern.compile("        \"(\\d{3})\":.*");
    private static final Pattern SCHEMA = Pattern.compile("    ([A-Z]\\w+):");
    private static final Pattern PROPERTY = Pattern.compile("        (\\w+): \\{.*");
    private static final List<Class<?>> RECORDS = List.of(
            Problem.class,
            Health.class,
            WhoAmI.class,
            Versions.class,
            Versions.Offered.class,
            GrantRequest.class,
            GrantAnswer.class,
            JobSpec.class,
            Preview.class,
            Preview.CapableMachine.class,
            IceServer.class,
            QueueStatus.class,
            SessionDescription.class,
            MachineIdentity.class,
            Candidate.class,
            AgentRegistration.class,
            AgentRegistration.RunningJob.class,
            IdfVersion.class,
            AgentRegistered.class,
            AgentRegistered.GrantKey.class,
            JobAssignment.class,
            LeaseRenewal.class,
            LeaseState.class,
            JobResult.class);

    @TempDir
    Path directory;

    @Test
    void documentsEveryRouteWithEveryStatus() throws IOException {
        try (TestServer server = TestServer.start(directory)) {
            Map<String, Set<Integer>> registered = server.server.routes().stream()
                    .collect(Collectors.toMap(
                            route -> route.method() + " " + route.path(), Route::statuses, (a, b) -> a, TreeMap::new));
            assertEquals(registered, documentedRoutes());
        }
    }

    @Test
    void documentsEveryFieldOfEveryBody() throws IOException {
        Map<String, Set<String>> records = RECORDS.stream()
                .collect(Collectors.toMap(Class::getSimpleName, OpenApiTest::fields, (a, b) -> a, TreeMap::new));
        assertEquals(records, documentedSchemas());
    }

    private static Map<String, Set<Integer>> documentedRoutes() throws IOException {
        Map<String, Set<Integer>> routes = new TreeMap<>();
        String path = "";
        Set<Integer> statuses = new TreeSet<>();
        for (String line : section("paths:")) {
            Matcher pathLine = PATH.matcher(line);
            Matcher methodLine = METHOD.matcher(line);
            Matcher statusLine = STATUS.matcher(line);
            if (pathLine.matches()) {
                path = pathLine.group(1);
            } else if (methodLine.matches()) {
                statuses = new TreeSet<>();
                routes.put(methodLine.group(1).toUpperCase(Locale.ROOT) + " " + path, statuses);
            } else if (statusLine.matches()) {
                statuses.add(Integer.parseInt(statusLine.group(1)));
            }
        }
        return routes;
    }

    private static Map<String, Set<String>> documentedSchemas() throws IOException {
        Map<String, Set<String>> schemas = new TreeMap<>();
        Set<String> fields = new TreeSet<>();
        for (String line : section("  schemas:")) {
            Matcher schemaLine = SCHEMA.matcher(line);
            Matcher propertyLine = PROPERTY.matcher(line);
            if (schemaLine.matches()) {
                fields = new TreeSet<>();
                schemas.put(schemaLine.group(1), fields);
            } else if (propertyLine.matches()) {
                fields.add(propertyLine.group(1));
            }
        }
        return schemas;
    }

    // Returns the lines below a heading, up to the next line that is not indented more.
    private static List<String> section(String heading) throws IOException {
        Function<String, Integer> indent =
                line -> line.length() - line.stripLeading().length();
        return Files.readAllLines(DOCUMENT).stream()
                .dropWhile(line -> !line.equals(heading))
                .skip(1)
                .takeWhile(line -> indent.apply(line) > indent.apply(heading))
                .toList();
    }

    private static Set<String> fields(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .flatMap(OpenApiTest::names)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    // Returns the JSON names of a component: several for a record that is unwrapped into the message.
    private static Stream<String> names(RecordComponent component) {
        return component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)
                ? fields(component.getType()).stream()
                : Stream.of(component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT));
    }
}
