package dev.aegis.espctl.output;

import dev.aegis.espctl.remote.BuildListener;
import dev.aegis.espctl.tasks.LogLine;
import dev.aegis.peer.LinkPath;
import dev.aegis.protocol.control.QueueStatus;
import dev.aegis.protocol.session.MachineMessage;
import dev.aegis.protocol.session.Phase;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/// Shows a running build. On a terminal a bar follows the steps that ninja counts; otherwise every log line is printed.
public final class LiveBuild implements BuildListener {
    private static final Pattern STEP = Pattern.compile("\\[\\d+/\\d+] .*");

    private static final long WORTH_A_LINE = 1024 * 1024;

    private final Screen screen;
    private final StatusLine status;
    private final LongSupplier nanos;
    private String phase = "connecting";
    private int done;
    private int total;
    private String downloading = "";
    private String queued = "";
    private Rate rate;

    public LiveBuild(Screen screen) {
        this(screen, System::nanoTime);
    }

    /// @param nanos a clock for rates
    LiveBuild(Screen screen, LongSupplier nanos) {
        this.screen = screen;
        this.status = new StatusLine(screen);
        this.nanos = nanos;
        this.rate = new Rate(nanos, 0);
        status.draw("connecting ...");
    }

    /// Removes the bar at the end of the build.
    public synchronized void end() {
        status.clear();
    }

    @Override
    public synchronized void queued(QueueStatus queue) {
        String text = "in the queue at position " + queue.position()
                + (queue.estimatedWaitSecs() == null ? "" : ", about " + queue.estimatedWaitSecs() + " s")
                + (queue.reason() == null ? "" : ": " + TerminalSafe.text(queue.reason()));
        if (status.isShown()) {
            status.draw(text);
        } else if (!text.equals(queued)) {
            say(text);
        }
        queued = text;
    }

    @Override
    public synchronized void assigned(String agentId) {
        status.draw("connecting to " + TerminalSafe.text(agentId) + " ...");
    }

    @Override
    public synchronized void attemptFailed(int attempt, String reason) {
        say("try " + attempt + " to connect failed: " + TerminalSafe.text(reason) + "; trying again");
    }

    @Override
    public synchronized void newMachine(String agentId) {
        say("first build on machine " + agentId + "; its key is remembered");
    }

    @Override
    public synchronized void clockSkewed(String sentence) {
        say("warning: " + sentence + ", more than a permission allows for");
    }

    @Override
    public synchronized void connected(String agentId, LinkPath path) {
        say("connected to " + agentId + (path.relayed() ? " through a relay" : " directly"));
    }

    @Override
    public synchronized void uploadBegins(int files, long bytes) {
        phase = Phase.SYNCING.wire();
        rate = new Rate(nanos, 0);
        if (!status.isShown()) {
            say("sending " + files + (files == 1 ? " file, " : " files, ") + Sizes.bytes(bytes));
        }
    }

    @Override
    public synchronized void uploaded(long doneBytes, long totalBytes) {
        status.draw(
                phase,
                doneBytes,
                totalBytes,
                Sizes.bytes(doneBytes) + " of " + Sizes.bytes(totalBytes) + rate.text(doneBytes));
    }

    @Override
    public synchronized void synced(MachineMessage.SyncDone synced) {
        say("project in place: " + synced.files() + " files, " + synced.written() + " new or changed, "
                + synced.removed() + " removed");
    }

    @Override
    public synchronized void phase(Phase entered) {
        phase = entered.wire();
        draw();
    }

    @Override
    public synchronized void progress(int stepsDone, int stepsTotal) {
        done = stepsDone;
        total = stepsTotal;
        draw();
    }

    @Override
    public synchronized void log(LogLine line) {
        String text = TerminalSafe.text(line.text());
        if (status.isShown() && STEP.matcher(text).matches()) {
            return;
        }
        status.clear();
        screen.news(text);
        draw();
    }

    @Override
    public synchronized void connectionLost(String reason) {
        say("connection lost (" + TerminalSafe.text(reason) + "); the build goes on, looking for the machine again");
    }

    @Override
    public synchronized void reattached() {
        say("connected again; the log goes on where it stopped");
    }

    @Override
    public synchronized void downloading(String path, long doneBytes, long totalBytes) {
        phase = Phase.TRANSFERRING.wire();
        if (!downloading.equals(path)) {
            downloading = path;
            rate = new Rate(nanos, doneBytes);
        }
        if (!status.isShown() && doneBytes == totalBytes && totalBytes >= WORTH_A_LINE) {
            say("fetched " + TerminalSafe.text(path) + ", " + Sizes.bytes(totalBytes) + rate.text(doneBytes));
        }
        status.draw(
                phase,
                doneBytes,
                totalBytes,
                Sizes.bytes(doneBytes) + " of " + Sizes.bytes(totalBytes) + rate.text(doneBytes) + "  "
                        + TerminalSafe.text(path));
    }

    @Override
    public synchronized void note(String sentence) {
        say("note: " + TerminalSafe.text(sentence));
    }

    private void draw() {
        status.draw(phase, done, total, total == 0 ? "" : "[" + done + "/" + total + "]");
    }

    private void say(String line) {
        status.clear();
        screen.news("espctl: " + line);
    }
}
