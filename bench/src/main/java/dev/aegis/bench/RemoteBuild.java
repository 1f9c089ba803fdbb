package dev.aegis.bench;

import dev.aegis.protocol.WireJson;
import java.nio.file.Path;
import java.util.List;

/// `espctl build`, the whole process.
///
/// @param seconds from its start to its end
/// @param answer what it says of itself
record RemoteBuild(double seconds, Answer answer) {
    /// The part of `espctl build --json` that we read.
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

    /// What espctl measured itself, in milliseconds.
    double millis() {
        return answer.times().stream().mapToLong(Time::millis).sum();
    }
}
