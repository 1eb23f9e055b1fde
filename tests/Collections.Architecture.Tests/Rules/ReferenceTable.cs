using Collections.Architecture.Tests.Reading;

namespace Collections.Architecture.Tests.Rules;

/// <summary>
/// Who may refer to whom: arrows point down only, so that the rules can be read, tested and run without any shell.
/// Checked twice: in the project files (what may be used) and in the compiled assemblies (what is used).
/// </summary>
internal static class ReferenceTable
{
    private const string Own = "Collections.";

    private static readonly string[] Core = ["Collections.Kernel", "Collections.Domain", "Collections.Runtime"];

    private static readonly string[] Engine = [.. Core, "Collections.Storage", "Collections.Gateways"];

    /// <summary>Projects of ours that a project may refer to. A project that is not listed may not exist.</summary>
    private static readonly Dictionary<string, string[]> Projects = new(StringComparer.Ordinal)
    {
        ["Collections.Kernel"] = [],
        ["Collections.Client"] = [],
        ["Collections.Domain"] = ["Collections.Kernel"],
        ["Collections.Runtime"] = ["Collections.Kernel"],
        ["Collections.Storage"] = Core,
        ["Collections.Gateways"] = Core,
        ["Collections.Simulation"] = Engine,
        ["Collections.Bench"] = Engine,
        ["Collections.Cluster"] = Core,
        ["Collections.Server"] = [.. Engine, "Collections.Simulation", "Collections.Bench", "Collections.Cluster"],
    };

    /// <summary>Packages that a project may refer to, with everything below their names.</summary>
    private static readonly Dictionary<string, string[]> Packages = new(StringComparer.Ordinal)
    {
        ["Collections.Kernel"] = ["NodaTime"],
        ["Collections.Storage"] = ["Microsoft.Data.Sqlite", "SQLitePCLRaw", "Npgsql"],
        ["Collections.Gateways"] = ["YamlDotNet", "Handlebars.Net"],
        ["Collections.Cluster"] = ["Microsoft.Orleans"],
        ["Collections.Server"] = ["System.CommandLine", "Spectre.Console", "OpenTelemetry"],
    };

    /// <summary>What project files refer to but may not.</summary>
    public static IReadOnlyList<string> Violations(IEnumerable<ProjectFile> projects) =>
        [.. projects.SelectMany(p => ForeignProjects(p.Name, p.Projects).Concat(ForeignPackages(p)))];

    /// <summary>What compiled assemblies refer to but may not.</summary>
    public static IReadOnlyList<string> Violations(IEnumerable<CompiledAssembly> assemblies) =>
    [
        .. assemblies.SelectMany(a =>
            ForeignProjects(a.Name, a.References().Where(IsOurs)).Concat(ForeignAssemblies(a))),
    ];

    private static bool IsOurs(string assembly) => assembly.StartsWith(Own, StringComparison.Ordinal);

    private static IEnumerable<string> ForeignProjects(string project, IEnumerable<string> references) =>
        Projects.TryGetValue(project, out var allowed)
            ? references.Except(allowed, StringComparer.Ordinal).Select(r => $"{project} may not refer to {r}.")
            : [$"{project} has no row in the reference table."];

    private static IEnumerable<string> ForeignPackages(ProjectFile project) =>
        project.Packages
            .Where(package => !IsAllowedPackage(project.Name, package))
            .Select(package => $"{project.Name} may not refer to the package {package}.");

    /// <summary>Kernel and Domain see nothing but the platform, NodaTime and each other.</summary>
    private static IEnumerable<string> ForeignAssemblies(CompiledAssembly assembly) =>
        assembly.Name is "Collections.Kernel" or "Collections.Domain"
            ? assembly.References()
                .Where(r => !IsOurs(r) && r is not "NodaTime" && !r.StartsWith("System.", StringComparison.Ordinal))
                .Select(r => $"{assembly.Name} may not refer to {r}.")
            : [];

    private static bool IsAllowedPackage(string project, string package) =>
        Packages.GetValueOrDefault(project, [])
            .Any(root => package == root || package.StartsWith(root + ".", StringComparison.Ordinal));
}
