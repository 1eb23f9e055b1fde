using Collections.Kernel;

namespace Collections.Domain.Tests.Accounts;

/// <summary>The books of an account, one file per family of commands.</summary>
public sealed partial class AccountTests
{
    private static SealedText Sealed(string text, string person = "c1") =>
        new(person, "hash-" + text, System.Text.Encoding.UTF8.GetBytes(text));
}
