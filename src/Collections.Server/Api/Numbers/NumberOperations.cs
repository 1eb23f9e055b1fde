using Collections.Domain.Accounts;
using Collections.Domain.Numbers;
using Collections.Gateways.Lists;
using Collections.Gateways.Wire;
using Collections.Kernel;
using Collections.Runtime.Ports;
using Collections.Server.Api.Accounts;
using Collections.Server.Api.Http;
using Collections.Server.Api.OpenApi;
using Collections.Server.Api.Operations;
using Collections.Server.Api.Tasks;
using static Collections.Server.Api.OpenApi.Shape;

namespace Collections.Server.Api.Numbers;

/// <summary>Phone numbers: what they are, what is known of them, who uses them.</summary>
internal static class NumberOperations
{
    private const string Tag = "Numbers";

    private const string Path = "/numbers/{number}";

    private const int AccountsMax = 50;

    public static IReadOnlyList<Operation> All =>
    [
        new("getNumber", "GET", Path, GetAsync)
        {
            Tag = Tag,
            Summary = "What is known of a phone number: its plan, its state, lists it stands on, accounts that use it. "
                + "Named as people write it, or by its id.",
            Answer = NumberSchemas.Number,
        },
        new("markNumber", "POST", Path + "/mark", MarkAsync)
        {
            Tag = Tag,
            Summary = "Says what is known of a number: a state, or a flag put on it or taken off.",
            Body = NumberSchemas.Mark,
            Answer = NumberSchemas.Number,
        },
        new("restoreNumber", "POST", Path + "/restore", RestoreAsync)
        {
            Tag = Tag,
            Summary = "Says that a number works again.",
            Body = Body("RestoreNumber", new Field("reason", Id, true)),
            Answer = NumberSchemas.Number,
        },
        new("listAccountNumbers", "GET", "/accounts/{accountId}/numbers", AlternatesAsync)
        {
            Tag = Tag,
            Summary = "The numbers of an account in the order in which they are tried; unusable ones last.",
            Answer = NumberSchemas.Alternates,
        },
    ];

    private static async ValueTask<ApiReply> GetAsync(ApiCall call)
    {
        if (call.Query.Finish() is { } fault)
        {
            return call.Refuse(fault);
        }

        var (value, refused) = await NumberPart.ReadAsync(call);
        return refused ?? await ShowAsync(call, value);
    }

    private static async ValueTask<ApiReply> MarkAsync(ApiCall call)
    {
        var reader = new BodyReader(call.Body, BodyForm.Json);
        var reason = reader.Required("reason", reader.Id("reason")) ?? string.Empty;
        var state = NumberWords.StateOf(reader.Word("state", [.. NumberWords.All]));
        var until = reader.Instant("until");
        var flag = reader.Text("flag");
        var on = reader.Flag("on");
        if ((state is null) == (flag is null) && reader.Faults.Count == 0)
        {
            reader.Fault("state", "required", "Either 'state' or 'flag' is given.");
        }

        if (reader.Finish() is { } rejection)
        {
            return call.Refuse(rejection);
        }

        return await AskAsync(call, state is { } known
            ? new NumberCommand.MarkNumber(known, until, reason)
            : new NumberCommand.FlagNumber(flag!, on ?? true, reason));
    }

    private static async ValueTask<ApiReply> RestoreAsync(ApiCall call)
    {
        var reader = new BodyReader(call.Body, BodyForm.Json);
        var reason = reader.Required("reason", reader.Id("reason")) ?? string.Empty;
        return reader.Finish() is { } rejection
            ? call.Refuse(rejection)
            : await AskAsync(call, new NumberCommand.RestoreNumber(reason));
    }

    private static async ValueTask<ApiReply> AskAsync(ApiCall call, NumberCommand command)
    {
        var (value, refused) = await NumberPart.ReadAsync(call);
        if (refused is not null)
        {
            return refused;
        }

        // What is kept for a repetition holds no personal value; who it was for sees the whole.
        var made = false;
        var reply = await call.AskAsync(call.Key(NumberDecider.Kind, value.Hash!), command, answer =>
        {
            made = true;
            var state = (NumberRecord)answer.State!;
            var view = new NumberView(state, answer.Version);
            return ApiReply.Ok(JsonBytes.Of(view, NumberSchemas.Write), answer.Version);
        });
        return made && reply.Status == 200 ? await ShowAsync(call, value) : reply;
    }

    private static async ValueTask<ApiReply> ShowAsync(ApiCall call, MemberValue value)
    {
        var key = call.Key(NumberDecider.Kind, value.Hash!);
        var (state, version) = await call.Engine.ReadAsync(key) is (NumberRecord known, var at)
            ? (known, at)
            : (NumberDecider.Initial(key), 0);
        var accounts = await AccountsAsync(call, value.Hash!);
        var places = await call.Engine.Setup.Store.FindListingsAsync(
            [new MemberKey(call.Caller.Tenant, value.Hash!)]);
        if (version == 0 && value.Number is null && accounts.Count == 0 && places[0].Count == 0)
        {
            return call.Refuse(Rejection.Unknown("number_unknown", "There is no such number."));
        }

        var number = value.Number ?? await RevealAsync(call, value.Hash!, accounts);
        var mayRead = value.Number is not null || await MayReadAsync(call, accounts);
        return ApiReply.Ok(
            JsonBytes.Of(
                new NumberView(state, version)
                {
                    Number = number,
                    Text = number is null ? null : NumberText.For(call, number.E164, mayRead),
                    Lists = places[0],
                    Accounts = [.. accounts.Select(account => account.Key.Id)],
                    At = call.Now,
                },
                NumberSchemas.Write),
            version);
    }

    /// <summary>Accounts with this number among their contacts: several may share one.</summary>
    private static async ValueTask<IReadOnlyList<ListedEntity>> AccountsAsync(ApiCall call, string hash) =>
        await call.Server.Rows.FindAsync(new RowQuery(call.Caller.Tenant, AccountDecider.Kind)
        {
            Limit = AccountsMax,
            Terms = [AccountSearch.Contact(hash)],
        });

    /// <summary>Whether the caller may see the matters of one of the accounts that have the number.</summary>
    private static async ValueTask<bool> MayReadAsync(ApiCall call, IReadOnlyList<ListedEntity> accounts)
    {
        foreach (var row in Disclosure.IsBound(call) ? accounts : [])
        {
            if (await call.Engine.ReadAsync(row.Key) is (Account account, _)
                && await Disclosure.LetsAsync(call, account))
            {
                return true;
            }
        }

        return !Disclosure.IsBound(call);
    }

    /// <summary>The number in clear, from an account that has it; null when nobody's key opens it.</summary>
    private static async ValueTask<PhoneNumber?> RevealAsync(
        ApiCall call, string hash, IReadOnlyList<ListedEntity> accounts)
    {
        foreach (var row in accounts)
        {
            if (await call.Engine.ReadAsync(row.Key) is (Account { Profile: { } profile }, _)
                && profile.Contacts.FirstOrDefault(contact => contact.Value.Hash == hash) is { } contact
                && await call.Server.Setup.Vault.OpenAsync(call.Caller.Tenant, contact.Value) is { } clear
                && await NumberPart.NumberOfAsync(call, clear, profile.TimeZone) is { } number)
            {
                return number;
            }
        }

        return null;
    }

    private static async ValueTask<ApiReply> AlternatesAsync(ApiCall call)
    {
        if (call.Query.Finish() is { } fault)
        {
            return call.Refuse(fault);
        }

        var id = call.Part("accountId");
        if (await AccountReading.FindAsync(call, id) is not var (account, _))
        {
            return AccountReading.Unknown(call, id);
        }

        var phones = account.Profile!.Contacts.Where(contact => NumberText.IsPhone(contact.Kind)).ToList();
        var rows = await call.Engine.Setup.Store.LoadRowsAsync(
            [.. phones.Select(contact => call.Key(NumberDecider.Kind, contact.Value.Hash))]);
        var numbers = phones
            .Select((contact, i) => new DialCandidate(contact.Value.Hash, contact.Role, rows[i]))
            .ToList();
        var usable = DialOrder.Alternates(numbers);
        List<DialCandidate> all =
            [.. usable, .. numbers.Where(number => !number.IsUsable).DistinctBy(number => number.NumberId)];
        var texts = new Dictionary<string, string?>(StringComparer.Ordinal);
        var mayRead = await Disclosure.LetsAsync(call, account);
        foreach (var contact in phones)
        {
            var clear = await call.Server.Setup.Vault.OpenAsync(call.Caller.Tenant, contact.Value);
            texts[contact.Value.Hash] = clear is null ? null : NumberText.For(call, clear, mayRead);
        }

        return ApiReply.Ok(JsonBytes.Of((all, texts), NumberSchemas.WriteAlternates));
    }
}
