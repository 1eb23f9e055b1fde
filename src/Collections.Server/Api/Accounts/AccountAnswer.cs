using System.Text.Json;
using Collections.Domain.Accounts;
using Collections.Domain.Configuration;
using Collections.Kernel;
using Collections.Runtime;
using Collections.Server.Api.Http;
using Collections.Server.Api.Operations;
using NodaTime;

namespace Collections.Server.Api.Accounts;

/// <summary>What an account answered, on its way to a reply. It shows no personal value, because it may be kept.</summary>
internal sealed record AccountAnswer(
    ApiCall Call, AccountCommand Command, Answer Answer, (TenantConfiguration Configuration, Instant Now) At)
{
    /// <summary>The account afterwards.</summary>
    public Account Account => (Account)Answer.State!;

    /// <summary>The command, as what it is.</summary>
    public T As<T>()
        where T : AccountCommand => (T)Command;

    /// <summary>A created item: 201 with its address, or 200 when it was there.</summary>
    public ApiReply Made(AccountItem item, string id, string path)
    {
        var status = AccountAsk.StatusOf(Answer);
        return Reply(status, writer => WriteItem(writer, item, id)) with { Location = Under(path) };
    }

    /// <summary>An item that a verb changed: 200.</summary>
    public ApiReply Changed(AccountItem item, string id) => Reply(200, writer => WriteItem(writer, item, id));

    /// <summary>A reply with a body.</summary>
    public ApiReply Reply(int status, Action<Utf8JsonWriter> write) =>
        new(status, JsonBytes.Of(write, static (writer, body) => body(writer))) { Version = Answer.Version };

    /// <summary>An address below the account.</summary>
    public string Under(string path) => $"/v1/accounts/{Account.Id}/{path}";

    /// <summary>Writes an item of the account.</summary>
    public void WriteItem(Utf8JsonWriter writer, AccountItem item, string id)
    {
        var inputs = AccountReading.Inputs(Account, Answer.Version, At.Configuration, At.Now);
        var found = AccountItemView.Write(writer, Account, (item, id), inputs);
        Invariant.Require(found, "What was just changed stands in the state.");
    }

    /// <summary>Writes what stands beside every item.</summary>
    public void WriteBeside(Utf8JsonWriter writer)
    {
        writer.WriteString("currency"u8, Account.Profile!.Currency);
        writer.WriteString("accountId"u8, Account.Id);
        writer.WriteNumber("accountVersion"u8, Answer.Version);
    }
}
