using Collections.Torture.Tests.Victims;
using Xunit.Runner.InProc.SystemConsole;

namespace Collections.Torture.Tests;

/// <summary>Either the victim of the torture, or what xunit's generated entry point would be.</summary>
internal static class Program
{
    /// <summary>The first argument that makes this process a victim.</summary>
    public const string VictimVerb = "victim";

    public static Task<int> Main(string[] args)
    {
        if (args is [VictimVerb, .. var rest])
        {
            return Victim.RunAsync(VictimOptions.Parse(rest));
        }

        return args.Any(arg => arg is "--server" or "--internal-msbuild-node")
            ? Xunit.MicrosoftTestingPlatform.TestPlatformTestFramework.RunAsync(
                args, SelfRegisteredExtensions.AddSelfRegisteredExtensions)
            : ConsoleRunner.Run(args);
    }
}
