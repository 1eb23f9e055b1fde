using Collections.Domain.Accounts;
using Collections.Domain.Configuration;
using Collections.Domain.Contacts;
using Collections.Domain.Flows;
using Collections.Domain.Numbers;
using Collections.Kernel;
using Collections.Runtime;
using NodaTime;

namespace Collections.Gateways.Contacts;

/// <summary>Contacts that somebody thinks of or makes himself, about an account.</summary>
public static class ContactDesk
{
    /// <summary>What the gate would say to a contact at an instant; nothing is reserved.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="account">The account.</param>
    /// <param name="contact">The contact as <see cref="AccountContacts"/> makes it, and the instant, past or future:
    /// the policy in force then is asked.</param>
    public static async ValueTask<ContactPermission> AskAsync(
        Engine engine, string tenant, Account account, (ContactQuery Query, Instant At) contact)
    {
        var (query, at) = contact;
        var person = new EntityKey(tenant, PersonDecider.Kind, account.Profile!.CustomerId);
        var state = await engine.ReadAsync(person) is (Person known, _) ? known : PersonDecider.Initial(person);
        var configuration = (TenantConfiguration)(await engine.Configurations.OfAsync(tenant)).At(at);
        var number = await NumberAsync(engine, tenant, query.PointId ?? query.NumberId, query.NumberId);
        var looked = query with { Number = number, CallerVerified = await CallerAsync(engine, tenant, query.CallerId) };
        return ContactPermission.Ask(state, looked, configuration, at);
    }

    /// <summary>
    /// A contact about an account. Over a channel that reaches numbers it goes over the number named, else over the
    /// account's first one that is not dead; without any the gate blocks it, for no list can be looked at.
    /// </summary>
    /// <param name="engine">The engine.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="account">The account.</param>
    /// <param name="contact">The channel and the number; null for none in particular.</param>
    public static async ValueTask<ContactQuery> QueryAsync(
        Engine engine, string tenant, Account account, (string Channel, NamedNumber? Number) contact)
    {
        var (channel, named) = contact;
        if (!ContactChannels.UsesNumber(channel))
        {
            return AccountContacts.QueryOf(account, channel);
        }

        if (named is { } number)
        {
            return AccountContacts.QueryOf(account, channel, number);
        }

        var numbers = AccountContacts.NumbersOf(account.Profile!, channel);
        var turn = await NumberChoice.NextAsync(engine, tenant, numbers, from: 0);
        return AccountContacts.QueryOf(account, channel, turn.NumberId) with
        {
            NumberMissing = turn.NumberId is null ? true : null,
        };
    }

    /// <summary>
    /// Reserves a contact. The place that its number kept is given back when the person has no room for it.
    /// </summary>
    /// <param name="engine">The engine.</param>
    /// <param name="person">The person.</param>
    /// <param name="reserve">The reservation.</param>
    /// <param name="options">Who asks.</param>
    public static async ValueTask<Answer> ReserveAsync(
        Engine engine, EntityKey person, PersonCommand.ReserveContact reserve, AskOptions options)
    {
        var prepared = await PrepareAsync(engine, person, reserve);
        var answer = await engine.AskAsync(person, prepared, options);
        if (answer.Rejection is not null)
        {
            await LetGoAsync(engine, person, prepared);
        }

        return answer;
    }

    /// <summary>
    /// Gives a number its place back when the person never heard of the contact; else the person does so by itself.
    /// </summary>
    /// <param name="engine">The engine.</param>
    /// <param name="person">The person.</param>
    /// <param name="prepared">The reservation as it was prepared.</param>
    public static async ValueTask LetGoAsync(Engine engine, EntityKey person, PersonCommand.ReserveContact prepared)
    {
        if (prepared.Details?.NumberAnswer is { Decision: GateAnswer.Allow } kept
            && !await IsKnownAsync(engine, person, prepared.ContactId))
        {
            var number = new EntityKey(person.Tenant, NumberMessages.NumberKind, kept.NumberId);
            var back = new NumberSettlement(kept.ContactId, kept.Attempt, null, engine.Setup.Clock.Now);
            await engine.AskAsync(number, new NumberCommand.SettleNumber(back));
        }
    }

    /// <summary>
    /// A reservation with the word of its number, where the policy in force has limits per number: the number is asked
    /// first, and gets its place back by itself if the person refuses. A contact that is known is not asked for again.
    /// </summary>
    public static async ValueTask<PersonCommand.ReserveContact> PrepareAsync(
        Engine engine, EntityKey person, PersonCommand.ReserveContact reserve)
    {
        if (reserve.Details is not { NumberId: { } numberId } query)
        {
            return reserve;
        }

        var at = engine.Setup.Clock.Now;
        var configuration = (TenantConfiguration)(await engine.Configurations.OfAsync(person.Tenant)).At(at);
        var reservation = NumberHop.ReservationOf(
            person.Id,
            query with { ContactId = reserve.ContactId },
            configuration,
            new NumberTry(1, at, Consented: false));
        if (reservation.Limits.Count == 0 || await IsKnownAsync(engine, person, reserve.ContactId))
        {
            return reserve;
        }

        var number = new EntityKey(person.Tenant, NumberMessages.NumberKind, numberId);
        var answer = await engine.AskAsync(number, new NumberCommand.ReserveNumber(reservation));
        return answer.Report is NumberAnswer said
            ? reserve with { Details = query with { NumberAnswer = said } }
            : reserve;
    }

    /// <summary>The person of an account; null when there is no such account.</summary>
    public static async ValueTask<(Account Account, EntityKey Person)?> FindAsync(
        Engine engine, string tenant, string accountId) =>
        EntityKey.IsValidId(accountId)
        && await engine.ReadAsync(new EntityKey(tenant, AccountDecider.Kind, accountId)) is
            (Account { Phase: AccountPhase.Open, Profile: { } profile } account, _)
            ? (account, new EntityKey(tenant, PersonDecider.Kind, profile.CustomerId))
            : null;

    private static async ValueTask<bool> IsKnownAsync(Engine engine, EntityKey person, string contactId) =>
        await engine.ReadAsync(person) is (Person state, _) && PersonDecider.IsKnown(state, contactId);

    private static async ValueTask<bool?> CallerAsync(Engine engine, string tenant, string? callerId)
    {
        if (callerId is null)
        {
            return null;
        }

        return EntityKey.IsValidId(callerId) && CallerSeam.IsVerified(
            (await engine.Setup.Store.LoadRowsAsync([new EntityKey(tenant, CallerSeam.Kind, callerId)]))[0]);
    }

    private static async ValueTask<NumberFacts?> NumberAsync(
        Engine engine, string tenant, string? point, string? numberId)
    {
        if (!EntityKey.IsValidId(point))
        {
            return null;
        }

        var store = engine.Setup.Store;
        var row = numberId is { } number
            ? (await store.LoadRowsAsync([new EntityKey(tenant, NumberMessages.NumberKind, number)]))[0]
            : null;
        var places = (await store.FindListingsAsync([new MemberKey(tenant, point!)]))[0];
        return NumberLookups.Of(row, places);
    }
}
