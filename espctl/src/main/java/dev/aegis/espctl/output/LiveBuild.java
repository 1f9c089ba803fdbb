package dev.aegis.espctl.output;

import dev.aegis.espctl.connect.ConnectEvent;
import dev.aegis.espctl.connect.ConnectListener;
import dev.aegis.espctl.failure.Count;
import dev.aegis.espctl.remote.BuildEvent;
import dev.aegis.espctl.remote.BuildListener;
import dev.aegis.espctl.tasks.LogLine;
import dev.aegis.protocol.control.QueueStatus;
import dev.aegis.protocol.session.Phase;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Shows a build while it runs. On a terminal the steps that ninja counts move the bar; elsewhere every line is
/// printed as it comes.
public final class LiveBuild implements BuildListener, ConnectListener {
    private static final Pattern STEP = Pattern.compile("\\[\\d+/\\d+] .*");

    /// After this time without an event, the user is told what the build waits for.
    private static final long SILENCE_NANOS = 3_000_000_000L;
    private static final long TICK_MS = 500;
    /// Where lines cannot be overwritten, a long wait is reported this often.
    private static final long AGAIN_NANOS = 30_000_000_000L;
    private static final long WORTH_A_LINE = 1024 * 1024;

    private final Screen screen;
    private final StatusLine status;
    private final LongSupplier nanos;
    private final FlashRecipe recipe = new FlashRecipe();
    private String phase = "connecting";
    private int done;
    private int total;
    private String downloading = "";
    private String queued = "";
    private Rate rate;
    private String route = "";
    private String waitsFor = "an answer of the build server";
    private long lastEvent;
    private long nextReport = SILENCE_NANOS;
    private @Nullable Thread ticker;

    public LiveBuild(Screen screen) {
        this(screen, System::nanoTime);
        if (screen.mode() == Screen.Mode.HUMAN) {
            ticker = Thread.ofVirtual().name("silence").start(this::tickUntilInterrupted);
        }
    }

    private void tickUntilInterrupted() {
        try {
            while (true) {
                Thread.sleep(TICK_MS);
                tick();
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    /// Says what the build waits for, if there was no event for three seconds.
    synchronized void tick() {
        long silent = nanos.getAsLong() - lastEvent;
        if (silent < SILENCE_NANOS || (!status.isShown() && silent < nextReport)) {
            return;
        }
        nextReport = silent + AGAIN_NANOS;
        String text = phase + ": waiting " + silent / 1_000_000_000L + " s for " + waitsFor;
        if (status.isShown()) {
            status.draw(text);
        } else {
            say(text);
        }
    }

    private void heard(@Nullable String next) {
        lastEvent = nanos.getAsLong();
        nextReport = SILENCE_NANOS;
        waitsFor = next == null ? waitsFor : next;
    }

    /// @param nanos a clock for rates
    LiveBuild(Screen screen, LongSupplier nanos) {
        this.screen = screen;
        this.status = new StatusLine(screen);
        this.nanos = nanos;
        this.rate = new Rate(nanos, 0);
        this.lastEvent = nanos.getAsLong();
        status.draw("connecting ...");
    }

    /// Removes the bar at the end of the build.
    public synchronized void end() {
        if (ticker != null) {
            ticker.interrupt();
        }
        status.clear();
    }

    @Override
    public synchronized void on(BuildEvent event) {
        heard(Waits.after(event));
        switch (event) {
            case BuildEvent.Connecting connecting -> on(connecting.event());
            case BuildEvent.Connected connected -> {
                phase = Phase.SYNCING.wire();
                route = connected.path().relayed() ? "relayed" : "direct";
                say("connected to " + connected.agentId()
                        + (connected.path().relayed() ? " through a relay" : " directly"));
            }
            case BuildEvent.UploadBegan upload -> begin(upload);
            case BuildEvent.Uploaded uploaded -> draw(uploaded.doneBytes(), uploaded.totalBytes(), "");
            case BuildEvent.Synced synced ->
                say("project in place: " + Count.of(synced.done().files(), "file") + ", "
                        + synced.done().written() + " new or changed, "
                        + synced.done().removed() + " removed");
            case BuildEvent.PhaseEntered entered -> {
                phase = entered.phase().wire();
                draw();
            }
            case BuildEvent.StepsDone steps -> {
                done = steps.done();
                total = steps.total();
                draw();
            }
            case BuildEvent.Logged logged -> log(logged.line());
            case BuildEvent.ConnectionLost lost ->
                say("connection lost (" + TerminalSafe.text(lost.reason()) + "); the build continues, reconnecting");
            case BuildEvent.Reattached ignored -> say("reconnected; the log continues where it stopped");
            case BuildEvent.Downloading downloaded -> download(downloaded);
            case BuildEvent.Note note -> say("note: " + TerminalSafe.text(note.sentence()));
        }
    }

    @Override
    public synchronized void on(ConnectEvent event) {
        heard(Waits.after(event));
        switch (event) {
            case ConnectEvent.Queued waiting -> queue(waiting.queue());
            case ConnectEvent.Assigned assigned -> {
                phase = "connecting";
                status.draw("connecting to " + TerminalSafe.text(assigned.agentId()) + " ...");
            }
            case ConnectEvent.AttemptFailed failed ->
                say("try " + failed.attempt() + " to connect failed: " + TerminalSafe.text(failed.reason())
                        + "; trying again");
            case ConnectEvent.AskedAgain asked ->
                say("the build server has lost this request (" + TerminalSafe.text(asked.reason()) + "); asking again");
            case ConnectEvent.NewMachine machine ->
                say("first build on machine " + machine.agentId() + "; its key is saved");
            case ConnectEvent.ClockSkewed skewed ->
                say("warning: " + skewed.sentence() + ", more than a permission allows for");
        }
    }

    private void queue(QueueStatus queue) {
        phase = Phase.QUEUED.wire();
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

    private void begin(BuildEvent.UploadBegan upload) {
        phase = Phase.SYNCING.wire();
        rate = new Rate(nanos, 0);
        if (!status.isShown()) {
            say("sending " + Count.of(upload.files(), "file") + ", " + Sizes.bytes(upload.bytes()));
        }
    }

    private void log(LogLine line) {
        String text = TerminalSafe.text(line.text());
        if (recipe.has(text)) {
            return;
        }
        if (status.isShown() && STEP.matcher(text).matches()) {
            return;
        }
        status.clear();
        screen.news(text);
        draw();
    }

    private void download(BuildEvent.Downloading file) {
        phase = Phase.TRANSFERRING.wire();
        if (!downloading.equals(file.path())) {
            downloading = file.path();
            rate = new Rate(nanos, file.doneBytes());
        }
        String path = TerminalSafe.text(file.path());
        if (!status.isShown() && file.doneBytes() == file.totalBytes() && file.totalBytes() >= WORTH_A_LINE) {
            say("fetched " + path + ", " + Sizes.bytes(file.totalBytes()) + rate.text(file.doneBytes())
                    + (route.isEmpty() ? "" : ", " + route));
        }
        draw(file.doneBytes(), file.totalBytes(), "  " + path);
    }

    /// @param what follows the rate
    private void draw(long doneBytes, long totalBytes, String what) {
        status.draw(
                phase,
                doneBytes,
                totalBytes,
                Sizes.bytes(doneBytes) + " of " + Sizes.bytes(totalBytes) + ", "
                        + Sizes.bytes(totalBytes - doneBytes) + " left" + rate.text(doneBytes)
                        + (route.isEmpty() ? "" : ", " + route) + what);
    }

    private void draw() {
        status.draw(phase, done, total, total == 0 ? "" : "[" + done + "/" + total + "]");
    }

    private void say(String line) {
        status.clear();
        screen.news("espctl: " + line);
    }
}
