package dev.aegis.bench;

import dev.aegis.protocol.WireJson;
import java.nio.file.Path;
import java.util.List;

/// The result of one `espctl build` process.
///
/// @param seconds wall time of the process
/// @param answer its output
record RemoteBuild(double seconds, Answer answer) {
    /// The fields of `espctl build --json` that the measurements use.
    record Answer(String state, long uploadedBytes, long downloadedBytes, List<Time> times) {}

    record Time(String phase, long millis) {}

    static RemoteBuild run(BuildSite site, Path project, String target) {
        Command.Ended ended =
                site.espctl(project, "build", "--json", "--target", target).run();
        Answer answer = WireJson.read(ended.output(), Answer.class);
        if (!answer.state().equals("succeeded")) {
            throw new BenchException("a build ended as " + answer.state());
        }
        return new RemoteBuild(ended.seconds(), answer);
    }

    /// Returns the sum of the phases that espctl reports, in milliseconds.
    double millis() {
        return answer.times().stream().mapToLong(Time::millis).sum();
    }
}
