using System.CommandLine;
using Collections.Domain.Lists;
using Collections.Domain.Numbers;
using Collections.Gateways.Import;
using Collections.Gateways.Lists;
using Collections.Gateways.Wire;
using Collections.Kernel;
using Collections.Runtime;
using Collections.Server.Composition;

namespace Collections.Server.Commands;

/// <summary>The part of <c>import</c> that loads do-not-contact lists.</summary>
internal sealed class MemberImport
{
    private readonly Option<string?> _file = new("--dnc")
    {
        Description = "Numbers and addresses for a do-not-contact list.",
        HelpName = "FILE",
    };

    private readonly Option<string> _list = new("--list")
    {
        Description = "The list that --dnc fills; made when there is none.",
        DefaultValueFactory = _ => MemberList.DefaultName,
        HelpName = "NAME",
    };

    private readonly Option<string?> _scope = new("--list-scope")
    {
        Description = "Whom a new list binds: tenant (default), institution:ID or campaign:ID.",
        HelpName = "SCOPE",
    };

    private readonly Option<string?> _kind = new("--list-kind")
    {
        Description = "What a new list does: dnc (default), black or white.",
        HelpName = "KIND",
    };

    private readonly Option<string?> _country = new("--country")
    {
        Description = "Country (ISO 3166-1 alpha-2) of numbers that name none; the tenant's when left out.",
        HelpName = "CC",
    };

    /// <summary>Adds the options to the verb.</summary>
    public MemberImport(Command verb)
    {
        verb.Add(_file);
        verb.Add(_list);
        verb.Add(_scope);
        verb.Add(_kind);
        verb.Add(_country);
    }

    /// <summary>What a call asks for; null when it loads no list.</summary>
    public MemberCall? Of(ParseResult call)
    {
        if (call.GetValue(_file) is not { } file)
        {
            return null;
        }

        var list = call.GetValue(_list)!;
        if (!EntityKey.IsValidId(list))
        {
            throw new WrongCallException("--list has 1 to 64 characters of A-Z a-z 0-9 . _ : ~ -");
        }

        var scope = ListScope.Parse(call.GetValue(_scope) ?? ListScope.TenantLevel)
            ?? throw new WrongCallException("--list-scope is tenant, institution:ID or campaign:ID.");
        var kind = ListLabels.KindOf(call.GetValue(_kind) ?? ListLabels.WordOf(ListKind.Dnc))
            ?? throw new WrongCallException("--list-kind is dnc, black or white.");
        var told = call.GetValue(_scope) is not null || call.GetValue(_kind) is not null;
        var country = call.GetValue(_country);
        if (country is not null && NumberingPlan.RegionOrNull(country) is null)
        {
            throw new WrongCallException("--country is an ISO 3166-1 code such as CN, US or GB.");
        }

        return new MemberCall(file, list, new ListTerms(kind, scope), told) { Country = country };
    }

    /// <summary>Makes the list when there is none, and fills it.</summary>
    public static async Task<ImportCount> RunAsync(
        MemberCall call, CsvTable table, (DataFolder Folder, string Tenant) place, MemberTelling telling)
    {
        var (folder, tenant) = place;
        var key = new EntityKey(tenant, ListDecider.Kind, call.List);
        var known = await folder.Engine.ReadAsync(key) is (MemberList { Terms: not null }, _);
        if (call.Told || (!known && call.List != MemberList.DefaultName))
        {
            var put = new ListCommand.PutList(call.Terms);
            var answer = await folder.Engine.AskAsync(key, put, new AskOptions { Principal = Principal.Operator });
            if (answer.Rejection is { } refusal)
            {
                throw new WrongCallException(refusal.Message);
            }
        }

        var settings = (await folder.ConfigurationAsync(tenant)).Settings;
        var target = new ListTarget(folder.Engine, folder.Vault.KeysOf(tenant), tenant, call.List)
        {
            Home = new HomeCountry(call.Country ?? settings.Country, settings.TimeZone),
        };
        return await new ListImport(target, telling.Rejects).RunAsync(table, telling.Progress);
    }
}

/// <summary>Which file goes to which list.</summary>
/// <param name="File">The file.</param>
/// <param name="List">The list.</param>
/// <param name="Terms">What it is if it must be made.</param>
/// <param name="Told">Whether the call says so itself.</param>
internal sealed record MemberCall(string File, string List, ListTerms Terms, bool Told)
{
    /// <summary>Where numbers are dialed that name no country; null for where the tenant is.</summary>
    public string? Country { get; init; }
}

/// <summary>Whom a load tells of rejected rows and of how far it is.</summary>
internal sealed record MemberTelling(ImportRejects Rejects, Action<int> Progress);
