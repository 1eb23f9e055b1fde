namespace Collections.Server.Commands;

/// <summary>The call was wrong: a missing file, an impossible argument. Ends the program with exit code 2.</summary>
public sealed class WrongCallException(string message, Exception? cause = null) : Exception(message, cause);
