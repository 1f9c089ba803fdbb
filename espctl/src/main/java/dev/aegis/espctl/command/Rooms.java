package dev.aegis.espctl.command;

import dev.aegis.espctl.actions.BuildProject;
import dev.aegis.espctl.actions.BuildTargets;
import dev.aegis.espctl.actions.CancelTask;
import dev.aegis.espctl.actions.ChangeProject;
import dev.aegis.espctl.actions.CollectFirmware;
import dev.aegis.espctl.actions.CreateComponent;
import dev.aegis.espctl.actions.InstallClient;
import dev.aegis.espctl.actions.ListVersions;
import dev.aegis.espctl.actions.LogIn;
import dev.aegis.espctl.actions.LogOut;
import dev.aegis.espctl.actions.PlanBuild;
import dev.aegis.espctl.actions.PlanClean;
import dev.aegis.espctl.actions.ReadErrors;
import dev.aegis.espctl.actions.ShowTasks;
import dev.aegis.espctl.actions.WatchProject;
import dev.aegis.espctl.actions.doctor.Doctor;
import dev.aegis.espctl.actions.pack.PackElf;
import dev.aegis.espctl.analysis.CollectDiagnosis;
import dev.aegis.espctl.analysis.DecodeCrash;
import dev.aegis.espctl.analysis.MeasureSize;
import dev.aegis.espctl.analysis.WriteSbom;
import dev.aegis.espctl.output.Screen;
import java.io.InputStream;
import java.nio.file.Path;

/// What commands can reach. Each action is made when it is asked for, so that a command pays for nothing else.
public interface Rooms {
    BuildProject buildProject();

    BuildTargets buildTargets();

    WatchProject watchProject();

    PlanBuild planBuild();

    PackElf packElf();

    Doctor doctor();

    LogIn logIn();

    LogOut logOut();

    ShowTasks showTasks();

    CancelTask cancelTask();

    CollectFirmware collectFirmware();

    ChangeProject changeProject();

    CreateComponent createComponent();

    ListVersions listVersions();

    PlanClean planClean();

    InstallClient installClient();

    /// Whether a person sits at stdin and stderr.
    boolean canAsk();

    MeasureSize measureSize();

    WriteSbom writeSbom();

    DecodeCrash decodeCrash();

    CollectDiagnosis collectDiagnosis();

    ReadErrors readErrors();

    Screen screen(Screen.Mode mode);

    InputStream stdin();

    Path logFile(String taskId);

    String version();
}
