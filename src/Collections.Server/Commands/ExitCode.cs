namespace Collections.Server.Commands;

/// <summary>What the program's exit codes mean.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>The answer is no.</summary>
    public const int No = 1;

    /// <summary>The call was wrong.</summary>
    public const int WrongCall = 2;
}
