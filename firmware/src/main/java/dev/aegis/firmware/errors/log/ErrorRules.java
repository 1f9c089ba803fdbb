package dev.aegis.firmware.errors.log;

import dev.aegis.firmware.errors.cmake.CMakeRule;
import dev.aegis.firmware.errors.cmake.ComponentManagerRule;
import dev.aegis.firmware.errors.cmake.KconfigRule;
import dev.aegis.firmware.errors.cmake.ManifestHints;
import dev.aegis.firmware.errors.compiler.CompilerRule;
import dev.aegis.firmware.errors.compiler.RustRule;
import dev.aegis.firmware.errors.idf.FailedStepRule;
import dev.aegis.firmware.errors.idf.FinalMessageRule;
import dev.aegis.firmware.errors.idf.IdfCommandRule;
import dev.aegis.firmware.errors.idf.ImageSizeRule;
import dev.aegis.firmware.errors.idf.InfrastructureRule;
import dev.aegis.firmware.errors.idf.NinjaRule;
import dev.aegis.firmware.errors.idf.PartitionRule;
import dev.aegis.firmware.errors.idf.PythonRule;
import dev.aegis.firmware.errors.idf.ToolErrorRule;
import dev.aegis.firmware.errors.linker.FragmentRule;
import dev.aegis.firmware.errors.linker.LinkerRule;
import dev.aegis.firmware.errors.linker.MemoryRegionRule;
import dev.aegis.firmware.errors.linker.MultipleDefinitionRule;
import dev.aegis.firmware.errors.linker.UndefinedReferenceRule;
import dev.aegis.firmware.errors.rule.ErrorRule;
import dev.aegis.firmware.errors.rule.ProjectPaths;
import java.util.List;

/// The rules in the order in which they are asked. The first rule that recognizes a line takes it, so particular rules
/// come before general ones.
final class ErrorRules {
    private ErrorRules() {}

    /// Returns new rules for one log.
    static List<ErrorRule> all(ProjectPaths paths) {
        ManifestHints hints = new ManifestHints();
        return List.of(
                new InfrastructureRule(),
                new KconfigRule(paths),
                new CMakeRule(paths, hints),
                new ComponentManagerRule(paths, hints),
                new PartitionRule(paths),
                new ImageSizeRule(),
                new UndefinedReferenceRule(paths),
                new MultipleDefinitionRule(paths),
                new LinkerRule(paths),
                new MemoryRegionRule(),
                new CompilerRule(paths),
                new RustRule(paths),
                new IdfCommandRule(paths),
                new ToolErrorRule(),
                new NinjaRule(paths),
                new PythonRule(paths),
                new FragmentRule(paths),
                new FailedStepRule(paths),
                new FinalMessageRule(paths));
    }
}
