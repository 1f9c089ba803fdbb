package dev.aegis.espctl.actions;

import dev.aegis.espctl.account.LogIn;
import dev.aegis.espctl.account.LogOut;
import dev.aegis.espctl.account.WhoIs;
import dev.aegis.espctl.aiclients.InstallClient;
import dev.aegis.espctl.aiclients.ProjectFacts;
import dev.aegis.espctl.builds.BuildProject;
import dev.aegis.espctl.builds.BuildTargets;
import dev.aegis.espctl.builds.SetTargetAndBuild;
import dev.aegis.espctl.builds.StartBuild;
import dev.aegis.espctl.builds.TaskProcess;
import dev.aegis.espctl.builds.WatchProject;
import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.doctor.Doctor;
import dev.aegis.espctl.history.CancelTask;
import dev.aegis.espctl.history.ChooseTask;
import dev.aegis.espctl.history.CollectFirmware;
import dev.aegis.espctl.history.FlashAdvice;
import dev.aegis.espctl.history.FollowLog;
import dev.aegis.espctl.history.FollowTask;
import dev.aegis.espctl.history.ShowTasks;
import dev.aegis.espctl.history.StopTask;
import dev.aegis.espctl.inspect.CollectDiagnosis;
import dev.aegis.espctl.inspect.DecodeCrash;
import dev.aegis.espctl.inspect.MeasureSize;
import dev.aegis.espctl.inspect.ReadErrors;
import dev.aegis.espctl.inspect.ReadSizes;
import dev.aegis.espctl.inspect.WriteSbom;
import dev.aegis.espctl.pack.PackElf;
import dev.aegis.espctl.plan.ListVersions;
import dev.aegis.espctl.plan.PlanBuild;
import dev.aegis.espctl.plan.PlanClean;
import dev.aegis.espctl.process.ControlC;
import dev.aegis.espctl.process.OwnProgram;
import dev.aegis.espctl.projects.ChangeProject;
import dev.aegis.espctl.projects.CleanProject;
import dev.aegis.espctl.projects.CreateComponent;
import dev.aegis.espctl.publish.ExportRelease;
import dev.aegis.espctl.settings.Environment;
import dev.aegis.espctl.settings.McpHttpToken;
import dev.aegis.espctl.settings.Server;
import dev.aegis.espctl.settings.ServerAddress;
import dev.aegis.espctl.skills.AgentSkills;
import dev.aegis.espctl.skills.ManageSkills;
import dev.aegis.peer.PeerEngine;
import dev.aegis.peer.webrtc.WebRtcEngine;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Everything that espctl can do. The command line and the MCP server share it. Each action is made when it is asked
/// for, so that a command loads only the classes it needs.
public final class Actions {
    private final Context context;
    private final OwnProgram program;
    private @Nullable FollowTask followTask;

    public Actions(Context context, OwnProgram program) {
        this.context = context;
        this.program = program;
    }

    public BuildProject buildProject() {
        return new BuildProject(context, this::engine, new ControlC());
    }

    public BuildTargets buildTargets() {
        return new BuildTargets(context);
    }

    public WatchProject watchProject() {
        return new WatchProject(context);
    }

    public PackElf packElf() {
        return new PackElf(context, this::engine, new ControlC(), program.detached());
    }

    public PlanBuild planBuild() {
        return new PlanBuild(context);
    }

    public Doctor doctor() {
        return new Doctor(context, program.launcher(), program.webRtcSelfTest(nativeCache()));
    }

    public LogIn logIn() {
        return new LogIn(context);
    }

    public LogOut logOut() {
        return new LogOut(context);
    }

    public ChooseTask chooseTask() {
        return new ChooseTask(context);
    }

    public WhoIs whoIs() {
        return new WhoIs(context);
    }

    public CleanProject cleanProject() {
        return new CleanProject(context);
    }

    public FlashAdvice flashAdvice() {
        return new FlashAdvice(context);
    }

    public FollowLog followLog() {
        return new FollowLog(context);
    }

    public ShowTasks showTasks() {
        return new ShowTasks(context);
    }

    public CancelTask cancelTask() {
        return new CancelTask(context, this::engine);
    }

    public StartBuild startBuild() {
        return new StartBuild(context, program.detached());
    }

    public TaskProcess taskProcess() {
        return new TaskProcess(program.detached(), context);
    }

    public FollowTask followTask() {
        synchronized (this) {
            if (followTask == null) {
                followTask = new FollowTask(context);
            }
            return followTask;
        }
    }

    public StopTask stopTask() {
        return new StopTask(context, cancelTask());
    }

    public PlanClean planClean() {
        return new PlanClean(context);
    }

    public ReadErrors readErrors() {
        return new ReadErrors(context);
    }

    public CollectFirmware collectFirmware() {
        return new CollectFirmware(context);
    }

    public ChangeProject changeProject() {
        return new ChangeProject(context);
    }

    public CreateComponent createComponent() {
        return new CreateComponent(context);
    }

    public SetTargetAndBuild setTargetAndBuild() {
        return new SetTargetAndBuild(context, startBuild());
    }

    public ListVersions listVersions() {
        return new ListVersions(context);
    }

    public MeasureSize measureSize() {
        return new MeasureSize(context);
    }

    public ReadSizes readSizes() {
        return new ReadSizes(context);
    }

    public WriteSbom writeSbom() {
        return new WriteSbom(context);
    }

    public CollectDiagnosis collectDiagnosis() {
        return new CollectDiagnosis(context, doctor());
    }

    public DecodeCrash decodeCrash() {
        return new DecodeCrash(context);
    }

    public ProjectFacts projectFacts() {
        return new ProjectFacts(context.workingFolder(), program.launcher());
    }

    public InstallClient installClient() {
        return new InstallClient(context, projectFacts(), context.home());
    }

    public McpHttpToken mcpHttpToken() {
        return new McpHttpToken(context.directories());
    }

    public Path logFile(String taskId) {
        return context.tasks().folder(taskId).logFile();
    }

    public ExportRelease exportRelease() {
        return new ExportRelease(context);
    }

    public ManageSkills manageSkills(AgentSkills skills) {
        return new ManageSkills(context, skills);
    }

    /// Returns the chosen build server.
    ///
    /// @throws Failure when none is configured
    public Server server() {
        return context.servers().choose(null);
    }

    /// Returns the environment of this process.
    public Environment environment() {
        return context.environment();
    }

    /// Returns the user's home folder.
    public Path home() {
        return context.home();
    }

    public String version() {
        return context.version();
    }

    /// Returns an engine that uses the loopback interface only if the build server is on this computer.
    /// `ESPCTL_LOOPBACK`
    /// (1 or 0) overrides that.
    private PeerEngine engine(ServerAddress server) {
        boolean loopback = context.environment()
                .find("ESPCTL_LOOPBACK")
                .map(value -> value.equals("1"))
                .orElse(server.isLoopback());
        Path cache = nativeCache();
        return loopback ? WebRtcEngine.onLoopback(cache) : WebRtcEngine.create(cache);
    }

    private Path nativeCache() {
        return context.directories().cache().resolve("native");
    }
}
