package dev.aegis.espctl.tool;

import dev.aegis.espctl.actions.ChangeProject;
import dev.aegis.espctl.actions.CollectFirmware;
import dev.aegis.espctl.actions.CreateComponent;
import dev.aegis.espctl.actions.FollowTask;
import dev.aegis.espctl.actions.ListVersions;
import dev.aegis.espctl.actions.PlanBuild;
import dev.aegis.espctl.actions.PlanClean;
import dev.aegis.espctl.actions.ReadErrors;
import dev.aegis.espctl.actions.SetTargetAndBuild;
import dev.aegis.espctl.actions.ShowTasks;
import dev.aegis.espctl.actions.StartBuild;
import dev.aegis.espctl.actions.StopTask;
import dev.aegis.espctl.actions.doctor.Doctor;
import dev.aegis.espctl.actions.pack.PackElf;
import dev.aegis.espctl.analysis.CollectDiagnosis;
import dev.aegis.espctl.analysis.MeasureSize;
import dev.aegis.espctl.analysis.ReadSizes;
import dev.aegis.espctl.analysis.WriteSbom;
import dev.aegis.espctl.client.ProjectFacts;

/// What tools can reach. Each action is made when it is asked for: the list of tools needs none of them.
public interface ToolRooms {
    StartBuild startBuild();

    FollowTask followTask();

    StopTask stopTask();

    PlanBuild planBuild();

    PackElf packElf();

    PlanClean planClean();

    ShowTasks showTasks();

    ReadErrors readErrors();

    CollectFirmware collectFirmware();

    ChangeProject changeProject();

    CreateComponent createComponent();

    SetTargetAndBuild setTargetAndBuild();

    ListVersions listVersions();

    Doctor doctor();

    MeasureSize measureSize();

    ReadSizes readSizes();

    WriteSbom writeSbom();

    CollectDiagnosis collectDiagnosis();

    ProjectFacts projectFacts();

    String version();
}
