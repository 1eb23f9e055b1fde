using Collections.Domain.Accounts;
using Collections.Domain.Overdue;
using Collections.Kernel;
using Collections.Kernel.Documents;
using static Collections.Domain.Accounts.AccountCommand;

namespace Collections.Gateways.Wire;

/// <summary>Bodies of the calls about the account itself: profile, tags, holds.</summary>
public static class AccountBodies
{
    private const int CreditRatingMax = 1_000_000;

    /// <summary><c>PUT /accounts/{id}</c>.</summary>
    public static async ValueTask<WireCommand> PutAsync(Node body, WireContext context)
    {
        var reader = new BodyReader(body, context.Form);
        var (put, name, contacts) = ReadProfile(reader, context.AccountId);
        if (reader.Finish() is { } rejection)
        {
            return new WireCommand(null, rejection);
        }

        var person = put.CustomerId ?? context.AccountId;
        return new WireCommand(
            put with
            {
                Name = name is null ? null : await context.Seal(person, name),
                Contacts = contacts is null
                    ? null
                    : await SealAsync(contacts, put with { CustomerId = person }, context),
            },
            null);
    }

    /// <summary>Everything that is wrong with the body of a PUT; null when nothing is.</summary>
    public static Rejection? Check(Node body, string accountId, BodyForm form)
    {
        var reader = new BodyReader(body, form);
        ReadProfile(reader, accountId);
        return reader.Finish();
    }

    /// <summary><c>POST /accounts/{id}/tags</c>.</summary>
    public static WireCommand AddTag(Node body, WireContext context) =>
        OfTag(body, context, tag => new AddTag(tag));

    /// <summary><c>DELETE /accounts/{id}/tags/{tag}</c>.</summary>
    public static WireCommand RemoveTag(Node body, WireContext context) =>
        OfTag(body, context, tag => new RemoveTag(tag));

    /// <summary><c>POST /accounts/{id}/holds</c>.</summary>
    public static WireCommand PlaceHold(Node body, WireContext context)
    {
        var reader = new BodyReader(body, context.Form);
        var id = context.Id(reader, "holdId");
        var reason = reader.Text("reason", 64);
        var from = reader.Date("from");
        var until = reader.Date("until");
        var scope = reader.Required("scope", reader.Word("scope", "contact", "treatment", "all"));
        if (until <= from)
        {
            reader.Fault("until", "range", "'until' is the first day after the hold and lies after 'from'.");
        }

        return WireCommand.Of(reader, () => new PlaceHold(id, reason, from, until, ScopeOf(scope)));
    }

    /// <summary><c>DELETE /accounts/{id}/holds/{holdId}</c>.</summary>
    public static WireCommand ReleaseHold(Node body, WireContext context)
    {
        var reader = new BodyReader(body, context.Form);
        var id = context.Id(reader, "holdId");
        return WireCommand.Of(reader, () => new ReleaseHold(id));
    }

    private static WireCommand OfTag(Node body, WireContext context, Func<string, AccountCommand> command)
    {
        var reader = new BodyReader(body, context.Form);
        var tag = context.PathIds.TryGetValue("tag", out var inPath)
            ? inPath
            : reader.Required("tag", reader.Tag("tag"));
        return WireCommand.Of(reader, () => command(tag!));
    }

    private static (PutAccount Put, string? Name, IReadOnlyList<ContactBody>? Contacts) ReadProfile(
        BodyReader reader, string accountId)
    {
        var put = new PutAccount
        {
            CustomerId = reader.Id("customerId"),
            Currency = reader.Currency("currency"),
            TimeZone = reader.Zone("timezone"),
            Locale = reader.Locale("locale"),
            Segmentation = ReadSegmentation(reader),
            CreditRating = reader.Whole("creditRating", -CreditRatingMax, CreditRatingMax),
            ParentId = ReadParent(reader, accountId),
            PaidByParent = reader.Flag("paidByParent") ?? false,
            PreferredTimeWindow = ReadWindows(reader),
            Tags = reader.Tags("tags")?.Distinct(StringComparer.Ordinal).ToItems(),
            Characteristics = reader.Objects("characteristics", ReadCharacteristic)?.ToItems(),
            ServiceAgreements = reader.Objects("serviceAgreements", ReadAgreement)?.ToItems(),
        };
        return (put, reader.Text("name"), reader.Objects("contacts", ReadContact));
    }

    private static Segmentation ReadSegmentation(BodyReader reader) => new()
    {
        CollectionClass = reader.Text("collectionClass", 64),
        Division = reader.Text("division", 64),
        Tier = reader.Text("tier", 64),
        Region = reader.Text("region", 64),
        Industry = reader.Text("industry", 64),
        Segment = reader.Text("segment", 64),
    };

    private static string? ReadParent(BodyReader reader, string accountId)
    {
        var parent = reader.Id("parentId");
        if (parent is not null && parent == accountId)
        {
            reader.Fault("parentId", "parent_self", "An account is not its own parent.");
        }

        return parent;
    }

    private static Items<string> ReadWindows(BodyReader reader)
    {
        const string field = "preferredTimeWindow";
        var windows = reader.IsList(field)
            ? reader.Texts(field) ?? []
            : reader.Text(field) is { } one ? [one] : [];
        if (!windows.All(WireForms.IsTimeWindow))
        {
            reader.Fault(field, "time_window", "A time window is HH:mm-HH:mm and ends after it starts.");
        }

        return windows.ToItems();
    }

    private static ContactBody? ReadContact(BodyReader contact)
    {
        var kind = contact.Required("kind", contact.Text("kind", 32));
        var value = contact.Required("value", contact.Text("value"));
        var role = contact.Text("role", 64);
        return kind is null || value is null ? null : new ContactBody(kind, value, role);
    }

    private static Characteristic? ReadCharacteristic(BodyReader mark)
    {
        var type = mark.Required("type", mark.Text("type", 64));
        var value = mark.Required("value", mark.Text("value"));
        var from = mark.Required("from", mark.Date("from"));
        return type is null || value is null || from is null ? null : new Characteristic(type, value, from.Value);
    }

    private static ServiceAgreement? ReadAgreement(BodyReader agreement)
    {
        var id = agreement.Required("id", agreement.Id("id"));
        var type = agreement.Text("type", 64);
        var active = agreement.Flag("active") ?? true;
        var marks = agreement.Objects("characteristics", ReadCharacteristic) ?? [];
        return id is null ? null : new ServiceAgreement(id, type, active, marks.ToItems());
    }

    private static HoldScope ScopeOf(string? scope) => scope switch
    {
        "contact" => HoldScope.Contact,
        "treatment" => HoldScope.Treatment,
        _ => HoldScope.All,
    };

    private static async ValueTask<Items<NewContact>> SealAsync(
        IReadOnlyList<ContactBody> contacts, PutAccount put, WireContext context)
    {
        var made = new List<NewContact>();
        foreach (var contact in contacts)
        {
            var (matching, zones) = context.Home.Read(contact.Kind, contact.Value, put.TimeZone);
            var value = await context.Seal(put.CustomerId!, contact.Value, matching);
            made.Add(new NewContact(contact.Kind, value, contact.Role) { Zones = zones });
        }

        return made.ToItems();
    }

    private sealed record ContactBody(string Kind, string Value, string? Role);
}
