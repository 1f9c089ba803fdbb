package dev.aegis.espctl;

import dev.aegis.espctl.actions.BuildProject;
import dev.aegis.espctl.actions.BuildTargets;
import dev.aegis.espctl.actions.CancelTask;
import dev.aegis.espctl.actions.ChangeProject;
import dev.aegis.espctl.actions.CollectFirmware;
import dev.aegis.espctl.actions.CreateComponent;
import dev.aegis.espctl.actions.FollowTask;
import dev.aegis.espctl.actions.InstallClient;
import dev.aegis.espctl.actions.ListVersions;
import dev.aegis.espctl.actions.LogIn;
import dev.aegis.espctl.actions.LogOut;
import dev.aegis.espctl.actions.PlanBuild;
import dev.aegis.espctl.actions.PlanClean;
import dev.aegis.espctl.actions.ReadErrors;
import dev.aegis.espctl.actions.SetTargetAndBuild;
import dev.aegis.espctl.actions.ShowTasks;
import dev.aegis.espctl.actions.StartBuild;
import dev.aegis.espctl.actions.StopTask;
import dev.aegis.espctl.actions.Surroundings;
import dev.aegis.espctl.actions.WatchProject;
import dev.aegis.espctl.actions.doctor.Doctor;
import dev.aegis.espctl.actions.pack.PackElf;
import dev.aegis.espctl.analysis.CollectDiagnosis;
import dev.aegis.espctl.analysis.DecodeCrash;
import dev.aegis.espctl.analysis.MeasureSize;
import dev.aegis.espctl.analysis.ReadSizes;
import dev.aegis.espctl.analysis.WriteSbom;
import dev.aegis.espctl.client.ProjectFacts;
import dev.aegis.espctl.command.Rooms;
import dev.aegis.espctl.output.Screen;
import dev.aegis.espctl.output.Terminal;
import dev.aegis.espctl.settings.DoorToken;
import dev.aegis.espctl.settings.Environment;
import dev.aegis.espctl.settings.ServerAddress;
import dev.aegis.espctl.settings.UserDirectories;
import dev.aegis.espctl.tool.ToolRooms;
import dev.aegis.peer.PeerEngine;
import dev.aegis.peer.webrtc.WebRtcEngine;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Puts the parts together, each when it is needed.
final class Wiring implements Rooms, ToolRooms {
    private final Surroundings surroundings;
    private final PrintStream out;
    private final PrintStream err;
    private @Nullable FollowTask followTask;

    private Wiring(Surroundings surroundings, PrintStream out, PrintStream err) {
        this.surroundings = surroundings;
        this.out = out;
        this.err = err;
    }

    static Wiring of(Environment environment, PrintStream out, PrintStream err) {
        return of(environment, out, err, Path.of("").toAbsolutePath());
    }

    /// @param here where the user stands
    static Wiring of(Environment environment, PrintStream out, PrintStream err, Path here) {
        Path home = home(environment);
        return new Wiring(
                new Surroundings(
                        environment, UserDirectories.of(environment, home), here, Clock.systemUTC(), Version.current()),
                out,
                err);
    }

    @Override
    public BuildProject buildProject() {
        return new BuildProject(surroundings, this::engine, new ControlC());
    }

    @Override
    public BuildTargets buildTargets() {
        return new BuildTargets(surroundings);
    }

    @Override
    public WatchProject watchProject() {
        return new WatchProject(surroundings);
    }

    @Override
    public PackElf packElf() {
        return new PackElf(surroundings, this::engine, new ControlC(), new DetachedEspctl(again()));
    }

    @Override
    public PlanBuild planBuild() {
        return new PlanBuild(surroundings);
    }

    @Override
    public Doctor doctor() {
        return new Doctor(surroundings, named(), OwnProgram.nativeTrial(nativeCache()));
    }

    @Override
    public LogIn logIn() {
        return new LogIn(surroundings);
    }

    @Override
    public LogOut logOut() {
        return new LogOut(surroundings);
    }

    @Override
    public ShowTasks showTasks() {
        return new ShowTasks(surroundings);
    }

    @Override
    public CancelTask cancelTask() {
        return new CancelTask(surroundings, this::engine);
    }

    @Override
    public StartBuild startBuild() {
        return new StartBuild(surroundings, new DetachedEspctl(again()));
    }

    @Override
    public FollowTask followTask() {
        synchronized (this) {
            if (followTask == null) {
                followTask = new FollowTask(surroundings);
            }
            return followTask;
        }
    }

    @Override
    public StopTask stopTask() {
        return new StopTask(surroundings, cancelTask());
    }

    @Override
    public PlanClean planClean() {
        return new PlanClean(surroundings);
    }

    @Override
    public ReadErrors readErrors() {
        return new ReadErrors(surroundings);
    }

    @Override
    public CollectFirmware collectFirmware() {
        return new CollectFirmware(surroundings);
    }

    @Override
    public ChangeProject changeProject() {
        return new ChangeProject(surroundings);
    }

    @Override
    public CreateComponent createComponent() {
        return new CreateComponent(surroundings);
    }

    @Override
    public SetTargetAndBuild setTargetAndBuild() {
        return new SetTargetAndBuild(surroundings, startBuild());
    }

    @Override
    public ListVersions listVersions() {
        return new ListVersions(surroundings);
    }

    @Override
    public MeasureSize measureSize() {
        return new MeasureSize(surroundings);
    }

    @Override
    public ReadSizes readSizes() {
        return new ReadSizes(surroundings);
    }

    @Override
    public WriteSbom writeSbom() {
        return new WriteSbom(surroundings);
    }

    @Override
    public CollectDiagnosis collectDiagnosis() {
        return new CollectDiagnosis(surroundings, doctor());
    }

    @Override
    public DecodeCrash decodeCrash() {
        return new DecodeCrash(surroundings);
    }

    @Override
    public ProjectFacts projectFacts() {
        return new ProjectFacts(surroundings.workingFolder(), named());
    }

    @Override
    public InstallClient installClient() {
        return new InstallClient(surroundings, projectFacts(), home(surroundings.environment()));
    }

    @Override
    public boolean canAsk() {
        return Terminal.canAsk();
    }

    private static Path home(Environment environment) {
        return Path.of(environment.find("HOME").orElse(System.getProperty("user.home")));
    }

    DoorToken doorToken() {
        return new DoorToken(surroundings.directories());
    }

    /// What a person would type: the launcher's name, where it has told us.
    private List<String> named() {
        return surroundings
                .environment()
                .find("ESPCTL_LAUNCHER")
                .map(launcher -> List.of(launcher.split("\t")))
                .orElseGet(OwnProgram::command);
    }

    /// Through the launcher, where there is one: it knows the cache that a build starts fastest from.
    private List<String> again() {
        List<String> named = named();
        return Files.isExecutable(Path.of(named.getFirst())) ? named : OwnProgram.command();
    }

    @Override
    public Screen screen(Screen.Mode mode) {
        return new Screen(out, err, mode, Terminal.ofStderr(surroundings.environment()));
    }

    @Override
    public InputStream stdin() {
        return System.in;
    }

    @Override
    public Path logFile(String taskId) {
        return surroundings.tasks().logFile(taskId);
    }

    @Override
    public String version() {
        return surroundings.version();
    }

    /// A build server on this machine means that everything is: then no packet leaves it. `ESPCTL_LOOPBACK` says
    /// otherwise, 1 or 0.
    private PeerEngine engine(ServerAddress server) {
        boolean loopback = surroundings
                .environment()
                .find("ESPCTL_LOOPBACK")
                .map(value -> value.equals("1"))
                .orElse(server.isLoopback());
        Path cache = nativeCache();
        return loopback ? WebRtcEngine.onLoopback(cache) : WebRtcEngine.create(cache);
    }

    private Path nativeCache() {
        return surroundings.directories().cache().resolve("native");
    }
}
